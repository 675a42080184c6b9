using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;

namespace Archiver.Formats.Markdown;

/// <summary>Articles in Markdown, one a file, with facts before the text: notes of Obsidian, clips, the sources of sites.</summary>
internal sealed partial class MarkdownFormat : IArticleFormat
{
    private const string FormatName = "markdown";

    private static readonly string[] Addresses =
        ["source", "url", "link", "source_url", "original_url", "url_original", "source-url", "canonical", "canonical_url", "canonicalURL", "website"];

    /// <summary>
    /// Without one of these a file is somebody's note or a manual: such are read only if the format is stated.
    /// </summary>
    private static readonly string[] Telling =
        [.. Addresses, "title", "date", "published", "publish_date", "pubDate", "saved", "clipped"];

    private static readonly string[] TagKeys = ["tags", "labels", "categories", "keywords", "topics", "taxonomies.tags", "taxonomies.categories"];
    private static readonly string[] Others = ["subtitle", "rating", "layout", "type", "publish", "draft", "permalink", "slug", "aliases", "cssclasses"];

    public string Name => FormatName;

    public string Description => "Markdown with facts before the text (Obsidian, MarkDownload, Hugo, Jekyll, Readeck, Logseq, Notion)";

    public bool Recognizes(InputHead head)
    {
        var text = head.Text;
        if (text.StartsWith('{'))
        {
            // Hugo's facts in JSON, behind which a text comes.
            return JsonFacts.Of(text) is { } json && json.All(Telling).Count > 0 && text[json.BodyStart..].TrimStart() is [not ('{' or '[' or ',' or '}'), ..];
        }

        if (LooseFacts.Of(text)?.All(Addresses) is { Count: > 0 })
        {
            return true;
        }

        if (!Beginning().IsMatch(text))
        {
            return false;
        }

        // The facts may be longer than what is seen.
        var fence = text[..3];
        return (FrontMatter.Of(text) ?? (head.Bytes.Length < InputHead.Length ? null : FrontMatter.Of($"{text}\n{fence}\n")))?.All(Telling) is { Count: > 0 };
    }

