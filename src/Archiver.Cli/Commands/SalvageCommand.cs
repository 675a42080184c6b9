using System.CommandLine;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Texts;
using Archiver.Upkeep;

namespace Archiver.Cli.Commands;

internal static class SalvageCommand
{
    public sealed record Options(ArchivePlace Place, string File, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("salvage", "Writes everything that is intact in a damaged archive into a new one, "
            + "and names what is not. The damaged one is only read.");
        var file = new Argument<string>("NEWFILE") { Description = "The new archive's file, which may not be there yet." };
        var json = SharedOptions.Json("Print what was saved and what was found as one object.");
        verb.Arguments.Add(file);
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(file)!,
            parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver salvage saved.db --archive damaged.db",
            ExitCode.Done, ExitCode.Failure, ExitCode.DoneInPart, ExitCode.NoArchive, ExitCode.Busy, ExitCode.Damaged,
            ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        SalvageResult result;
        using (var progress = Progress.OfSteps(session))
        {
            result = Salvage.Run(
                options.Place.Path, options.File, options.Place.Wait, progress.Report, cancellation, session.Clock);
        }

        session.Say($"Saved {Figures.Count(result.Articles, "article")}, {Figures.Number(result.Removed)} in the bin and "
            + $"{Figures.Count(result.Revisions, "older state")} to {options.File}, {Figures.Bytes(result.Bytes)}.");
        foreach (var (count, what) in (ReadOnlySpan<(int, string)>)[(result.Losses.Text, "without all or a part of the text"),
            (result.Losses.Original, "without only the bytes that were imported"),
            (result.Losses.Details, "without the details")])
        {
            if (count > 0)
            {
                session.Say($"Of these, {Figures.Number(count)} {what}.");
            }
        }

        session.Say(result.IsComplete ? "Nothing is missing." : "Not everything could be saved.");
        if (options.Json)
        {
            JsonOutput.Write(SalvageReport.Of(result, Path.GetFullPath(options.File)), session.Output);
        }
        else
        {
            FindingList.Write(result.Findings, session.Text);
        }

        return result.IsComplete ? ExitCode.Done : ExitCode.DoneInPart;
    }
}
