using System.Text.Json;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Feeds;

/// <summary>Starred items as Feedbin exports them.</summary>
internal sealed partial class FeedbinFormat : IArticleFormat
{
    private const string FormatName = "feedbin";

    public string Name => FormatName;

    public string Description => "starred items of Feedbin (JSON)";

    public bool Recognizes(InputHead head)
    {
        var text = head.Text;
        return Beginning().IsMatch(text) && (head.Bytes.Length >= 4000 || text.Contains("\"published\"", StringComparison.Ordinal));
    }

    public IArticleReader NewReader(ReadingOptions options)
    {
        var times = new StatedTimes(options.TimeZone);
        return new JsonReader(FormatName, options, [], (item, bytes) => Article(item, bytes, times));
    }

    private static (StatedArticle?, string?) Article(JsonElement item, ReadOnlyMemory<byte> bytes, StatedTimes times)
    {
        var url = item.Text("url");
        var content = item.Text("content");
        var body = HtmlText.Read(content ?? item.Text("summary") ?? "", url);
        if (url is null && body.Count == 0)
        {
            return (null, "no article: it has neither a text nor an address");
        }

        return (FragmentArticle.Of(FormatName, bytes, new Details
        {
            Title = System.Net.WebUtility.HtmlDecode(item.Text("title")),
            Url = url,
            Authors = item.Text("author") is { } author ? [author] : [],
            Category = FormatName,
            IsStarred = true,
            Date = ReaderFormat.DayOf(item.Text("published")),
            Created = times.Of(item.Text("created_at")),
        }, body), null);
    }

    [GeneratedRegex(@"^\[\s*\{[^\[{]{0,200}""feed_id""\s*:")]
    private static partial Regex Beginning();
}