    /// <summary>Whether an input may be Markdown without facts: it has a heading.</summary>
    public static bool MayBe(InputHead head) => TableFormat.IsText(head.Bytes) && Heading().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : WholeInputReader(MaxLength, options.Cancellation)
    {
        private const long MaxLength = 64 << 20;

        private readonly StatedTimes _times = new(options.TimeZone);

        protected override Stretch Read(ReadOnlyMemory<byte> bytes)
        {
            var text = HtmlDecoding.Of(bytes.Span, options.Encoding?.Name).Text;
            var front = FrontMatter.Of(text) ?? JsonFacts.Of(text) ?? LooseFacts.Of(text);
            return Article(front, front is null ? text : text[front.BodyStart..], bytes) is { } article ? Whole(bytes, article)
                : Rejected(bytes, FormatName, "no article: there is neither a text nor an address");
        }

        private StatedArticle? Article(FrontMatter? front, string text, ReadOnlyMemory<byte> bytes)
        {
            front ??= new FrontMatter(new Dictionary<string, IReadOnlyList<string>>(), 0);
            var own = OwnNote.Of(front);
            var url = front.All(Addresses)
                .Select(Address).FirstOrDefault(address => address is not null);
            var markdown = MarkdownText.Read(text, url);
            if (markdown.Paragraphs.Count == 0 && url is null)
            {
                return null;
            }

            var published = own is { IsHugo: true } ? front.First(FrontMatter.Own + "published") : front.First("published", "date", "publish_date", "publishDate", "pubDate", "date_published", "datePublished");
            var day = StatedTimes.DayOf(published) ?? DateText.Find(published);
            var created = Time("created", "saved", "saved_at", "clipped", "date_saved", "date added", "date_added", "date-saved", "added", "createdAt");
            var (paragraphs, listed) = own is null ? (markdown.Paragraphs, markdown.Highlights) : OwnHighlights.Take(markdown.Paragraphs, markdown.Highlights);
            return FragmentArticle.Of(FormatName, bytes, new Details
            {
                Id = Guid.TryParse(front.First("id", "uuid"), out var id) ? id : null,
                Title = own is not null ? Lead.Stated(front.First("title"), paragraphs is [var lead, ..] ? lead.Text : null) : front.First("title") ?? (markdown.Paragraphs is [{ Block: { Kind: BlockKind.Heading, Level: 1 } } heading, ..] ? heading.Text : null),
                Url = url,
                Authors = [.. front.All("author", "authors", "byline", "creator", "author.name", "params.author", "params.authors", "extra.author").SelectMany(Names)],
                Site = front.First("site", "site_name", "publication", "publisher", "website") is { } site && Address(site) is null ? site : null,
                Language = front.First("lang", "language"),
                Tags = own is not null ? front.All("tags") : [.. TagKeys.SelectMany(key => Tags(front, key))],
                Category = own is not null ? front.First("category", "categories") : front.First("category", "folder", "section") ?? FormatName,
                IsStarred = IsTrue(front.First("starred", "favorite", "is_marked", "favourite")),
                Date = day,
                Created = created,
                Updated = own is { IsHugo: true } ? Time(FrontMatter.Own + "updated") : Time("updated", "lastmod", "modified", "last_modified", "last_modified_at", "dateModified"),
                LastRead = Time("lastRead", "last_read", "read_at", "date_read"),
                Words = own?.Words,
                ReadCount = own is not null ? own.ReadCount : ReadCount(front.First("read", "is_read", "archived", "is_archived", "status")),
                Other =
                [
                    .. Others.SelectMany(key => front.All(key).Select(value => KeyValuePair.Create(Capital(key), value))),
                ],
            }, paragraphs, front.First("description", "excerpt", "summary") is { } summary ? summary.Split('\n') : null, listed,
                published is not null && day is null ? [$"{published} is no day: no date"] : []);

            WallTime? Time(params ReadOnlySpan<string> keys) =>
                front.First(keys) is not { } value ? null : own is not null && WallTime.TryParse(OwnNote.OnTheWall(value), out var stated) ? stated : _times.Of(Zone().Replace(value, "$1")) ?? (DateText.Find(value) is { } found ? new WallTime(found.ToDateTime(default)) : null);
        }
    }

    private static string? Address(string text)
    {
        text = LinkAround().Match(text) is { Success: true } link ? link.Groups[1].Value : text.Trim().Trim('<', '>');
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? text : null;
    }

    /// <summary>Names in one text, also as links to notes about their bearers.</summary>
    private static IEnumerable<string> Names(string text) =>
        WikiLink().Count(text) > 0 ? WikiLink().Matches(text).Select(link => link.Groups[2].Success ? link.Groups[2].Value : link.Groups[1].Value)
            : text.Split(" and ").Length > 1 && !text.Contains(',') ? text.Split(" and ") : [text];

    /// <summary>A list; a text with commas; else words, as Jekyll takes them.</summary>
    private static IEnumerable<string> Tags(FrontMatter front, string key)
    {
        var values = front.All(key);
        values = values is [var only] ? only.Split(only.Contains(',') ? ',' : only.StartsWith('#') || key is "tags" or "categories" ? ' ' : ',') : values;
        return values.Select(tag => tag.Trim().TrimStart('#').Trim('[', ']'));
    }

    private static bool IsTrue(string? value) => value?.ToLowerInvariant() is "true" or "yes" or "1" or "on" or "x";

    private static int? ReadCount(string? value) => value?.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" or "on" or "x" or "read" or "archive" or "archived" or "done" or "finished" => 1,
        "false" or "no" or "0" or "off" or "unread" or "todo" or "inbox" or "to read" => 0,
        _ => null,
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"^(?:---|\+\+\+)[ \t]*\r?\n")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^#{1,6} \S", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\s*\(UTC\s*([+-]\d\d:?\d\d)\)")]
    private static partial Regex Zone();

    [GeneratedRegex(@"^\[[^\]]*\]\((https?://[^\s)]+)\)$")]
    private static partial Regex LinkAround();

    [GeneratedRegex(@"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")]
    private static partial Regex WikiLink();
}
