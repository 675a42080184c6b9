using System.Net;
using System.Text;

namespace Archiver.Formats.Html;

/// <summary>
/// The text of HTML of which no tree can be built: tags are taken out in one pass, each of a block ends a paragraph.
/// Linear, whatever the nesting.
/// </summary>
internal static class BareText
{
    public static IReadOnlyList<string> Of(string html)
    {
        var paragraphs = new List<string>();
        var text = new StringBuilder();
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            text.Append(html, at, (tag < 0 ? html.Length : tag) - at);
            if (tag < 0)
            {
                break;
            }

            var name = NameAt(html, tag + 1);
            var kind = HtmlTags.Of(name.TrimStart('/'));
            if (kind != HtmlTag.Inline)
            {
                End(text, paragraphs);
            }

            at = html.AsSpan(tag).StartsWith("<!--") ? After(html, "-->", tag) : After(html, ">", tag);
            if (name is "script" or "style" or "textarea" or "title")
            {
                at = After(html, $"</{name}", at);
                at = After(html, ">", at);
            }
        }

        End(text, paragraphs);
        return paragraphs;
    }

    private static void End(StringBuilder text, List<string> paragraphs)
    {
        if (text.Length > 0)
        {
            var line = PlainText.OneLine(WebUtility.HtmlDecode(text.ToString()));
            text.Clear();
            if (line.Length > 0)
            {
                paragraphs.Add(line);
            }
        }
    }

    private static string NameAt(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 12 && (char.IsAsciiLetterOrDigit(html[end])
            || (end == start && html[end] == '/')))
        {
            end++;
        }

        return html[start..end].ToLowerInvariant();
    }

    /// <summary>Where it goes on after a mark; at the end where there is none.</summary>
    private static int After(string html, string mark, int start) =>
        start < html.Length && html.IndexOf(mark, start, StringComparison.OrdinalIgnoreCase) is >= 0 and var found
            ? found + mark.Length : html.Length;
}
