using System.Text.Json;
using Archiver.Formats.Apps;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Epub;

/// <summary>A page of a book that we exported. It states its article as our JSON does, but for the text, which is that of the page.</summary>
internal static class OwnPage
{
    /// <summary>The article; null where others wrote the page.</summary>
    public static StatedArticle? Read(string html, ReadOnlyMemory<byte> bytes, string format)
    {
        var head = html.IndexOf("</head>", StringComparison.Ordinal);
        if (head < 0 || !html.AsSpan(0, head).Contains("<meta name=\"archiver\"", StringComparison.Ordinal))
        {
            return null;
        }

        var document = HtmlTree.Parse(LooseElement.ToHtml(html));
        var stated = document.QuerySelector("meta[name=archiver]")?.GetAttribute("content") ?? "";

        // The heading and the line below it say again what is stated.
        document.QuerySelector("body > h1")?.Remove();
        document.QuerySelector("body > p.about")?.Remove();
        var (body, _) = OwnHighlights.Take(document.Body is { } read ? HtmlText.Read(read) : [], []);
        try
        {
            using var facts = JsonDocument.Parse(stated);
            return ArchiverExport.Read(facts.RootElement, bytes, format, [.. body.Where(paragraph => !string.IsNullOrWhiteSpace(paragraph.Text))]).Article;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
