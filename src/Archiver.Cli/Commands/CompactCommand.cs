using System.CommandLine;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;
using Archiver.Texts;
using Archiver.Upkeep;

namespace Archiver.Cli.Commands;

internal static class CompactCommand
{
    public sealed record Options(ArchivePlace Place, DateTime RemovedBefore, bool Json);

    private const int DaysInBin = 30;

    public static Command Create(Session session)
    {
        var verb = new Command("compact",
            "Makes the archive anew from what is in use, proves it, and lets it take the old one's place.");
        var json = SharedOptions.Json("Print the sizes before and after as one object.");
        var keepDays = SharedOptions.Limit(
            $"How many days removed articles stay in the bin. [default: {DaysInBin}]", name: "--keep-days", highest: 365_000);
        var purge = SharedOptions.Flag("--purge",
            "Empty the bin: removed articles are gone for good, and only import --restore brings them back.");
        verb.Options.Add(keepDays);
        verb.Options.Add(purge);
        verb.Options.Add(json);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(keepDays) is not null && result.GetValue(purge))
            {
                result.AddError("--keep-days and --purge exclude each other.");
            }
        });
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session),
            parsed.GetValue(purge) ? DateTime.MaxValue : DaysAgo(parsed.GetValue(keepDays) ?? DaysInBin, session.Clock),
            parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver compact --wait 600",
            ExitCode.Done, ExitCode.Failure, ExitCode.NoArchive, ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable,
            ExitCode.Cancelled);
    }

    /// <summary>A clock that is wrong may be in the first days there are.</summary>
    private static DateTime DaysAgo(int days, TimeProvider clock) => clock.GetUtcNow().UtcDateTime is var now
        && now - DateTime.MinValue > TimeSpan.FromDays(days) ? now.AddDays(-days) : DateTime.MinValue;

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        CompactResult result;
        using (var progress = Progress.OfSteps(session))
        {
            result = Compact.Run(
                options.Place.Path, options.RemovedBefore, options.Place.Wait, progress.Report, cancellation, session.Clock);
        }

        session.Say(InWords(result));
        if (options.Json)
        {
            JsonOutput.Write(CompactReport.Of(result), session.Output);
        }

        return ExitCode.Done;
    }

    private static string InWords(CompactResult result)
    {
        if (!result.IsReplaced)
        {
            return $"Nothing to gain: {Figures.Count(result.Articles, "article")} in {Figures.Bytes(result.BytesBefore)}. "
                + "The archive is as it was.";
        }

        var purged = result.Purged == 0 ? ""
            : $" {Figures.Count(result.Purged, "removed article")} {(result.Purged == 1 ? "is" : "are")} gone for good; "
                + "only import --restore brings them back.";
        return $"Compacted {Figures.Count(result.Articles, "article")} "
            + $"from {Figures.Bytes(result.BytesBefore)} to {Figures.Bytes(result.BytesAfter)}, "
            + $"and from {Figures.Count(result.PacksBefore, "pack")} to {Figures.Number(result.PacksAfter)}.{purged}";
    }
}
