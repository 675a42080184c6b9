using System.CommandLine;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Texts;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Cli.Commands;

internal static class VerifyCommand
{
    public sealed record Options(ArchivePlace Place, bool Quick, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("verify",
            "Checks everything in the archive, and names what is damaged. It only reads; others may import meanwhile.");
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
        var categories = $"{Figures.Number(result.Categories)} {(result.Categories == 1 ? "category" : "categories")}";
        output.WriteLine($"Checked {Figures.Count(result.Articles, "article")}, {Figures.Number(result.Removed)} in the bin, "
            + $"{Figures.Count(result.Revisions, "older state")}, {categories};");
        var texts = quick ? " without their texts" : $" with {Figures.Count(result.Texts, "text")}";
        output.WriteLine($"{Figures.Count(result.Packs, "pack")}{texts}, "
            + $"{Figures.Number(result.Entries)} entries of runs, {Figures.Count(result.Pages, "page")}.");
        if (result.UnusedTexts > 0)
        {
            output.WriteLine($"Not in use: {Figures.Count(result.UnusedTexts, "text")} and "
                + $"{Figures.Count(result.UnusedPacks, "whole pack")}; `archiver compact` drops them.");
        }

        if (result.LogTail > 0)
        {
            output.WriteLine($"{Figures.Count(result.LogTail, "byte")} at the end of the log "
                + $"{(result.LogTail == 1 ? "was" : "were")} never acknowledged, as when a process was killed; "
                + "the next import drops them.");
        }

        output.WriteLine(result.Findings.Count == 0
            ? quick ? "The structure is whole." : "Everything is as it was imported."
            : $"The archive is damaged: {Figures.Count(result.Findings.Count, "finding")}. "
                + "`archiver salvage NEWFILE` saves what is intact.");
        FindingList.Write(result.Findings, output);
    }
}
