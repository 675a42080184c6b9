using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Commands;

internal static class ShowCommand
{
    public sealed record Options(ArchivePlace Place, string Article, int? Revision, ShowAs As);

    public enum ShowAs
    {
        Text,
        Json,
        Original,
        Plain,
    }

    public static Command Create(Session session)
    {
        var verb = new Command("show", "Shows one article to read.");
        var article = SharedOptions.AddArticleTo(verb);
        var revision = SharedOptions.Limit("Show this state of it; `history` lists them.", name: "--revision");
        var json = SharedOptions.Json("Print one object, as export does.");
        var original = SharedOptions.Flag("--original", "Write the bytes that were imported.");
        verb.Options.Add(revision);
        verb.Options.Add(json);
        var plain = SharedOptions.Flag("--plain", "Show the text alone.");
        verb.Options.Add(original);
        verb.Options.Add(plain);
        verb.Validators.Add(result =>
        {
            if (((Option<bool>[])[json, original, plain]).Count(result.GetValue) > 1)
            {
                result.AddError("--json, --original and --plain exclude each other.");
            }
        });
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(article)!,
            parsed.GetValue(revision), parsed.GetValue(json) ? ShowAs.Json : parsed.GetValue(original) ? ShowAs.Original
                : parsed.GetValue(plain) ? ShowAs.Plain : ShowAs.Text), session));
        return HelpSection.AddTo(verb, "archiver show 98c8ea6a",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var article = archive.Find(options.Article);
        Revision? older = null;
        var states = article.Revisions.Count + 1;
        if (options.Revision is { } number)
        {
            var history = archive.History(article);
            var shown = history.FirstOrDefault(revision => revision.Number == number)
                ?? throw new ArchiverException(Failure.NotFound,
                    $"{options.Article} has no revision {number}; it has {(history.Count == 1 ? "only 1" : $"1 to {history.Count}")}.");
            (article, older) = (shown.Article, shown.IsCurrent ? null : shown);
        }

        switch (options.As)
        {
            case ShowAs.Original:
                archive.WriteOriginal(article, session.Output);
                break;
            case ShowAs.Json:
                JsonOutput.Write(WholeArticle.Of(article, archive.ReadText(article)), session.Output);
                break;
            default:
                new ReadingView(session.Text, session.OutputTerminal).Write(article, archive.ReadText(article), states, older, options.As == ShowAs.Plain);
                break;
        }

        return ExitCode.Done;
    }
}
