using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Exporting.Formats;
using Archiver.Querying;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>What was marked in all articles, the newest first, each with the way to its place.</summary>
internal static class HighlightsPage
{
    private const int RowsOfPage = 50;

    /// <summary>Of more highlights the newest are shown.</summary>
    private const int Most = 1000;

    private const string FindsThem = "has:highlights";

    public static IReadOnlyList<Markup> Write(Visit visit, Archive archive)
    {
        var (count, newest) = (0, new PriorityQueue<Markup, (WallTime, uint, int)>());
        Query.TryParse(FindsThem, visit.Clock, out var query, out _);
        foreach (var (article, text) in archive.SelectWithText(new Selection { Query = query, Order = SortOrder.AsImported }))
        {
            visit.Cancellation.ThrowIfCancellationRequested();
            var body = new ArticleBody(text);
            foreach (var (at, highlight) in text.Highlights.Index())
            {
                count++;
                var rank = (highlight.Created ?? default, (uint)article.Number, -at);
                if (newest.Count == Most && newest.TryPeek(out _, out var oldest) && rank.CompareTo(oldest) > 0)
                {
                    newest.Dequeue();
                }

                if (newest.Count < Most)
                {
                    newest.Enqueue(Row(article, highlight, body.PlaceOf(highlight)), rank);
                }
            }
        }

        var rows = new Markup[newest.Count];
        for (var at = rows.Length; at > 0; at--)
        {
            rows[at - 1] = newest.Dequeue();
        }

        Markup[][] pages = [.. rows.Chunk(RowsOfPage)];
        return pages.Length == 0 ? [Page([], 1, 1, 0)] : [.. pages.Select((page, at) => Page(page, at + 1, pages.Length, count))];
    }

    private static Markup Page(Markup[] rows, int number, int pages, int count) => Html.Of(page =>
    {
        page.Write($"<h1>Highlights</h1>\n<p class=\"about\"><span>{(count == 0 ? "Nothing is highlighted. Select some text of an article, and press h or the button that comes." : Figures.Count(count, "highlight"))}</span>");
        if (count > Most)
        {
            page.Write($"<span>The newest {Figures.Number(Most)} are shown. <a href=\"{PageFrame.Link("/search", ("q", FindsThem))}\">All articles that have some</a></span>");
        }

        page.Write($"</p>\n<ol class=\"rows highlights\">\n");
        foreach (var row in rows)
        {
            page.Write(row);
        }

        page.Write($"</ol>\n<nav class=\"pages\" aria-label=\"Pages\">");
        if (number > 1)
        {
            page.Write($"<a rel=\"prev\" data-key=\"p\" href=\"/highlights?page={number - 1}\">Newer</a>");
        }

        if (number < pages)
        {
            page.Write($"<a rel=\"next\" data-key=\"n\" href=\"/highlights?page={number + 1}\">Older</a>");
        }

        page.Write($"</nav>\n");
    });

    private static Markup Row(Article article, Highlight highlight, int? place) => Html.Of(html =>
    {
        html.Write($"<li>{HighlightList.Quote(highlight, PageFrame.Language(article))}\n<p class=\"about\"><a href=\"{Rows.PathOf(article)}{(place is { } at ? Html.Of(anchor => anchor.Write($"#p{at}")) : Markup.None)}\"><bdi{PageFrame.Language(article)}>{Shown.Cut(ArticleHtml.TitleOf(article), Shown.Title)}</bdi></a>");
        if (highlight.Created is { } created)
        {
            html.Write($"<span>{created.ToString().Replace('T', ' ')}</span>");
        }

        html.Write($"</p></li>\n");
    });
}
