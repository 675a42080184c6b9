using System.Text.Json;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Formats.Xml;

namespace Archiver.Formats.Apps;

/// <summary>Lists of addresses of apps that state but a few facts about each.</summary>
internal static class SmallLists
{
    public static AppFormat Pinboard { get; } = new("pinboard", "Pinboard: JSON, XML", new PinboardJson("pinboard"), new PinboardXml("pinboard"));

    public static AppFormat GoodLinks { get; } = new("goodlinks", "GoodLinks: JSON", new GoodLinksJson("goodlinks"));

    public static AppFormat Readability { get; } = new("readability", "Readability: JSON", new ReadabilityJson("readability"));

    public static AppFormat Delicious { get; } = new("delicious", "Delicious: JSON", new DeliciousJson("delicious"));

    public static AppFormat Elcurator { get; } = new("elcurator", "elCurator: JSON", new ElcuratorJson("elcurator"));

    public static AppFormat Mymind { get; } = new("mymind", "mymind: CSV", new MymindTable("mymind"));

    private sealed class PinboardJson(string name) : JsonFormat(name)
    {
        protected override bool Recognizes(JsonShape shape) =>
            shape.Has("href", "description") && (shape.Has("toread") || shape.Has("time") || shape.Has("tags"));

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            facts.Address(element.Text("href"));
            facts.Title = SaidOf(element, "description");
            facts.Summary(SaidOf(element, "extended"));
            facts.Created = times.Of(element.Text("time"));
            facts.Tags(element.Text("tags"), ' ');
            facts.IsRead = element.Flag("toread") is { } toRead ? !toRead : null;
            return null;
        }

        /// <summary>Where nothing is said, it says <c>false</c>.</summary>
        private static string? SaidOf(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.False ? null : element.Text(name);
    }

    /// <summary>Posts whose attributes say everything, as Delicious wrote them before.</summary>
    private sealed class PinboardXml(string name) : IInputKind
    {
        public bool Recognizes(InputHead head) => XmlHeads.Root(head.Bytes) == "posts" && head.Bytes.IndexOf("<post "u8) >= 0;

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new XmlRecordReader(name, options, "post", (post, bytes) =>
            {
                string? Said(string attribute) => post.Attribute(attribute)?.Value;
                var facts = new StatedFacts(name) { Title = Said("description"), Created = times.Of(Said("time")) };
                facts.Address(Said("href"));
                facts.Summary(Said("extended"));
                facts.Tags(Said("tag") ?? Said("tags"), ' ');

                // Only what is still to be read says so.
                facts.IsRead = Said("toread") switch { "yes" => false, "no" => true, _ => null };
                return facts.ToArticle(bytes);
            });
        }
    }

    private sealed class GoodLinksJson(string name) : JsonFormat(name)
    {
        protected override bool Recognizes(JsonShape shape) => shape.Has("url", "addedAt");

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            var url = element.Text("url", "originalURL");
            facts.Address(url);
            facts.Title = element.Text("title");
            facts.Author(element.Text("author"));
            facts.Summary(element.Text("summary"));
            facts.Created = times.Of(element.Text("addedAt"));
            facts.LastRead = times.Of(element.Text("readAt"));
            facts.IsRead = element.Flag("read") ?? facts.LastRead is not null;
            facts.IsStarred = element.Flag("starred") == true;
            facts.Tags(element.Texts("tags", "name"));
            facts.Other("Original URL", element.Text("originalURL") is { } original && original != url ? original : null);
            foreach (var highlight in element.Items("highlights"))
            {
                facts.Highlight(highlight.Text("content", "text"), highlight.Text("note"), times.Of(highlight.Text("addedAt", "createdAt")));
            }

            return null;
        }
    }

    private sealed class ReadabilityJson(string name) : JsonFormat(name, "bookmarks")
    {
        protected override bool Recognizes(JsonShape shape) => shape.HasWithin("bookmarks", "article__url");

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            facts.Address(element.Text("article__url"));
            facts.Title = element.Text("article__title") is "No title found" ? null : element.Text("article__title");
            facts.Summary(StatedFacts.Decoded(element.Text("article__excerpt")));
            facts.Created = times.Of(element.Text("date_added"));
            facts.IsRead = element.Flag("archive");
            facts.LastRead = facts.IsRead == true ? times.Of(element.Text("date_archived")) : null;
            facts.IsStarred = element.Flag("favorite") == true;
            facts.Tags(element.Texts("tags", "text", "name"));
            return null;
        }
    }

    private sealed class DeliciousJson(string name) : JsonFormat(name)
    {
        protected override bool Recognizes(JsonShape shape) => shape.Has("url", "tags", "created") && (shape.Has("others") || shape.Has("private"));

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            facts.Address(element.Text("url"));
            facts.Title = element.Text("title");
            facts.Summary(element.Text("description"));
            facts.Created = times.Of(element.Text("created"));
            facts.Tags(element.Texts("tags"));
            return null;
        }
    }

    private sealed class ElcuratorJson(string name) : JsonFormat(name)
    {
        protected override bool Recognizes(JsonShape shape) => shape.Has("url", "title", "is_saved");

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            facts.Address(element.Text("url"));
            facts.Title = element.Text("title");
            facts.Summary(element.Text("description"));
            facts.Created = times.Of(element.Text("created_at"));
            facts.Tags(element.Texts("tags"));
            facts.IsStarred = element.Flag("is_saved") == true;
            return null;
        }
    }

    /// <summary>Pages, and what the reader wrote; of pictures only the titles are in it.</summary>
    private sealed class MymindTable(string name) : TableFormat(name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("id", "type", "title", "url", "content", "note", "created");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Address(fields["url"]);
            facts.Title = fields["title"];
            facts.Text(fields["content"]);
            facts.Created = times.Of(fields["created"]);
            facts.Tags(fields["tags"], ',');
            facts.Other("Note", fields["note"]);
            facts.Other("Type", fields["type"] is "WebPage" or "Article" ? null : fields["type"]);
            return facts.Url is null && !facts.HasText ? "neither an address nor a text: pictures and files are not in the export" : null;
        }
    }
}
