using System.CommandLine;
using System.Globalization;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Likeness;
using Archiver.Querying;

namespace Archiver.Cli.Commands;

internal static class DuplicatesCommand
{
    public sealed record Options(ArchivePlace Place, Selection Selection, DuplicateOptions Duplicates, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("duplicates", "Reports what is there more than once: articles of the same body, of nearly the same, of "
            + "the same URL, and paragraphs that many articles share. It removes nothing.");
        var selection = new SelectionOptions(verb, session);
        var threshold = new Option<double?>("--threshold")
        {
            Description = "How much of two bodies must be the same, of 1, to count as nearly the same: "
                + $"{DuplicateOptions.LowestThreshold} or more, for what is less alike is not found reliably.",
            HelpName = "SCORE",
            DefaultValueFactory = _ => DuplicateOptions.DefaultThreshold,
        }.Takes($"a number from {DuplicateOptions.LowestThreshold} to 1",
            word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
                && score is >= DuplicateOptions.LowestThreshold and <= 1 ? score : null);
        var limit = SharedOptions.Limit("At most this many groups of each kind, and paragraphs. Without it: all groups, and "
            + $"{DuplicateOptions.DefaultParagraphs} paragraphs.");
        var json = SharedOptions.Json("Print one object.");
        verb.Options.Add(threshold);
        verb.Options.Add(limit);
        verb.Options.Add(json);
        selection.SetAction(verb, session, (parsed, selected) => Run(new Options(SharedOptions.PlaceOf(parsed, session), selected,
            new DuplicateOptions(parsed.GetValue(threshold)!.Value, parsed.GetValue(limit)), parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver duplicates category:science --limit 10",
            "A line an article: body, near or url, the number of its group, score, ID, date, category, title, differences. "
                + "A line a paragraph: paragraph, its number, how many articles have it, its text.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        using var archive = options.Place.OpenToRead(cancellation);
        DuplicateReport report;
        using (var progress = Progress.Start(session.ErrorTerminal, session.Error, "Comparing",
            options.Selection.IsWhole ? archive.Count : null))
        {
            report = archive.FindDuplicates(
                options.Selection, options.Duplicates, count => progress.Report(count, count), cancellation);
        }

        if (options.Json)
        {
            JsonOutput.Write(DuplicatesReport.Of(report, archive.Load), session.Output);
        }
        else
        {
            new DuplicatesView(session.Text, session.OutputTerminal, archive.Load).Write(report);
        }

        return NothingMatched.Check(report.Articles, options.Selection, archive, session);
    }
}
