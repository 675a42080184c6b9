using System.Globalization;
using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>The pages of a site that list articles, and how all of its pages begin and end.</summary>
internal static class SitePages
{
    public const int RowsOfPage = 1000;

    /// <summary>How many categories or tags are seen before they are asked for.</summary>
    private const int MostOpen = 60;

    /// <summary>How many rows the first page has.</summary>
    private const int RowsOfIndex = 100;

    public static void Begin(TextWriter page, string title, string toRoot, string? language, string? canonical)
    {
        page.Write($"""
            <!DOCTYPE html>
            <html{ArticleHtml.LanguageAttributes(language)}>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{HtmlBody.Escape(title)}</title>

            """);
        page.Write(canonical is null ? "" : $"<link rel=\"canonical\" href=\"{HtmlBody.Escape(canonical)}\">\n");
        page.Write($"<link rel=\"stylesheet\" href=\"{toRoot}style.css\">\n</head>\n<body>\n<main>\n");
    }

    public static void End(TextWriter page) => page.Write("</main>\n</body>\n</html>\n");

    /// <summary>The rows that a page of a list has.</summary>
    public static IEnumerable<int> RowsOf(SiteList list, int number) =>
        list.Rows.Skip(number * RowsOfPage).Take(RowsOfPage);

    public static void WriteList(TextWriter page, SiteList list, int number, Func<int, string, string> read)
    {
        var pages = (list.Rows.Count + RowsOfPage - 1) / RowsOfPage;
        var heading = $"{list.Title}{(number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", page {number + 1}"))}";
        Begin(page, heading, "../", "en", null);
        page.Write($"<nav><a href=\"../index.html\">All articles</a></nav>\n<h1 dir=\"auto\">{HtmlBody.Escape(heading)}</h1>\n"
            + $"<p class=\"about\">{Figures.Count(list.Rows.Count, "article")}</p>\n");
        WriteRows(page, list.Of, RowsOf(list, number), "../", read);
        if (pages > 1)
        {
            page.Write($"<nav>Pages: {string.Join(' ', Enumerable.Range(0, pages).Select(other => other == number
                ? $"<strong>{other + 1}</strong>" : $"<a href=\"../{list.LinkOf(other)}\">{other + 1}</a>"))}</nav>\n");
        }

        End(page);
    }

    public static void WriteIndex(TextWriter page, int rows, List<SiteList> lists, Func<int, string, string> read, bool isSorted)
    {
        Begin(page, "Articles", "", "en", null);
        page.Write($"<h1>Articles</h1>\n<p class=\"about\">{Figures.Count(rows, "article")}</p>\n");
        WriteLinks(page, "Categories", lists.Where(list => list.Of == SiteList.Kind.Category).OrderBy(list => list.Title, StringComparer.OrdinalIgnoreCase));
        WriteLinks(page, "Tags", lists.Where(list => list.Of == SiteList.Kind.Tag).OrderBy(list => list.Title, StringComparer.OrdinalIgnoreCase));
        WriteYears(page, [.. lists.Where(list => list.Of == SiteList.Kind.Month)
            .OrderByDescending(list => char.IsDigit(list.Title[0])).ThenByDescending(list => list.Title, StringComparer.Ordinal)]);
        page.Write($"<h2>{(rows <= RowsOfIndex ? "All articles" : isSorted ? "The first articles" : "The newest articles")}</h2>\n");
        WriteRows(page, null, Enumerable.Range(0, Math.Min(rows, RowsOfIndex)), "", read);
        End(page);
    }

    /// <summary>What is more than a glance takes in is folded.</summary>
    private static void WriteLinks(TextWriter page, string heading, IEnumerable<SiteList> lists)
    {
        string[] links = [.. lists.Select(list => $"<li>{LinkTo(list, list.Title)}</li>\n")];
        if (links.Length > 0)
        {
            page.Write($"<h2>{heading}</h2>\n{(links.Length > MostOpen ? $"<details>\n<summary>{Figures.Number(links.Length)} {heading.ToLowerInvariant()}</summary>\n" : "")}"
                + $"<ul class=\"links\">\n{string.Concat(links)}</ul>\n{(links.Length > MostOpen ? "</details>\n" : "")}");
        }
    }

    /// <summary>A line a year, and one for what has no date.</summary>
    private static void WriteYears(TextWriter page, List<SiteList> months)
    {
        page.Write("<h2>Months</h2>\n<ul class=\"links years\">\n");
        foreach (var year in months.GroupBy(month => month.Title.Split('-')[0]))
        {
            page.Write(year.Count() == 1 && year.Key == year.First().Title ? $"<li>{LinkTo(year.First(), year.Key)}</li>\n"
                : $"<li>{year.Key}{string.Concat(year.Reverse().Select(month => $"<span>{LinkTo(month, NameOf(month))}</span>"))}</li>\n");
        }

        page.Write("</ul>\n");
    }

    private static string NameOf(SiteList month) =>
        CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[int.Parse(month.Title.AsSpan(^2..), CultureInfo.InvariantCulture) - 1];

    private static string LinkTo(SiteList list, string text) =>
        $"<a href=\"{list.LinkOf(0)}\"><bdi>{HtmlBody.Escape(text)}</bdi></a> {Figures.Number(list.Rows.Count)}";

    private static void WriteRows(TextWriter page, SiteList.Kind? kind, IEnumerable<int> rows, string toRoot, Func<int, string, string> read)
    {
        // Where all have the same category none names it.
        page.Write(kind == SiteList.Kind.Category ? "<ul class=\"rows category\">\n" : "<ul class=\"rows\">\n");
        foreach (var row in rows)
        {
            page.Write(read(row, toRoot));
        }

        page.Write("</ul>\n");
    }
}
