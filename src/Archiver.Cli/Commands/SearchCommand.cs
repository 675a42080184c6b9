using System.CommandLine;
using System.Globalization;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

internal static class SearchCommand
{
    private const int DefaultLimit = 20;

    /// <summary>How often the archive is opened again because the index shows a later state of it.</summary>
    private const int MaxOpenings = 3;

    public sealed record Options(ArchivePlace Place, Selection Selection, bool Ranked, bool Json, bool Count, bool Facets,
        RowShape? Shape = null);

    public static Command Create(Session session)
    {
        var verb = new Command("search",
            $"Finds articles by an index of their words, the best first, {DefaultLimit} unless told otherwise.");
        var selection = new SelectionOptions(verb, session, SortOrder.NewestFirst, "the best first", DefaultLimit);
        var json = SharedOptions.Json("Print one object.");
        var count = SharedOptions.Flag("--count", "Print only how many articles match.");
        var facets = SharedOptions.Flag("--facets", "Print only in which categories and months how many match.");
        verb.Options.Add(json);
        verb.Options.Add(count);
        verb.Options.Add(facets);
        var rows = new RowOptions(verb, json, () => ArticleField.OfSearch);
        verb.Validators.Add(result =>
        {
            if (rows.IsGiven(result) && (result.GetValue(count) || result.GetValue(facets)))
            {
                result.AddError(
                    "--count and --facets print no articles, and take no --fields, --template, --csv or --null.");
            }
        });
        selection.SetAction(verb, session, (parsed, selected) => Run(new Options(SharedOptions.PlaceOf(parsed, session),
            selected, parsed.GetResult("--sort") is null, parsed.GetValue(json), parsed.GetValue(count),
            parsed.GetValue(facets), rows.ShapeOf(parsed)), session));
        return HelpSection.AddTo(verb, "archiver search 'swing bridge' category:city -n 5\n"
            + "archiver search tide OR harb* --facets",
            "A line an article: date, category, ID, words, title. With --facets: category or month, its name, how many.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = Open(options.Place, session);
        var selection = options.Selection;
        if (options.Count || options.Facets)
        {
            SearchHit[] all = [.. archive.Search(selection with { Limit = null }, isRanked: false)];
            WriteSummary(all, options, session);
            return NothingMatched.Check(all.Length, selection, archive, session);
        }

        selection = selection with { Limit = selection.Limit ?? DefaultLimit };
        SearchHit[] hits = [.. options.Ranked ? archive.Search(selection) : archive.Select(selection).Select(SearchHit.Of)];
        var total = hits.Length < selection.Limit ? hits.Length : archive.CountAll(selection);
        if (options.Shape is { } shape)
        {
            Write(Rows(hits, archive, options, shape), total, options.Json, shape, session);
        }
        else if (options.Json)
        {
            JsonOutput.Write(new SearchReport(total, hits.Zip(archive.Show(hits, selection.Query),
                (hit, shown) => FoundArticle.Of(shown.Article, hit.Score, shown.Snippet))), session.Output);
        }
        else
        {
            Write(hits, archive, options, session);
        }

        if (total > hits.Length)
        {
            session.SayAfterData(
                $"{Figures.Number(hits.Length)} of {Figures.Count(total, "article")}; -n shows more, --count only counts.");
        }

        return NothingMatched.Check(hits.Length, selection, archive, session);
    }

    /// <summary>Snippets cost more than the search: a pipe gets the lines of <c>list</c>, which have none.</summary>
    private static void Write(SearchHit[] hits, Archive archive, Options options, Session session)
    {
        var table = new ArticleTable(session.Text, session.OutputTerminal);
        if (session.OutputTerminal.IsTerminal)
        {
            foreach (var (article, snippet) in archive.Show(hits, options.Selection.Query))
            {
                table.Write(article, snippet);
            }
        }
        else
        {
            foreach (var article in archive.Load(hits))
            {
                table.Write(article);
            }
        }

        table.Complete();
    }

    /// <summary>Snippets and texts are looked for where they are asked for.</summary>
    private static IEnumerable<ArticleRow> Rows(SearchHit[] hits, Archive archive, Options options, RowShape shape)
    {
        var found = shape.NeedsSnippet
            ? archive.Show(hits, options.Selection.Query)
            : archive.Load(hits).Select(article => (Article: article, Snippet: (Snippet?)null));
        return hits.Zip(found, (hit, shown) => ArticleRow.Of(
            shown.Article,
            shape.NeedsText ? archive.ReadText(shown.Article) : null,
            FoundArticle.Of(shown.Article, hit.Score, shown.Snippet)));
    }

    private static void Write(IEnumerable<ArticleRow> rows, int total, bool isJson, RowShape shape, Session session)
    {
        if (isJson)
        {
            JsonOutput.WriteFound(total, rows, shape.Fields, session.Output);
        }
        else
        {
            new ArticleRows(shape, session.Text, session.OutputTerminal).WriteAll(rows);
        }
    }

    /// <summary>A table on a terminal; in a pipe each row begins with what it is about.</summary>
    private static void Write(string kind, IReadOnlyList<(string? Name, int Count)> rows, Session session)
    {
        Column[] columns = [new Column(kind.ToUpperInvariant()), new Column("COUNT") { IsNumber = true }];
        var isTerminal = session.OutputTerminal.IsTerminal;
        var table = new Table(session.Text, session.OutputTerminal,
            isTerminal ? columns : [new Column("KIND"), .. columns]);
        foreach (var (name, count) in rows)
        {
            var number = count.ToString(CultureInfo.InvariantCulture);
            table.Write(isTerminal ? [name, number] : [kind, name, number]);
        }

        table.Complete();
    }

    private static Archive Open(ArchivePlace place, Session session)
    {
        using var progress = new IndexProgress(session);
        for (var opening = 1; ; opening++)
        {
            var archive = place.OpenToRead();
            try
            {
                if (archive.PrepareSearch(place.Wait, opening < MaxOpenings, session.Complain, progress.Report))
                {
                    return archive;
                }
            }
            catch
            {
                archive.Dispose();
                throw;
            }

            archive.Dispose();
        }
    }

    private static void WriteSummary(SearchHit[] hits, Options options, Session session)
    {
        if (options.Facets)
        {
            var facets = Facets.Of(hits);
            if (options.Json)
            {
                JsonOutput.Write(FacetsReport.Of(facets), session.Output);
            }
            else
            {
                Write("category", facets.Categories, session);
                if (session.OutputTerminal.IsTerminal)
                {
                    session.Text.WriteLine();
                }

                Write("month", facets.Months, session);
            }
        }
        else if (options.Json)
        {
            JsonOutput.Write(new TotalReport(hits.Length), session.Output);
        }
        else
        {
            session.Text.WriteLine(hits.Length.ToString(CultureInfo.InvariantCulture));
        }
    }
}
