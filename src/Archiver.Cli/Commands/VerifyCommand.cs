using System.CommandLine;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;
using Archiver.Statistics;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Cli.Commands;

internal static class VerifyCommand
{
    public sealed record Options(ArchivePlace Place, bool Quick, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("verify", "Checks everything in the archive, and names what is damaged. It only reads; others may import meanwhile.");
        var quick = SharedOptions.Flag("--quick", "Check the structure alone: packs stay packed, originals are not rebuilt.");
        var json = SharedOptions.Json("Print what was checked and what was found as one object.");
        verb.Options.Add(quick);
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(quick),
            parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver verify --json",
            ExitCode.Done, ExitCode.Failure, ExitCode.NoArchive, ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable,
            ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        VerifyResult result;
        using (var progress = Progress.OfSteps(session))
        {
            result = Verify.Run(options.Place.Path, options.Quick, options.Place.Wait, progress.Report, cancellation);
        }

        if (options.Json)
        {
            JsonOutput.Write(VerifyReport.Of(result, options.Quick), session.Output);
        }
        else
        {
            Write(result, options.Quick, session.Text);
        }

        return result.Findings.Count == 0 ? ExitCode.Done : ExitCode.Damaged;
    }

    private static void Write(VerifyResult result, bool quick, TextWriter output)
    {
        output.WriteLine($"Checked {Wording.Count(result.Articles, "article")}, {Wording.Number(result.Removed)} in the bin, "
            + $"{Wording.Count(result.Revisions, "older state")}, {Wording.Number(result.Categories)} {(result.Categories == 1 ? "category" : "categories")};");
        output.WriteLine($"{Wording.Count(result.Packs, "pack")}{(quick ? " without their texts" : $" with {Wording.Count(result.Texts, "text")}")}, "
            + $"{Wording.Number(result.Entries)} entries of runs, {Wording.Count(result.Pages, "page")}.");
        if (result.UnusedTexts > 0)
        {
            output.WriteLine($"Not in use: {Wording.Count(result.UnusedTexts, "text")} and {Wording.Count(result.UnusedPacks, "whole pack")}; `archiver compact` drops them.");
        }

        if (result.LogTail > 0)
        {
            output.WriteLine($"{Wording.Count(result.LogTail, "byte")} at the end of the log {(result.LogTail == 1 ? "was" : "were")} never acknowledged, as when a process was killed; "
                + "the next import drops them.");
        }

        output.WriteLine(result.Findings.Count == 0
            ? quick ? "The structure is whole." : "Everything is as it was imported."
            : $"The archive is damaged: {Wording.Count(result.Findings.Count, "finding")}. `archiver salvage NEWFILE` saves what is intact.");
        FindingList.Write(result.Findings, output);
    }
}
