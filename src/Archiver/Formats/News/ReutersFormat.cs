using System.Net;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.News;

/// <summary>The collection Reuters-21578: files of SGML with a thousand documents each.</summary>
internal sealed partial class ReutersFormat : IArticleFormat
{
    private const string FormatName = "reuters21578";

    private static readonly string[] Heads = ["TITLE", "AUTHOR", "DATELINE"];
    private static readonly string[] Lists = ["Places", "People", "Orgs", "Exchanges", "Companies"];

    public string Name => FormatName;

    public string Description => "the collection Reuters-21578 (.sgm)";

    public bool Recognizes(InputHead head) => Beginning().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : PartedReader(FormatName, 16 << 20, options.Cancellation)
    {
        protected override int Find(ReadOnlySpan<byte> window, int from, int to) => PartBeginnings.OfTag(window, from, to, "<REUTERS"u8);

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            // A label of the collection's time: one byte of it is no ASCII.
            var document = HtmlDecoding.Of(bytes.Span, options.Encoding?.Name ?? "windows-1252").Text;
            var head = document[..(document.IndexOf('>', StringComparison.Ordinal) + 1)];
            var number = NewId().Match(head) is { Success: true } found ? found.Groups[1].Value : null;
            var text = Inner(document, "TEXT") ?? document[head.Length..];
            var title = Plain(Inner(text, "TITLE"));
            var body = Paragraphs(Inner(text, "BODY") ?? Rest(text));
            if (title is null && body.Count == 0)
            {
                return (null, "no article: there is neither a title nor a text");
            }

            var date = Plain(Inner(document, "DATE"));
            return (FragmentArticle.Of(FormatName, bytes, new Details
            {
                Title = title,
                Authors = AuthorsOf(Plain(Inner(text, "AUTHOR"))),
                Site = "Reuters",
                Language = "en",
                Category = FormatName,
                Tags = List(document, "TOPICS"),
                Date = DateText.Find(date),
                Other =
                [
                    .. Lists.Select(name => KeyValuePair.Create(name, string.Join(", ", List(document, name.ToUpperInvariant())))),
                    new("Dateline", Plain(Inner(text, "DATELINE"))?.TrimEnd(' ', '-') ?? ""),
                    new("NEWID", number ?? ""),
                ],
            }, body, identity: number, warnings: date is not null && DateText.Find(date) is null ? [$"{date} is no day: no date"] : []), null);
        }
    }

    private static string[] AuthorsOf(string? author) =>
        author is null ? [] : [Credit().Replace(author, "")];

    private static string[] List(string document, string name) =>
        Inner(document, name) is { } list ? [.. Item().Matches(list).Select(match => Plain(match.Groups[1].Value) ?? "")] : [];

    /// <summary>What stands in the first element of a name; to the end where it is not closed.</summary>
    private static string? Inner(string text, string name)
    {
        var start = text.IndexOf($"<{name}", StringComparison.Ordinal);
        while (start >= 0 && start + name.Length + 1 < text.Length && char.IsAsciiLetter(text[start + name.Length + 1]))
        {
            start = text.IndexOf($"<{name}", start + 1, StringComparison.Ordinal);
        }

        if (start < 0 || text.IndexOf('>', start) is not (>= 0 and var open))
        {
            return null;
        }

        var end = text.IndexOf($"</{name}>", open, StringComparison.Ordinal);
        return text[(open + 1)..(end < 0 ? text.Length : end)];
    }

    /// <summary>A text without a body of its own is what stands beside its title.</summary>
    private static string Rest(string text)
    {
        foreach (var name in Heads)
        {
            var start = text.IndexOf($"<{name}>", StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf($"</{name}>", start, StringComparison.Ordinal);
            text = end < 0 ? text : text[..start] + text[(end + name.Length + 3)..];
        }

        return text;
    }

    /// <summary>A line that is indented begins a paragraph; briefs have a line instead of a text.</summary>
    private static List<FormedParagraph> Paragraphs(string text)
    {
        var paragraphs = new List<string>();
        foreach (var line in Decoded(text).Split('\n'))
        {
            if (string.IsNullOrWhiteSpace(line) || line.Trim(' ', '*').Length == 0)
            {
                continue;
            }

            if (paragraphs.Count == 0 || line.StartsWith("    ", StringComparison.Ordinal))
            {
                paragraphs.Add(line.Trim());
            }
            else
            {
                paragraphs[^1] += " " + line.Trim();
            }
        }

        if (paragraphs.Count > 0)
        {
            paragraphs[^1] = End().Replace(paragraphs[^1], "");
        }

        return paragraphs is [var only] && only.Equals("blah blah blah.", StringComparison.OrdinalIgnoreCase) ? []
            : [.. paragraphs.Select(paragraph => new FormedParagraph(PlainText.OneLine(paragraph), Block.Plain))];
    }

    private static string? Plain(string? text) => text is not null && PlainText.OneLine(Decoded(text)) is { Length: > 0 } line ? line : null;

    /// <summary>Without the control characters that told a printer what to do.</summary>
    private static string Decoded(string text) =>
        Controls().Replace(WebUtility.HtmlDecode(text), "");

    [GeneratedRegex(@"^<!DOCTYPE\s+lewis\b|^<REUTERS\s", RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"NEWID=""(\d+)""")]
    private static partial Regex NewId();

    [GeneratedRegex("<D>([^<]*)</D>")]
    private static partial Regex Item();

    [GeneratedRegex(@"^\s*by\s+|,\s*Reuters?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Credit();

    [GeneratedRegex(@"\s*\bReuters?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex End();

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F]")]
    private static partial Regex Controls();
}
