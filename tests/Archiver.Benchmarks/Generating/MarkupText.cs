using System.Globalization;
using System.Net;
using System.Text;

namespace Archiver.Benchmarks.Generating;

/// <summary>
/// The text of an article in HTML, as exports hold it: paragraphs, of which one in three has a link and one in five has
/// emphasis. It is well-formed XML, too.
/// </summary>
internal static class MarkupText
{
    /// <summary>The words that a link or emphasis goes over.</summary>
    private const int MarkedWords = 3;

    public static void Append(GeneratedArticle article, StringBuilder html)
    {
        for (var i = 0; i < article.Paragraphs.Count; i++)
        {
            var (start, end) = i % 3 == 1 ? ($"<a href=\"https://www.{article.Category}.example/topics/{i}\">", "</a>")
                : i % 5 == 4 ? ("<em>", "</em>") : ("", "");
            html.Append("<p>");
            AppendMarked(article.Paragraphs[i], start, end, html);
            html.Append("</p>\n");
        }
    }

    /// <summary>The text with its second to fourth word between two marks.</summary>
    public static void AppendMarked(string paragraph, string start, string end, StringBuilder output)
    {
        var words = paragraph.Split(' ', 2 + MarkedWords);
        if (start.Length == 0 || words.Length < 2 + MarkedWords)
        {
            output.Append(WebUtility.HtmlEncode(paragraph));
            return;
        }

        output.Append(CultureInfo.InvariantCulture,
            $"{WebUtility.HtmlEncode(words[0])} {start}{WebUtility.HtmlEncode(string.Join(' ', words[1..^1]))}{end} {WebUtility.HtmlEncode(words[^1])}");
    }
}
