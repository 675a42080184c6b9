using System.CommandLine;
using System.Globalization;

namespace Archiver.Cli.Commands;

internal static class RestoreCommand
{
    public sealed record Options(ArchivePlace Place, IReadOnlyList<string> Articles, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("restore", "Brings removed articles back from the bin.");
        var articles = SharedOptions.Articles(ArgumentArity.OneOrMore);
        var json = SharedOptions.Json("Print the count as one object.");
        verb.Arguments.Add(articles);
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(
            SharedOptions.PlaceOf(parsed, session), parsed.GetValue(articles)!, parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver restore 98c8ea6a",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToChange(session.CancelOnSignals());
        var articles = options.Articles.Select(archive.FindRemoved).DistinctBy(article => article.Number).ToArray();
        archive.Restore(articles);
        session.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Restored {articles.Length}."));
        if (options.Json)
        {
            CountJson.Write("restored", articles.Length, session.Output);
        }

        return ExitCode.Done;
    }
}
