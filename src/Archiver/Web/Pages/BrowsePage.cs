using System.Globalization;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>The ways into the archive: its categories, tags and months, with how many articles each has.</summary>
internal static class BrowsePage
{
    public static void Write(Html page, Visit _, Archive archive)
    {
        page.Write($"<h1>Browse</h1>\n");
        WriteCounts(page, "Categories", "category", archive.Categories()
            .Where(category => category.Name is not null)
            .Select(category => (category.Name!, category.Name!, category.Count)));
        WriteCounts(page, "Tags", "tag", archive.Tags().Select(tag => (tag.Name!, tag.Name!, tag.Count)));
        WriteCounts(page, "Months", "month", archive.Months().Select(month => month.Month is var (year, number)
            ? (string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{number:00}"), string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{number:00}"), month.Count)
            : ("none", "no date", month.Count)));
    }

    private static void WriteCounts(Html page, string heading, string parameter, IEnumerable<(string Value, string Label, int Count)> counts)
    {
        var rows = counts.Where(row => row.Value.Length <= Shown.Link).OrderByDescending(row => parameter == "month" ? 0 : row.Count).ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        page.Write($"<h2>{heading}</h2>\n<ul class=\"counts\">\n");
        foreach (var (value, label, count) in rows.Take(Shown.NamesOfPage))
        {
            page.Write($"<li><a href=\"{PageFrame.Link("/", (parameter, value))}\"><bdi>{Shown.Cut(label)}</bdi></a> <span>{Figures.Number(count)}</span></li>\n");
        }

        page.Write($"</ul>\n");
        if (rows.Length > Shown.NamesOfPage)
        {
            page.Write($"<p class=\"about\">{Shown.Rest(rows.Length, Shown.NamesOfPage)}</p>\n");
        }
    }
}
