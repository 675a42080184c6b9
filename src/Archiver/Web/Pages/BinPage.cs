using System.Globalization;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>What was removed, the last first, with buttons that bring it back.</summary>
internal static class BinPage
{
    private const int Most = 200;

    public static Reply Answer(Visit visit, Archive archive)
    {
        var removed = archive.Removed().ToArray();
        return Reply.Page(Frame.Write(visit, "Bin", page =>
        {
            page.Write($"<h1>Bin</h1>\n");
            Notice.Write(page, visit);
            page.Write($"<p class=\"about\">{(removed.Length == 0 ? "The bin is empty." : "What was removed stays here until archiver compact empties it, 30 days if you do not say otherwise.")}</p>\n<ol class=\"rows\">\n");
            foreach (var (article, time) in removed.OrderByDescending(each => each.Removed).Take(Most).Select(each => (each.Article, each.Removed)))
            {
                page.Write($"<li><span class=\"title\"><bdi{Frame.Language(article)}>{Shown.Cut(Exporting.Formats.ArticleHtml.TitleOf(article), Shown.Title)}</bdi></span>\n<p class=\"about\"><span>removed {time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</span></p>{Frame.Button($"{Rows.PathOf(article)}/restore", "Bring back", "/bin")}</li>\n");
            }

            page.Write($"</ol>\n");
            if (removed.Length > Most)
            {
                page.Write($"<p class=\"about\">Only the last {Most} are shown.</p>\n");
            }
        }, "list"));
    }
}
