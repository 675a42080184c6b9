using System.Globalization;
using Archiver.Articles;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>What was removed, the last first, with buttons that bring it back.</summary>
internal static class BinPage
{
    private const int Most = 200;

    public static Reply Answer(Visit visit, Archive archive)
    {
        var removed = archive.Removed().ToArray();
        return Reply.Page(PageFrame.Write(visit, "Bin", page =>
        {
            page.Write($"<h1>Bin</h1>\n");
            Notice.Write(page, visit);
            page.Write($"<p class=\"about\">{(removed.Length == 0 ? "The bin is empty." : "What was removed stays here until archiver compact empties it, 30 days if you do not say otherwise.")}</p>\n<ol class=\"rows\">\n");
            foreach (var (article, time) in removed.OrderByDescending(each => each.Removed).Take(Most).Select(each => (each.Article, each.Removed)))
            {
                Write(page, article, Html.Of(html => html.Write($"<p class=\"about\"><span>removed {time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</span></p>")), "/bin");
            }

            page.Write($"</ol>\n");
            if (removed.Length > Most)
            {
                page.Write($"<p class=\"about\">Only the last {Most} are shown.</p>\n");
            }
        }, "list"));
    }

    /// <summary>In the place of an article that was removed: what it was, and the button that brings it back.</summary>
    public static Reply Of(Visit visit, InBinException removed) => Reply.Page(PageFrame.Write(visit, "In the bin", page =>
    {
        page.Write($"<h1>In the bin</h1>\n<p>{(removed.Articles.Count == 1 ? "This article was removed, and can be brought back." : "Articles that have this name were removed, and can be brought back.")}</p>\n<ol class=\"rows\">\n");
        foreach (var article in removed.Articles)
        {
            Write(page, article, Markup.None, Rows.PathOf(article));
        }

        page.Write($"</ol>\n");
    }, "list"), 404);

    private static void Write(Html page, Article article, Markup about, string back) => page.Write(
        $"<li><span class=\"title\"><bdi{PageFrame.Language(article)}>{Shown.Cut(Exporting.Formats.ArticleHtml.TitleOf(article), Shown.Title)}</bdi></span>\n{about}{PageFrame.Button($"{Rows.PathOf(article)}/restore", "Bring back", back)}</li>\n");
}
