using System.Globalization;
using Archiver.Exporting.Formats;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>The articles that are about the same as one, with the terms that say so; and what its dump calls similar.</summary>
internal static class SimilarPage
{
    private const int Most = 10;

    public static Reply Answer(Visit visit, Archive archive)
    {
        var article = archive.Find(visit.Name);
        var similar = archive.FindSimilar(article, Most, _ => { });
        var readings = archive.ResolveReadings(article, _ => { });
        return Reply.Page(PageFrame.Write(visit, $"Similar to {ArticleHtml.TitleOf(article)}", page =>
        {
            page.Write($"<h1>Similar articles</h1>\n<p class=\"about\"><a href=\"{Rows.PathOf(article)}\" data-key=\"u\"><bdi>{Shown.Cut(ArticleHtml.TitleOf(article), Shown.Title)}</bdi></a></p>\n<div id=\"results\">\n");
            if (similar.Count == 0)
            {
                page.Write($"<p>No article is similar.</p>\n");
            }

            Rows.Begin(page);
            foreach (var each in similar)
            {
                var terms = string.Join(", ", each.Terms.Select(term => Shown.Cut(term.Term)));
                Rows.Write(page, each.Article, Html.Of(html => html.Write(
                    $"<p class=\"why\">{each.Score.ToString("0.00", CultureInfo.InvariantCulture)} by <bdi>{terms}</bdi></p>")));
            }

            Rows.End(page);
            page.Write($"</div>\n");
            if (readings.Count > 0)
            {
                page.Write($"<h2>Similar readings</h2>\n<ul>\n");
                foreach (var reading in readings)
                {
                    page.Write($"<li><bdi>{Shown.Cut(reading.Title, Shown.Title)}</bdi>");
                    if (reading.Article is { } found)
                    {
                        page.Write($"<br><span class=\"about\">{(reading.IsExact ? "archived:" : "nearly:")}</span> <a href=\"{Rows.PathOf(found)}\"><bdi>{Shown.Cut(ArticleHtml.TitleOf(found), Shown.Title)}</bdi></a>");
                    }

                    page.Write($"</li>\n");
                }

                page.Write($"</ul>\n");
            }
        }));
    }
}
