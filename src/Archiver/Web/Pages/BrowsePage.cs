using System.Globalization;
using Archiver.Querying;
using Archiver.Statistics;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>The ways into the archive: its categories, tags and months, with how many articles each has.</summary>
internal static class BrowsePage
{
    private const int MostTags = 500;

    public static void Write(Html page, Visit visit, Archive archive)
    {
        page.Write($"<h1>Browse</h1>\n");
        WriteCounts(page, "Categories", "category", archive.Categories()
            .Where(category => category.Category is not null)
            .Select(category => (category.Category!, category.Category!, category.Count)));
        WriteCounts(page, "Tags", "tag", TagsOf(visit, archive));
        WriteCounts(page, "Months", "month", archive.Months().Select(month => month.Month is var (year, number)
            ? (string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{number:00}"), string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{number:00}"), month.Count)
            : ("none", "no date", month.Count)));
    }

    private static IEnumerable<(string, string, int)> TagsOf(Visit visit, Archive archive)
    {
        var tags = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var article in archive.Select(new Selection { Order = SortOrder.AsImported }))
        {
            visit.Cancellation.ThrowIfCancellationRequested();
            foreach (var tag in article.Details.Tags)
            {
                tags[tag] = tags.GetValueOrDefault(tag) + 1;
            }
        }

        return tags.OrderByDescending(tag => tag.Value).Take(MostTags).OrderBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase)
            .Select(tag => (tag.Key, tag.Key, tag.Value));
    }

    private static void WriteCounts(Html page, string heading, string parameter, IEnumerable<(string Value, string Label, int Count)> counts)
    {
        var rows = counts.ToArray();
        if (rows.Length == 0)
        {
            return;
        }

        page.Write($"<h2>{heading}</h2>\n<ul class=\"counts\">\n");
        foreach (var (value, label, count) in rows)
        {
            page.Write($"<li><a href=\"{Frame.Link("/", (parameter, value))}\"><bdi>{label}</bdi></a> <span>{Wording.Number(count)}</span></li>\n");
        }

        page.Write($"</ul>\n");
    }
}
