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
        verb.Options.Add(original);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(original))
            {
                result.AddError("--json and --original exclude each other.");
            }
        });
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(article)!,
            parsed.GetValue(revision), parsed.GetValue(json) ? ShowAs.Json : parsed.GetValue(original) ? ShowAs.Original : ShowAs.Text), session));
        return HelpSection.AddTo(verb, "archiver show 98c8ea6a",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var article = archive.Find(options.Article);
        if (options.Revision is { } number)
        {
            var history = archive.History(article);
            article = history.FirstOrDefault(revision => revision.Number == number)?.Article
                ?? throw new ArchiverException(Failure.NotFound,
                    $"{options.Article} has no revision {number}; it has {(history.Count == 1 ? "1" : $"1 to {history.Count}")}.");
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
                new ReadingView(session.Text, session.OutputTerminal).Write(article, archive.ReadText(article));
                break;
        }

        return ExitCode.Done;
    }
}
