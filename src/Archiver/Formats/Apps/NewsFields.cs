using System.Text.RegularExpressions;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;

namespace Archiver.Formats.Apps;

/// <summary>
/// Takes articles out of data sets, whose fields are called by whoever made them: each of our fields has the names that are usual, the
/// best first, or the one that <c>--map</c> states.
/// </summary>
internal sealed partial class NewsFields
{
    /// <summary>Ours, and what they are called, in small letters and with spaces.</summary>
    private static readonly (string Field, string[] Names)[] Usual =
    [
        ("text", ["maintext", "content", "text", "article", "body", "article text", "full text", "fulltext", "article body", "story", "article content", "plain text", "body text", "content html", "story content"]),
        ("title", ["title", "headline", "article title", "heading", "name", "news title", "story title"]),
        ("url", ["url", "link", "source url", "article url", "canonical url", "web url", "href", "page url", "requested url", "article link", "permalink", "story permalink"]),
        ("date", ["date publish", "publish date", "published at", "published", "publication date", "date published", "pub date", "pubdate", "date", "timestamp", "time", "publishedat", "published date", "article date", "publishdate", "datetime", "story date"]),
        ("summary", ["description", "short description", "summary", "excerpt", "abstract", "subtitle"]),
        ("author", ["authors", "author", "byline", "creator", "article author", "story authors"]),
        ("site", ["publication", "publisher", "source name", "newspaper", "media name", "source", "outlet", "site name", "sitename"]),
        ("language", ["language", "lang"]),
        ("tags", ["tags", "keywords", "labels", "topics"]),
        ("category", ["category", "section", "subject", "topic"]),
        ("created", ["date download", "created", "created at", "saved", "added"]),
        ("updated", ["updated", "updated at", "modified"]),
        ("id", ["id"]),
        ("note", ["note", "notes"]),
    ];

    private readonly Dictionary<string, string[]> _names;

    private NewsFields(Dictionary<string, string[]> names) => _names = names;

    /// <summary>The names of our fields, in the words of the help.</summary>
    public static IEnumerable<string> Fields => Usual.Select(each => each.Field);

    /// <param name="map">What is stated; fields that are not in it are called as is usual.</param>
    public static NewsFields Of(IReadOnlyList<KeyValuePair<string, string>> map)
    {
        var names = Usual.ToDictionary(each => each.Field, each => each.Names, StringComparer.Ordinal);
        foreach (var (field, name) in map)
        {
            names[field] = [Tables.TableHeader.Plain(name)];
        }

        return new NewsFields(names);
    }

    /// <summary>Whether what has fields of these names has articles.</summary>
    /// <param name="has">Whether there is a field of a name.</param>
    public bool AreIn(Func<string, bool> has) => _names["title"].Any(has) && (_names["text"].Any(has)
        || (_names["url"].Any(has) && _names["summary"].Any(has) && _names["date"].Any(has)));

    /// <summary>Whether a table may have articles, if somebody says which of its columns has what.</summary>
    public static bool MayBe(Tables.TableHeader header) =>
        Usual.Where(each => each.Field is "text" or "url" or "title").SelectMany(each => each.Names).Any(name => header.Has(name));

    /// <summary>Takes what a record says.</summary>
    /// <param name="valueOf">The value of the field of a name; null where there is none.</param>
    /// <param name="listOf">The values of a field that may have several.</param>
    /// <param name="facts">Gets it.</param>
    /// <param name="times">Reads times.</param>
    /// <returns>Why it is no article; null where it may be one.</returns>
    public string? Take(Func<string, string?> valueOf, Func<string, IEnumerable<string>> listOf, StatedFacts facts, StatedTimes times)
    {
        string? Value(string field) => _names[field].Select(name => Real(valueOf(name))).FirstOrDefault(value => value is not null);
        var (title, text, summary) = (Value("title"), Value("text"), Value("summary"));
        facts.Address(Value("url"));
        facts.Title = StatedFacts.Decoded(title);
        if (text is not null && IsMarkup(text))
        {
            facts.Html(text);
        }
        else if (text is not null)
        {
            facts.Text(text);
        }

        facts.Summary(StatedFacts.Decoded(summary is not null && IsMarkup(summary) ? Tag().Replace(summary, " ") : summary));
        facts.Date = DayOf(Value("date"), isAmerican: valueOf("warc date") is not null);
        facts.Created = times.Of(Value("created"));
        facts.Updated = times.Of(Value("updated"));
        facts.Site = Value("site");
        facts.Language = Value("language");
        foreach (var author in _names["author"].Select(listOf).FirstOrDefault(authors => authors.Any()) ?? [])
        {
            facts.Author(Real(author));
        }

        var category = Value("category");
        facts.Category = category;
        facts.Tag(category);
        facts.Tags((_names["tags"].Select(listOf).FirstOrDefault(tags => tags.Any()) ?? []).SelectMany(tag => tag.Split(',', ';')).Select(Real));
        facts.Other("ID", Value("id"));
        facts.Other("Note", Value("note"));
        return facts.Url is null && !facts.HasText ? "there is no text in it, and no address" : null;
    }

    /// <summary>Data sets write words for nothing.</summary>
    private static string? Real(string? value) => value?.Trim() is null or "" or "None" or "null" or "NaN" or "nan" or "NULL" or "N/A" ? null : value;

    private static DateOnly? DayOf(string? text, bool isAmerican) => text is null ? null
        : isAmerican && MonthFirst().Match(text.Trim()) is { Success: true } match
            ? StatedTimes.DayOf($"{match.Groups[3].Value}-{match.Groups[1].Value}-{match.Groups[2].Value}")
        : StatedTimes.DayOf(text) ?? DateText.Find(text, isMonthFirst: true);

    /// <summary>Whether two line breaks are in a text, or an element that parts it was opened and closed.</summary>
    private static bool IsMarkup(string text)
    {
        var begun = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var opened = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var breaks = 0;
        foreach (var match in Sign().EnumerateMatches(text))
        {
            var sign = text.AsSpan(match.Index, match.Length);
            if (sign.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? ++breaks == 2
                : sign.StartsWith("</") && opened.Contains(sign[2..^1].ToString()))
            {
                return true;
            }

            if (sign[^1] != '>')
            {
                begun.Add(sign[1..].ToString());
            }
            else if (begun.Count > 0)
            {
                opened.UnionWith(begun);
                begun.Clear();
            }
        }

        return false;
    }

    /// <summary>How an element begins, how one is closed, a line break, and the end of any other tag.</summary>
    [GeneratedRegex(
        @"<(?:(?:p|div|h[1-6]|li|blockquote|section|article)\b"
            + @"|/(?:p|div|h[1-6]|li|blockquote|section|article)>|br\s*/?>)|>",
        RegexOptions.IgnoreCase)]
    private static partial Regex Sign();

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(\d\d)-(\d\d)-(\d{4})$")]
    private static partial Regex MonthFirst();
}
