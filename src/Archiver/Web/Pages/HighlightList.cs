using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>What was marked in an article, with what was said of it, below its text; each is taken away by a button of its own.</summary>
internal static class HighlightList
{
    public static void Write(Html page, Article article, ArticleText text, ArticleBody body)
    {
        if (text.Highlights.Count == 0)
        {
            return;
        }

        page.Write($"<section class=\"highlights\" lang=\"en\"><h2>Highlights</h2>\n<ul>\n");
        foreach (var highlight in text.Highlights.Take(Shown.NamesOfArticle))
        {
            var path = Rows.PathOf(article);
            page.Write($"<li>{Quote(highlight, PageFrame.Language(article))}<p class=\"about\">");
            if (body.PlaceOf(highlight) is { } place)
            {
                page.Write($"<a href=\"#p{place}\">In the text</a>");
            }

            page.Write($"</p>{PageFrame.Button($"{path}/unhighlight", "Take away", path, null, ("mark", MarkOf(highlight)))}</li>\n");
        }

        page.Write($"</ul>{Shown.Rest(text.Highlights.Count, Shown.NamesOfArticle)}</section>\n");
    }

    /// <summary>What tells a highlight from the others of its article.</summary>
    public static string MarkOf(Highlight highlight) => Convert.ToHexStringLower(ContentHash.Sha256(Encoding.UTF8.GetBytes(highlight.Text)));

    /// <summary>The marked text, and what was said of it.</summary>
    public static Markup Quote(Highlight highlight, Markup language) => Html.Of(html =>
    {
        html.Write($"<blockquote dir=\"auto\"{language}><mark>{Shown.Cut(highlight.Text, Shown.Quote)}</mark></blockquote>");
        if (highlight.Comment is { } comment)
        {
            html.Write($"<p class=\"comment\" dir=\"auto\">{Shown.Cut(comment, Shown.Quote)}</p>");
        }
    });
}
