using System.Text.Json;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Json;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Feeds;

/// <summary>Files of feeds in JSON Feed.</summary>
internal sealed partial class JsonFeedFormat : IArticleFormat
{
    private const string FormatName = "json-feed";

    public string Name => FormatName;

    public string Description => "feeds in JSON Feed";

    public bool Recognizes(InputHead head) => Beginning().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    /// <summary>What the feed states about all its items stands before them.</summary>
    private sealed class Reader : IArticleReader
    {
        private readonly JsonReader _items;
        private readonly StatedTimes _times;
        private JsonFeedFacts _feed = JsonFeedFacts.None;

        public Reader(ReadingOptions options) =>
            (_times, _items) = (new StatedTimes(options.TimeZone), new JsonReader(FormatName, options, ["items"], (item, bytes) => Article(item, bytes)));

        public void Begin(Stream input)
        {
            var whole = new PeekedStream(input);
            _feed = JsonFeedFacts.Of(whole.Head);
            _items.Begin(whole);
        }

        public Stretch? Read() => _items.Read();

        private (StatedArticle?, string?) Article(JsonElement item, ReadOnlyMemory<byte> bytes)
        {
            var id = item.Text("id");
            var url = new[] { item.Text("url"), item.Text("external_url"), id }.FirstOrDefault(IsWeb);
            var html = item.Text("content_html");
            var body = html is not null ? HtmlText.Read(html, url)
                : [.. (item.Text("content_text") ?? "").ReplaceLineEndings("\n").Split('\n').Select(PlainText.OneLine).Where(line => line.Length > 0)
                    .Select(line => new FormedParagraph(line, Block.Plain))];
            var title = item.Text("title");
            if (title is null && url is null && body.Count == 0 && id is null)
            {
                return (null, "no article: it has neither a title nor a text nor an address");
            }

            string[] authors = [.. item.Texts("authors", "name")];
            authors = authors.Length > 0 ? authors : item.TryGetProperty("author", out var author) && (author.AsText() ?? author.Text("name")) is { } name ? [name] : [.. _feed.Authors];
            var published = item.Text("date_published");
            var day = StatedTimes.DayOf(published) ?? DateText.Find(published);
            return (FragmentArticle.Of(FormatName, bytes, new Details
            {
                Title = title,
                Url = url,
                Authors = authors,
                Site = _feed.Title,
                Category = _feed.Title ?? FormatName,
                Language = item.Text("language") ?? _feed.Language,
                Tags = [.. item.Texts("tags")],
                Date = day,
                Updated = _times.Of(item.Text("date_modified")),
                Other = [new("Feed ID", id is not null && id != url ? id : ""), new("External URL", item.Text("external_url") is { } other && other != url ? other : "")],
            }, body, item.Text("summary")?.Split('\n'), [], published is not null && day is null ? [$"{published} is no day: no date"] : [], id), null);
        }
    }

    private static bool IsWeb(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    [GeneratedRegex(@"^\{[\s\S]*?""version""\s*:\s*""https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\\?/version")]
    private static partial Regex Beginning();
}
