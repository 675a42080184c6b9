using System.Globalization;
using System.Text;
using Archiver.Likeness;
using Archiver.Querying;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>What is there more than once.</summary>
internal static class DuplicatesPage
{
    private const int MostGroups = 50;

    public static void Write(Html page, Visit visit, Archive archive)
    {
        var report = archive.FindDuplicates(new Selection(), new DuplicateOptions(Limit: MostGroups), _ => { }, visit.Cancellation);
        page.Write($"<h1>Duplicates</h1>\n<p class=\"about\">Of {Figures.Count(report.Articles, "article")}; at most {MostGroups} groups of each kind.</p>\n");
        WriteGroups(page, archive, "The same body", report.SameBody.Select(group => ("", group.Select(Plain))));
        WriteGroups(page, archive, "Nearly the same body", report.NearBody.Select(group => ("", group.AsEnumerable())));
        WriteGroups(page, archive, "The same URL", report.SameUrl.Select(group => (group.Url, group.Articles.Select(Plain))));
        if (report.Paragraphs.Count > 0)
        {
            page.Write($"<h2>The most shared paragraphs</h2>\n<ul class=\"shared\">\n");
            foreach (var paragraph in report.Paragraphs)
            {
                page.Write($"<li><span class=\"about\">{Figures.Count(paragraph.Articles, "article")}</span> <bdi>{Shown.Cut(Encoding.UTF8.GetString(paragraph.Text.Span[..Math.Min(paragraph.Text.Length, 4 * Shown.Title)]), Shown.Title)}</bdi></li>\n");
            }

            page.Write($"</ul>\n");
        }
    }

    private static NearCopy Plain(int number) => new(number, 0, 1, ShortDiff.None);

    private static void WriteGroups(Html page, Archive archive, string heading, IEnumerable<(string Title, IEnumerable<NearCopy> Copies)> groups)
    {
        var all = groups.Select(group => (group.Title, Copies: group.Copies.ToArray())).ToArray();
        page.Write($"<h2>{heading}</h2>\n");
        if (all.Length == 0)
        {
            page.Write($"<p class=\"about\">None.</p>\n");
        }

        foreach (var (title, copies) in all)
        {
            page.Write($"<section class=\"group\">\n");
            if (title.Length > 0)
            {
                page.Write($"<p class=\"about\"><bdi>{Shown.Cut(title, Shown.Title)}</bdi></p>\n");
            }

            Rows.Begin(page);
            foreach (var (copy, article) in copies.Zip(archive.Load(copies.Select(copy => copy.Article))))
            {
                Rows.Write(page, article, copy.Like == 0 ? Markup.None : Describe(copy));
            }

            Rows.End(page);
            page.Write($"</section>\n");
        }
    }

    private static Markup Describe(NearCopy copy) => Html.Of(html =>
    {
        html.Write($"<p class=\"why\">{copy.Score.ToString("0.00", CultureInfo.InvariantCulture)} the same");
        foreach (var change in copy.Diff.Changes)
        {
            html.Write($" · <del><bdi>{change.Removed}</bdi></del> <ins><bdi>{change.Added}</bdi></ins>");
        }

        html.Write($"{(copy.Diff.GoesOn ? " …" : "")}</p>");
    });
}
