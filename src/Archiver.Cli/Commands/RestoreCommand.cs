using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Exporting.Reports;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

internal static class RestoreCommand
{
    /// <param name="Place">The archive.</param>
    /// <param name="Articles">Finds the articles in the bin.</param>
    /// <param name="Json">Whether to print the count as JSON.</param>
    public sealed record Options(ArchivePlace Place, Func<Archive, IReadOnlyList<Article>> Articles, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("restore", "Brings removed articles back from the bin.");
        var articles = new ArticleNames(verb, inBin: true);
        var last = SharedOptions.Flag("--last", "Bring back what the last `remove` took.");
        var json = SharedOptions.Json("Print the count as one object.");
        verb.Options.Add(last);
        verb.Options.Add(json);
        verb.Validators.Add(result =>
        {
            var (any, both) = articles.Given(result);
            if (both || any == result.GetValue(last))
            {
                result.AddError(both ? "An ARTICLE and --query exclude each other."
                    : any ? "--last takes no ARTICLE and no --query." : "Name an ARTICLE, or say --query QUERY or --last.");
            }
        });
        verb.SetAction(parsed =>
        {
            var (place, asJson) = (SharedOptions.PlaceOf(parsed, session), parsed.GetValue(json));
            return parsed.GetValue(last)
                ? Run(new Options(place, Last, asJson), session)
                : articles.Run(parsed, session, find => Run(new Options(place, find, asJson), session));
        });
        return HelpSection.AddTo(verb, "archiver restore 98c8ea6a",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToChange(session.CancelOnSignals());
        var articles = options.Articles(archive);
        archive.Restore(articles);
        session.Say($"Restored {Figures.Count(articles.Count, "article")}.");
        if (options.Json)
        {
            JsonOutput.Write(new RestoreReport(articles.Count), session.Output);
        }

        return ExitCode.Done;
    }

    private static IReadOnlyList<Article> Last(Archive archive) => archive.LastRemoved() is { Count: > 0 } removed
        ? removed
        : throw new ArchiverException(Failure.NotFound, "the bin is empty.");
}
