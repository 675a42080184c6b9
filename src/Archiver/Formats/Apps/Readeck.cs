using System.Text.Json;
using Archiver.Formats.Html;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Inputs;

namespace Archiver.Formats.Apps;

/// <summary>Readeck's export: of each bookmark what is known and the text; and its list as CSV.</summary>
internal static class Readeck
{
    private const string Name = "readeck";

    private const long MaxText = 64 << 20;

    public static AppSetFormat Format { get; } = new(Name, "Readeck: the zip file, CSV", new Zip(), new Table());

    private sealed class Table() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("url", "title", "labels")
            && (header.Has("is archived") || header.Has("is marked") || header.Has("created"));

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Address(fields["url"]);
            facts.Title = fields["title"];
            facts.Created = times.Of(fields["created"]);
            facts.Tags(CellLists.Of(fields["labels"]));
            facts.IsRead = fields["is archived"] is { } archived ? IsYes(archived) : null;
            facts.IsStarred = IsYes(fields["is marked"]);
            facts.Other("Type", fields["type"] is "article" ? null : fields["type"]);
            return null;
        }
    }

    private sealed class Zip : ISetKind
    {
        private const string Facts = "/info.json";

        public bool Recognizes(IReadOnlyList<string> names) => names.Any(name => Sets.FileName(name) == "data.json") && names.Any(IsFacts);

        public IEnumerable<(SetMember Member, Stretch Stretch)> Read(IReadOnlyList<SetMember> members, ReadingOptions options)
        {
            var byName = Sets.ByName(members, out var others);
            var times = new StatedTimes(options.TimeZone);
            var pages = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in byName.Values.Where(member => IsFacts(member.Name)))
            {
                var page = byName.GetValueOrDefault($"{Sets.FolderOf(member.Name)}container/index.html");
                yield return ArticleOf(member, page, times);
                if (page is not null)
                {
                    pages.Add(page.Name);
                    yield return Sets.Whole(page, StretchKind.Used, Name);
                }
            }

            foreach (var member in byName.Values.Where(member => !IsFacts(member.Name) && !pages.Contains(member.Name)))
            {
                if (Leavings(member.Name) is { } reason)
                {
                    yield return Sets.Whole(member, StretchKind.Ignored, Name, reason);
                }
            }

            foreach (var other in others)
            {
                yield return Sets.Replaced(other, byName[other.Name], Name);
            }
        }

        private static bool IsFacts(string name) => name.EndsWith(Facts, StringComparison.Ordinal) && name.Contains("bookmarks/", StringComparison.Ordinal);

        /// <summary>What is to be said of a file that says nothing of an article; null where it may.</summary>
        private static string? Leavings(string name) => Sets.FileName(name) switch
        {
            "data.json" => "the account and the settings of the app",
            "props.json" or "log" when name.Contains("/container/", StringComparison.Ordinal) => "what the app noted of fetching a page",
            _ when name.Contains("/container/", StringComparison.Ordinal) => "a picture or another part of a page, which is not kept",
            _ => null,
        };

        private static (SetMember Member, Stretch Stretch) ArticleOf(SetMember member, SetMember? page, StatedTimes times)
        {
            var bytes = member.ReadAll(MaxText, out var trouble);
            try
            {
                using var document = JsonDocument.Parse(bytes.Span is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes, JsonReader.Lenient);
                var facts = new StatedFacts(Name);
                Take(document.RootElement, facts, times);
                var original = new List<ReadOnlyMemory<byte>> { AccountFields.CutFrom(bytes) };
                if (page is not null)
                {
                    var text = page.ReadAll(MaxText, out var broken);
                    original.Add(text);
                    facts.Html(HtmlDecoding.Of(text.Span).Text);
                    if (broken is not null)
                    {
                        facts.Warning($"{page.Name} cannot be read to its end: {broken}");
                    }
                }

                if (!facts.HasText)
                {
                    facts.Text(document.RootElement.Text("Text"));
                }

                var (article, reason) = facts.ToArticle(Sets.Joined(original));
                return article is not null ? Sets.Whole(member, bytes.Length, article) : Sets.Whole(member, StretchKind.Rejected, Name, reason);
            }
            catch (JsonException)
            {
                return Sets.Whole(member, StretchKind.Rejected, Name, trouble ?? "no JSON");
            }
        }

        private static void Take(JsonElement info, StatedFacts facts, StatedTimes times)
        {
            var url = info.Text("URL");
            facts.Address(url);
            facts.Title = info.Text("Title");
            facts.Other("Initial URL", info.Text("InitialURL") is { } initial && initial != url ? initial : null);
            facts.Site = info.Text("SiteName", "Site");
            facts.Language = info.Text("Lang");
            facts.Date = StatedTimes.DayOf(info.Text("Published"));
            facts.Created = times.Of(info.Text("Created"));
            facts.Updated = times.Of(info.Text("Updated"));
            facts.Words = info.Number("WordCount");
            facts.Tags(info.Texts("Labels"));
            facts.IsRead = info.Flag("IsArchived") is { } isArchived ? isArchived || info.Number("ReadProgress") >= 100 : null;
            facts.IsStarred = info.Flag("IsMarked") == true;
            facts.Summary(info.Text("Description"));
            facts.Other("Reading progress", info.Text("ReadProgress") is "0" ? null : info.Text("ReadProgress"));
            facts.Other("Type", info.Text("DocumentType") is "article" ? null : info.Text("DocumentType"));
            foreach (var author in info.Texts("Authors"))
            {
                facts.Author(author);
            }

            foreach (var annotation in info.Items("Annotations"))
            {
                facts.Highlight(annotation.Text("text"), annotation.Text("note"), times.Of(annotation.Text("created")));
            }

            if (info.Text("State") is "1")
            {
                facts.Warning($"Readeck could not read the page: {string.Join(", ", info.Texts("Errors"))}");
            }
        }
    }
}
