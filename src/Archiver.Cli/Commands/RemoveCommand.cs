using System.CommandLine;
using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

internal static class RemoveCommand
{
    /// <summary>The articles are shown up to so many before the question.</summary>
    private const int MostShown = 20;

    /// <param name="Place">The archive.</param>
    /// <param name="Articles">Finds the articles.</param>
    /// <param name="Yes">Whether not to ask.</param>
    /// <param name="Json">Whether to print the count as JSON.</param>
    /// <param name="DryRun">Whether to say only what would be removed.</param>
    public sealed record Options(
        ArchivePlace Place, Func<Archive, IReadOnlyList<Article>> Articles, bool Yes, bool Json, bool DryRun = false);

    public static Command Create(Session session)
    {
        var verb = new Command("remove", "Moves articles to the bin, from which `restore` brings them back.");
        var articles = new ArticleNames(verb);
        var yes = SharedOptions.Flag("--yes", "Do not ask.", "-y");
        var dryRun = SharedOptions.Flag("--dry-run", "List what would be removed, and change nothing.");
        var list = SharedOptions.Flag("--list", "Show what is in the bin.");
        var json = SharedOptions.Json("Print the count as one object; with --list an array of objects.");
        foreach (var option in (Option[])[yes, dryRun, list, json])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(result =>
        {
            var (any, both) = articles.Given(result);
            if (both || any == result.GetValue(list))
            {
                result.AddError(both ? "An ARTICLE and --query exclude each other."
                    : any ? "--list takes no ARTICLE and no --query." : "Name an ARTICLE, or say --query QUERY or --list.");
            }

            if (articles.ReadsInput(result) && !result.GetValue(yes) && !result.GetValue(dryRun))
            {
                result.AddError("remove asks first, and standard input has the names instead of an answer. "
                    + "Say --yes, or --dry-run.");
            }
        });
        verb.SetAction(parsed =>
        {
            var place = SharedOptions.PlaceOf(parsed, session);
            return parsed.GetValue(list)
                ? List(place, parsed.GetValue(json), session)
                : articles.Run(parsed, session, find =>
                    Run(new Options(place, find, parsed.GetValue(yes), parsed.GetValue(json), parsed.GetValue(dryRun)), session));
        });
        return HelpSection.AddTo(verb, "archiver remove 98c8ea6a --yes\n"
            + "archiver remove --query 'category:sport date:..2020' --dry-run\n"
            + "archiver list category:sport --fields id | archiver remove - --yes",
            "With --list a line an article: the day it was removed, its date, ID, title.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        if (options.DryRun)
        {
            return Preview(options, session);
        }

        if (!options.Yes && !session.InputIsTerminal())
        {
            throw new ArchiverException(Failure.General, "remove asks first, and here nobody can answer. Say --yes.");
        }

        // Nobody should have to wait for an answer that may never come: the archive is opened to read for the question.
        var confirmed = options.Yes ? null : Confirm(options, session);
        if (!options.Yes && confirmed is null)
        {
            session.Say("Nothing was removed.");
            return ExitCode.Cancelled;
        }

        using var archive = options.Place.OpenToChange(session.CancelOnSignals());

        // What matches a query may have changed since the question; removed is what was confirmed.
        var articles = confirmed is null
            ? options.Articles(archive)
            : [.. confirmed.Select(id => archive.Find(id.ToString()))];
        archive.Remove(articles, session.Clock);
        var them = articles.Count == 1 ? "it" : "them";
        session.Say(
            $"Removed {Figures.Count(articles.Count, "article")}; `archiver restore --last` brings {them} back.");
        if (options.Json)
        {
            JsonOutput.Write(new RemoveReport(articles.Count), session.Output);
        }

        return ExitCode.Done;
    }

    private static int Preview(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var articles = options.Articles(archive);
        if (options.Json)
        {
            JsonOutput.Write(new RemoveReport(articles.Count), session.Output);
        }
        else
        {
            var table = new ArticleTable(session.Text, session.OutputTerminal);
            foreach (var article in articles)
            {
                table.Write(article);
            }

            table.Complete();
        }

        session.SayAfterData($"Would remove {Figures.Count(articles.Count, "article")}; nothing was changed.");
        return ExitCode.Done;
    }

    /// <returns>The IDs of the articles; null where they are to stay.</returns>
    private static Guid[]? Confirm(Options options, Session session)
    {
        Guid[] ids;
        using (var archive = options.Place.OpenToRead())
        {
            var articles = options.Articles(archive);
            ids = [.. articles.Select(article => article.Id)];
            foreach (var article in articles.Take(MostShown))
            {
                var width = session.ErrorTerminal.IsTerminal ? session.ErrorTerminal.Width - 1 : int.MaxValue;
                session.Error.WriteLine(ArticleLine.Of(article, width));
            }
        }

        var many = ids.Length > MostShown ? $"{Figures.Number(ids.Length - MostShown)} more are not shown. " : "";
        session.Error.Write($"{many}Remove{(ids.Length == 1 ? "" : $" all {Figures.Number(ids.Length)}")}? [y/N] ");
        using var answer = new StreamReader(session.OpenInput());
        return answer.ReadLine()?.Trim() is "y" or "Y" or "yes" ? ids : null;
    }

    private static int List(ArchivePlace place, bool json, Session session)
    {
        using var archive = place.OpenToRead();
        if (json)
        {
            JsonOutput.WriteArray(archive.Removed().Select(RemovedReport.Of), session.Output);
            return ExitCode.Done;
        }

        var table = new Table(session.Text, session.OutputTerminal,
            new Column("REMOVED") { Narrowest = 10 }, new Column("DATE") { Narrowest = 10, From = 60 },
            ArticleTable.IdColumn(),
            new Column("TITLE"));
        foreach (var (article, time) in archive.Removed().Select(removed => (removed.Article, removed.Removed)))
        {
            table.Write(time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                article.Id.ToString(), article.Title);
        }

        table.Complete();
        return ExitCode.Done;
    }
}
