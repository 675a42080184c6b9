using System.Text.Json;
using Archiver.Formats.Apps;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Epub;

/// <summary>
/// A page of a book that we exported. The first of an article states it as our JSON does, but for the text, which is that
/// of the page and of those that continue it.
/// </summary>
internal static class OwnPage
{
    private const string Facts = "<meta name=\"archiver\"";
    private const string Further = "<meta name=\"archiver-page\" content=\"";

    /// <summary>Whether an article of ours begins with a page.</summary>
    public static bool IsFirst(string html) => Head(html).Contains(Facts, StringComparison.Ordinal);

    /// <summary>Whether a page continues the article that begins with another: it states that one's ID, and its number.</summary>
    public static bool Continues(string html, string first, int number)
    {
        var head = Head(html);
        var at = head.IndexOf(Further, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var stated = head[(at + Further.Length)..];
        var gap = stated.IndexOf(' ');
        return gap == Guid.Empty.ToString().Length && Head(first).Contains(stated[..gap], StringComparison.OrdinalIgnoreCase)
            && stated[(gap + 1)..].StartsWith($"{number}\"", StringComparison.Ordinal);
    }

    /// <summary>The article; null where others wrote the page.</summary>
    /// <param name="pages">Its pages, in their order.</param>
    /// <param name="original">The bytes of all of them.</param>
    /// <param name="format">The name of the format.</param>
    public static StatedArticle? Read(IReadOnlyList<string> pages, ReadOnlyMemory<byte> original, string format)
    {
        var stated = "";
        var paragraphs = new List<FormedParagraph>();
        foreach (var (number, html) in pages.Index())
        {
            var document = HtmlTree.Parse(LooseElement.ToHtml(html));
            if (number == 0)
            {
                stated = document.QuerySelector("meta[name=archiver]")?.GetAttribute("content") ?? "";

                // The heading and the line below it say again what is stated.
                document.QuerySelector("body > h1")?.Remove();
                document.QuerySelector("body > p.about")?.Remove();
            }

            paragraphs.AddRange(document.Body is { } read ? HtmlText.Read(read) : []);
        }

        var (body, _) = OwnHighlights.Take(paragraphs, []);
        try
        {
            using var facts = JsonDocument.Parse(stated);
            return ArchiverExport.Read(facts.RootElement, original, format, [.. body.Where(paragraph => !string.IsNullOrWhiteSpace(paragraph.Text))]).Article;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<char> Head(string html) => html.AsSpan(0, Math.Max(0, html.IndexOf("</head>", StringComparison.Ordinal)));
}
