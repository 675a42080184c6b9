using Archiver.Articles;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>What a query finds, the best first, with the words marked; or what is wrong with it.</summary>
internal static class SearchPage
{
    private const int RowsOfPage = 20;

    /// <summary>Nobody turns more pages than that; a better query finds it.</summary>
    private const int MostPages = 50;

    /// <summary>In how many categories and months at most it says how many match.</summary>
    private const int MostFacets = 12;

    public static Reply Answer(Visit visit, Archive archive)
    {
        var text = visit["q"]?.Trim() ?? "";
        return Reply.Page(PageFrame.Write(visit, text.Length == 0 ? "Search" : $"{text} · Search", page =>
        {
            page.Write($"<h1>Search</h1>\n");
            Notice.Write(page, visit);
            page.Write($"<div id=\"results\" aria-live=\"polite\">\n");
            if (text.Length == 0)
            {
                WriteHelp(page);
            }
            else if (Query.TryParse(text, visit.Clock, out var query, out var error))
            {
                WriteFound(page, visit, archive, query, text);
            }
            else
            {
                WriteError(page, text, error!);
            }

            page.Write($"</div>\n");
        }, "list"));
    }

    private static void WriteHelp(Html page)
    {
        page.Write($"<p>Words, phrases in quotes, fields, OR, and - before what must not match:</p>\n<dl class=\"facts\">\n");
        foreach (var field in QueryField.All)
        {
            page.Write($"<div><dt><a href=\"{PageFrame.Link("/search", ("q", field.Example))}\"><code>{field.Example}</code></a></dt><dd>{field.Finds.Replace("`", "", StringComparison.Ordinal)}</dd></div>\n");
        }

        page.Write($"</dl>\n");
    }

    private static void WriteFound(Html page, Visit visit, Archive archive, Query query, string text)
    {
        var written = visit["page"];
        var number = written is null ? 1 : visit.Number("page", 0, MostPages + 1, 0);
        if (number is < 1 or > MostPages)
        {
            throw new ArchiverException(Failure.NotFound, $"What is found has no page {written}: pages go from 1 to {MostPages}.");
        }

        var selection = new Selection { Query = query, Limit = number * RowsOfPage };
        archive.PrepareSearch(TimeSpan.FromSeconds(5), mayBeOutdated: false, _ => { });
        archive.Reading = _ => visit.Cancellation.ThrowIfCancellationRequested();
        SearchHit[] hits = [.. archive.Search(selection)];
        var total = hits.Length < selection.Limit ? hits.Length : archive.CountAll(selection);
        SearchHit[] shown = [.. hits.Skip((number - 1) * RowsOfPage)];
        page.Write($"<p class=\"about\"><span>{(total == 0 ? "No article matches." : Figures.Count(total, "article"))}</span><a href=\"{PageFrame.Link("/search/facets", ("q", text))}\">In which categories and months</a></p>\n");
        if (total == 0 && archive.MissingCategory(selection) is var (named, meant))
        {
            page.Write($"<p>There is no category <bdi>{named}</bdi>.");
            if (meant is not null)
            {
                page.Write($" Did you mean <a href=\"{PageFrame.Link("/search", ("q", text.Replace(named, meant, StringComparison.Ordinal)))}\"><bdi>{meant}</bdi></a>?");
            }

            page.Write($"</p>\n");
        }

        if (total > 0 && shown.Length == 0)
        {
            page.Write($"<p>There is no page {number} of them.</p>\n");
        }

        Rows.Begin(page, visit.Place);
        foreach (var (at, (article, snippet)) in archive.Show(shown, query).Index())
        {
            Rows.Write(page, article, Rows.Of(snippet), at + 1);
        }

        Rows.End(page);
        page.Write($"<nav class=\"pages\" aria-label=\"Pages\">");
        if (number > 1)
        {
            page.Write($"<a rel=\"prev\" data-key=\"p\" href=\"{PageFrame.Link("/search", ("q", text), ("page", $"{Math.Min(number - 1, Math.Max(1, (total + RowsOfPage - 1) / RowsOfPage))}"))}\">Previous</a>");
        }

        if (total > number * RowsOfPage && number < MostPages)
        {
            page.Write($"<a rel=\"next\" data-key=\"n\" href=\"{PageFrame.Link("/search", ("q", text), ("page", $"{number + 1}"))}\">Next</a>");
        }

        page.Write($"</nav>\n");
    }

    /// <summary>In which categories and months a query finds how many.</summary>
    public static Reply Facets(Visit visit, Archive archive)
    {
        var text = visit["q"]?.Trim() ?? "";
        return Reply.Page(PageFrame.Write(visit, $"{text} · Search", page =>
        {
            page.Write($"<h1>Where it is found</h1>\n<p class=\"about\"><a href=\"{PageFrame.Link("/search", ("q", text))}\" data-key=\"u\"><bdi>{text}</bdi></a></p>\n");
            if (!Query.TryParse(text, visit.Clock, out var query, out var error))
            {
                WriteError(page, text, error!);
                return;
            }

            archive.PrepareSearch(TimeSpan.FromSeconds(5), mayBeOutdated: false, _ => { });
            archive.Reading = _ => visit.Cancellation.ThrowIfCancellationRequested();
            var facets = Searching.Facets.Of([.. archive.Search(new Selection { Query = query }, isRanked: false)]);
            WriteFacets(page, "Categories", text, facets.Categories, name => $"category:{new ExactText(name ?? "")}");
            WriteFacets(page, "Months", text, facets.Months, name => $"date:{name}");
        }));
    }

    private static void WriteFacets(Html page, string heading, string text, IReadOnlyList<(string? Name, int Count)> facets, Func<string?, string> condition)
    {
        page.Write($"<h2>{heading}</h2>\n<ul class=\"counts\">\n");
        foreach (var (name, count) in facets.Where(facet => facet.Name is not null).Take(MostFacets * 10))
        {
            page.Write($"<li><a href=\"{PageFrame.Link("/search", ("q", $"({text}) {condition(name)}"))}\"><bdi>{name}</bdi></a> <span>{Figures.Number(count)}</span></li>\n");
        }

        page.Write($"</ul>\n");
    }

    /// <summary>The query with the place that is wrong, and what may be meant.</summary>
    private static void WriteError(Html page, string text, QueryError error)
    {
        var end = Math.Min(text.Length, error.Start + error.Length);
        page.Write($"<div class=\"wrong\" role=\"alert\"><p>{Capital(error.Message)}</p>\n<p dir=\"ltr\"><code>{text[..error.Start]}<mark>{(end > error.Start ? text[error.Start..end] : "␣")}</mark>{text[end..]}</code></p>\n");
        if (QueryField.Find(text[error.Start..end]) is null && end < text.Length && text[end] == ':'
            && Spelling.Nearest(text[error.Start..end], QueryField.All.Select(field => field.Name)) is { } near)
        {
            var meant = text[..error.Start] + near + text[end..];
            page.Write($"<p>Search for <a href=\"{PageFrame.Link("/search", ("q", meant))}\"><code>{meant}</code></a></p>\n");
        }

        page.Write($"</div>\n");
    }

    /// <summary>The name of a field stays as it is written.</summary>
    private static string Capital(string sentence) => QueryField.Find(sentence.Split(':')[0]) is not null ? sentence : char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
