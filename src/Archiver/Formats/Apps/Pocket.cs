using System.Text.Json;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Inputs;

namespace Archiver.Formats.Apps;

/// <summary>Pocket's exports: lists of addresses with titles of at most 75 characters, and what was marked; no texts.</summary>
internal static class Pocket
{
    private const string Name = "pocket";

    /// <summary>Marks in as many articles as one list of Pocket's has articles.</summary>
    private const long MaxAnnotations = 256 << 20;

    public static AppSetFormat Format { get; } = new(Name, "Pocket: CSV, the zip file of them, ril_export.html", new Zip(), new Table(), new Page(), new Annotations());

    private static string? Take(string? url, StatedFacts facts) => facts.Address(url) ? null
        : string.IsNullOrWhiteSpace(url) ? "there is no address in it" : StatedFacts.NoWebAddress(url.Trim());

    private static void TakeHighlights(JsonElement element, StatedFacts facts, StatedTimes times)
    {
        foreach (var highlight in element.Items("highlights"))
        {
            facts.Highlight(highlight.Text("quote"), null, times.Of(highlight.Text("created_at")));
        }
    }

    private sealed class Table() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("url", "time added", "status");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Title = fields["title"];
            facts.Created = times.Of(fields["time added"]);
            facts.Tags(fields["tags"], '|');
            facts.IsRead = fields["status"]?.Trim().ToLowerInvariant() switch
            {
                "archive" or "archived" or "read" or "1" => true,
                "unread" or "0" => false,
                _ => null,
            };
            return Take(fields["url"], facts);
        }
    }

    /// <summary>The list of before autumn 2024: a heading and a list for each of the two states.</summary>
    private sealed class Page : IInputKind
    {
        public bool Recognizes(InputHead head) => LinkLists.HasTitle(head, "Pocket Export");

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new LinkListReader(Name, options, (link, bytes) =>
            {
                var facts = new StatedFacts(Name) { Title = link.Title, Created = times.Of(link.Attributes.GetValueOrDefault("time_added")) };
                facts.Tags(link.Attributes.GetValueOrDefault("tags"), ',');
                facts.IsRead = link.Section is null ? null : link.Section.Contains("Archive", StringComparison.OrdinalIgnoreCase);
                return Take(link.Attributes.GetValueOrDefault("href"), facts) is { } reason ? (null, reason) : facts.ToArticle(bytes);
            });
        }
    }

    /// <summary>What was marked, without the list.</summary>
    private sealed class Annotations() : JsonFormat(Name)
    {
        protected override bool Recognizes(JsonShape shape) => shape.Has("url", "highlights") && !shape.Has("id") && !shape.Has("addedAt") && !shape.Has("savedAt");

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            facts.Title = element.Text("title");
            TakeHighlights(element, facts, times);
            return Take(element.Text("url"), facts);
        }
    }

    /// <summary>Lists, and what was marked in their articles by address.</summary>
    private sealed class Zip : ISetKind
    {
        public bool Recognizes(IReadOnlyList<string> names) => names.Any(IsList) && names.Any(IsAnnotations);

        public IEnumerable<(SetMember Member, Stretch Stretch)> Read(IReadOnlyList<SetMember> members, ReadingOptions options)
        {
            var marked = new Dictionary<string, List<byte[]>>(StringComparer.Ordinal);
            foreach (var member in members.Where(member => IsAnnotations(member.Name)))
            {
                foreach (var (url, bytes) in MarkedIn(member, options))
                {
                    (marked.TryGetValue(url, out var known) ? known : marked[url] = []).Add(bytes);
                }
            }

            var (table, times) = (new Table(), new StatedTimes(options.TimeZone));
            var listed = new HashSet<string>(StringComparer.Ordinal);
            var lists = table.NewReader(options, (fields, facts) =>
            {
                var row = fields.Bytes.ToArray();
                if (fields["url"] is not { } url || !marked.TryGetValue(url, out var annotations))
                {
                    return row;
                }

                listed.Add(url);
                foreach (var annotation in annotations)
                {
                    using var document = JsonDocument.Parse(annotation, JsonReader.Lenient);
                    TakeHighlights(document.RootElement, facts, times);
                }

                return (byte[])[.. row, .. annotations.SelectMany(annotation => annotation)];
            });
            var rest = new JsonReader(Name, options, [], (element, bytes) => element.Text("url") is { } url && listed.Contains(url) ? (null, null)
                : new Annotations().MakeOf(element, bytes, times));
            return members.Where(member => IsList(member.Name)).SelectMany(member => Sets.Read(member, lists))
                .Concat(members.Where(member => IsAnnotations(member.Name)).SelectMany(member => Sets.Read(member, rest)));
        }

        private static List<(string Url, byte[] Bytes)> MarkedIn(SetMember member, ReadingOptions options)
        {
            var found = new List<(string Url, byte[] Bytes)>();
            var reader = new JsonReader(Name, options, [], (element, bytes) =>
            {
                if (element.Text("url") is { } url)
                {
                    found.Add((url, bytes.ToArray()));
                }

                return (null, null);
            });
            using var content = new MemoryStream(member.ReadAll(MaxAnnotations, out _).ToArray());
            reader.Begin(content);
            while (reader.Read() is not null)
            {
            }

            return found;
        }

        private static bool IsList(string name) => Sets.FileName(name) is var file && file.StartsWith("part_", StringComparison.OrdinalIgnoreCase)
            && file.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

        private static bool IsAnnotations(string name) => name.Contains("annotations/", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }
}
