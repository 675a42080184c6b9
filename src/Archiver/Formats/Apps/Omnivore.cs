using System.Globalization;
using System.Text;
using System.Text.Json;
using Archiver.Formats.Html;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Inputs;

namespace Archiver.Formats.Apps;

/// <summary>Omnivore's export: lists of what is known, with the text of each article and what was marked in it beside them.</summary>
internal static class Omnivore
{
    private const string Name = "omnivore";

    private const long MaxText = 64 << 20;

    public static AppSetFormat Format { get; } = new(Name, "Omnivore: the zip file, or a list out of it", new Zip(), new Json());

    private sealed class Json() : JsonFormat(Name)
    {
        protected override bool Recognizes(JsonShape shape) => shape.Has("url", "savedAt") && (shape.Has("slug") || shape.Has("labels") || shape.Has("state"));

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            facts.Id = Guid.TryParse(element.Text("id"), out var id) ? id : null;
            facts.Title = element.Text("title");
            facts.Author(element.Text("author"));
            facts.Summary(element.Text("description"));
            var url = element.Text("url");
            if (url?.Contains("omnivore.app/no_url", StringComparison.Ordinal) == true)
            {
                facts.Other("URL", url);
            }
            else
            {
                facts.Address(url);
            }

            facts.Tags(element.Texts("labels", "name"));
            facts.Created = times.Of(element.Text("savedAt"));
            facts.Updated = times.Of(element.Text("updatedAt"));
            facts.Date = StatedTimes.DayOf(element.Text("publishedAt"));
            var progress = element.Text("readingProgress");
            facts.IsRead = element.Text("state") is { } state
                ? state.Equals("Archived", StringComparison.OrdinalIgnoreCase) || (double.TryParse(progress, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) && percent >= 95) : null;
            facts.Other("Reading progress", progress is "0" ? null : progress);
            return null;
        }
    }

    private sealed class Zip : ISetKind
    {
        private static readonly Json Lists = new();

        public bool Recognizes(IReadOnlyList<string> names) => names.Any(IsList);

        public IEnumerable<(SetMember Member, Stretch Stretch)> Read(IReadOnlyList<SetMember> members, ReadingOptions options)
        {
            var byName = Sets.ByName(members, out var others);
            var times = new StatedTimes(options.TimeZone);
            var taken = new List<(SetMember Member, Stretch Stretch)>();
            var folder = "";
            var reader = new JsonReader(Name, options, [], (element, bytes) => ArticleOf(element, bytes, kind => byName.GetValueOrDefault($"{folder}{kind}"), times, taken));
            foreach (var list in byName.Values.Where(member => IsList(member.Name)))
            {
                folder = Sets.FolderOf(list.Name);
                foreach (var piece in Sets.Read(list, reader))
                {
                    yield return piece;
                    foreach (var used in taken)
                    {
                        yield return used;
                    }

                    taken.Clear();
                }
            }

            foreach (var other in others)
            {
                yield return Sets.Replaced(other, byName[other.Name], Name);
            }
        }

        private static bool IsList(string name) => Sets.FileName(name) is var file
            && file.StartsWith("metadata_", StringComparison.Ordinal) && file.EndsWith(".json", StringComparison.Ordinal);

        private static (StatedArticle? Article, string? Reason) ArticleOf(JsonElement element, ReadOnlyMemory<byte> bytes,
            Func<string, SetMember?> member, StatedTimes times, List<(SetMember Member, Stretch Stretch)> taken)
        {
            var facts = new StatedFacts(Name);
            if (Lists.TakeFrom(element, facts, times) is { } reason)
            {
                return (null, reason);
            }

            var slug = element.Text("slug");
            var original = new List<ReadOnlyMemory<byte>> { bytes };
            if (member($"content/{slug}.html") is { } content)
            {
                facts.Html(HtmlDecoding.Of(Take(content).Span).Text);
            }

            if (member($"content/{slug}.pdf") is { } pdf)
            {
                facts.Warning("its text is a PDF, which is not read");
                taken.Add(Sets.Whole(pdf, StretchKind.Ignored, Name, "a PDF, whose text is not read"));
            }

            if (member($"highlights/{slug}.md") is { } highlights)
            {
                TakeHighlights(Encoding.UTF8.GetString(Take(highlights).Span), facts);
            }

            return facts.ToArticle(Sets.Joined(original));

            ReadOnlyMemory<byte> Take(SetMember file)
            {
                var text = file.ReadAll(MaxText, out var trouble);
                original.Add(text);
                if (trouble is not null)
                {
                    facts.Warning($"{file.Name} cannot be read to its end: {trouble}");
                }

                taken.Add(Sets.Whole(file, StretchKind.Used, Name));
                return text;
            }
        }

        /// <summary>A quotation is what was marked; what follows it is what was said of it.</summary>
        private static void TakeHighlights(string markdown, StatedFacts facts)
        {
            var (quote, comment) = (new List<string>(), new List<string>());
            foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
            {
                if (line.StartsWith('>'))
                {
                    if (comment.Count > 0)
                    {
                        Add();
                    }

                    quote.Add(line[1..].Trim());
                }
                else if (line.Length > 0)
                {
                    comment.Add(line);
                }
                else if (quote.Count > 0 && comment.Count == 0)
                {
                    comment.Add("");
                }
            }

            Add();

            void Add()
            {
                facts.Highlight(string.Join('\n', quote), string.Join('\n', comment));
                quote.Clear();
                comment.Clear();
            }
        }
    }
}
