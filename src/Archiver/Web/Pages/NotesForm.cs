using Archiver.Articles;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>Where a person says something of an article.</summary>
internal static class NotesForm
{
    public static void Write(Html page, Article article)
    {
        var (path, comment) = (Rows.PathOf(article), article.Details.Other.FirstOrDefault(other => other.Key == ReaderNotes.CommentKey).Value);
        page.Write($"<section class=\"notes\"><h2>Your notes</h2>\n");
        if (comment is not null)
        {
            page.Write($"<p class=\"comment\" dir=\"auto\">{comment}</p>\n");
        }

        page.Write($"<details><summary>Tags, note, highlight</summary>\n");
        if (article.Details.Tags.Count > Shown.NamesOfArticle || article.Details.Tags.Any(tag => tag.Length > Shown.Link))
        {
            // The form says which tags there are to be: with a part of them it would take the rest away.
            page.Write($"<p>These are too many tags for a form. archiver tag changes them.</p>\n");
        }
        else
        {
            var tags = string.Join('\n', article.Details.Tags);
            page.Write($"""
                <form method="post" action="{path}/tags"><input type="hidden" name="back" value="{path}"><input type="hidden" name="shown" value="{tags}"><label>Tags, one a line <textarea name="tags" rows="{Math.Max(2, article.Details.Tags.Count + 1)}" dir="auto">{tags}</textarea></label><button>Set tags</button></form>

                """);
        }

        page.Write($"""
            <form method="post" action="{path}/note"><input type="hidden" name="back" value="{path}"><label>Note <textarea name="text" rows="3" dir="auto" required>{comment}</textarea></label><button>Note</button></form>
            <form method="post" action="{path}/highlight" id="highlight"><input type="hidden" name="back" value="{path}"><input type="hidden" name="paragraph" value=""><label>Text to highlight <textarea name="text" rows="2" dir="auto" required></textarea></label><label>What you say about it <input name="comment" dir="auto"></label><button>Highlight</button></form>
            </details>
            <button type="button" id="mark" hidden>Highlight the selection</button>
            </section>

            """);
    }
}
