using System.Text.Json;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Json;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Feeds;

/// <summary>Items of feed readers as Google Reader exported them, and FreshRSS, Inoreader and others since.</summary>
internal sealed partial class ReaderFormat : IArticleFormat
{
    private const string FormatName = "google-reader";

    public string Name => FormatName;

    public string Description => "items of feed readers in Google Reader's JSON (Takeout, FreshRSS, Inoreader, Feedly)";

    public bool Recognizes(InputHead head)
    {
        var text = head.Text;
        return text is ['{', ..] && !text.Contains("jsonfeed.org", StringComparison.Ordinal)
            && (Beginning().IsMatch(text) || (JsonShape.Of(head) is { } shape && (shape.HasWithin("items", "alternate") || shape.HasWithin("items", "canonical"))));
    }

    public IArticleReader NewReader(ReadingOptions options)
    {
        var times = new StatedTimes(options.TimeZone);
        return new JsonReader(FormatName, options, ["items"], (item, bytes) => Article(item, bytes, times));
    }

    private static (StatedArticle?, string?) Article(JsonElement item, ReadOnlyMemory<byte> bytes, StatedTimes times)
    {
        var url = Href(item, "canonical") ?? Href(item, "alternate") ?? item.Text("url");
        var html = Content(item, "content") ?? Content(item, "summary");
        var body = html is null ? [] : HtmlText.Read(html, url);
        var title = System.Net.WebUtility.HtmlDecode(item.Text("title"));
        if (string.IsNullOrWhiteSpace(title) && url is null && body.Count == 0)
        {
            return (null, "no article: it has neither a title nor a text nor an address");
        }

        var (tags, isStarred, isRead) = (new List<string>(), false, (bool?)null);
        foreach (var category in item.Texts("categories", "label", "id", "term"))
        {
            var state = State().Match(category);
            if (!state.Success)
            {
                tags.Add(category);
            }
            else if (state.Groups[1].Value == "label")
            {
                tags.Add(state.Groups[2].Value);
            }
            else
            {
                isStarred |= state.Groups[2].Value.EndsWith("starred", StringComparison.Ordinal);
                isRead = state.Groups[2].Value.EndsWith("/read", StringComparison.Ordinal) ? true
                    : state.Groups[2].Value.EndsWith("unread", StringComparison.Ordinal) ? false : isRead;
            }
        }

        isStarred |= item.Texts("tags", "id").Any(tag => tag.EndsWith("/tag/global.saved", StringComparison.Ordinal));
        tags.AddRange(item.Items("tags").Where(tag => tag.Text("id")?.Contains("/tag/global.", StringComparison.Ordinal) != true).Select(tag => tag.Text("label") ?? tag.AsText()).OfType<string>());
        tags.AddRange(item.Texts("keywords"));
        isRead ??= item.Flag("unread") is { } unread ? !unread : null;
        item.TryGetProperty("origin", out var origin);
        var feed = System.Net.WebUtility.HtmlDecode(origin.Text("title"));
        var published = item.Text("published");
        var day = DayOf(published) ?? DayOf(item.Text("timestampUsec")) ?? DayOf(item.Text("updated"));
        var updated = item.Text("updated");
        return (FragmentArticle.Of(FormatName, bytes, new Details
        {
            Title = title,
            Url = url,
            Authors = item.Text("author") is { } author ? [System.Net.WebUtility.HtmlDecode(author)] : [],
            Site = feed,
            Category = feed ?? FormatName,
            Language = item.Text("language"),
            Tags = tags,
            IsStarred = isStarred,
            ReadCount = isRead switch { true => 1, false => 0, null => null },
            Date = day,
            Created = times.Of(item.Text("timestampUsec", "actionTimestamp", "crawlTimeMsec", "crawled")),
            Updated = updated is null || updated == published ? null : times.Of(updated),
            Other =
            [
                new("Feed", origin.Text("htmlUrl") ?? ""), new("Feed ID", item.Text("guid") is { } guid && guid != url ? guid : ""),
                new("Comment", string.Join('\n', item.Items("annotations").Concat(item.Items("comments")).Select(note => note.Text("content", "htmlContent", "plainContent")).OfType<string>())),
            ],
        }, body, Content(item, "content") is null || Content(item, "summary") is not { } summary ? null : HtmlText.Read(summary).Select(paragraph => paragraph.Text),
            [.. item.Items("highlights").Concat(item.Items("annotations")).Where(each => each.Text("text") is not null)
                .Select(each => new Highlight(each.Text("text")!, each.Text("note"), times.Of(each.Text("added_timestamp"))))],
            published is not null && day is null ? [$"{published} is no day: no date"] : [], item.Text("id")), null);
    }

    /// <summary>The day of a time that has no zone of its own is that of UTC.</summary>
    public static DateOnly? DayOf(string? text) =>
        text is null ? null : !text.All(char.IsAsciiDigit) ? StatedTimes.DayOf(text) ?? DateText.Find(text)
            : new StatedTimes(TimeZoneInfo.Utc).Of(text) is { } time ? DateOnly.FromDateTime(time.ToDateTime()) : null;

    private static string? Href(JsonElement item, string name) =>
        item.Items(name).Select(link => link.Text("href") ?? link.AsText()).FirstOrDefault(link => !string.IsNullOrWhiteSpace(link));

    private static string? Content(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && (value.AsText() ?? value.Text("content")) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    [GeneratedRegex(@"""crawlTimeMsec""|""id""\s*:\s*""user\\?/[^""]{1,80}(?:com\.google|org\.freshrss)|""id""\s*:\s*""(?:feed|tag:google\.com,2005:reader)\\?/|""timestampUsec""")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^user/[^/]*/(label|state)/(.+)$")]
    private static partial Regex State();
}
