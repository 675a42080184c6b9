using System.CommandLine;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;
using Archiver.Texts;
using Archiver.Upkeep;

namespace Archiver.Cli.Commands;

internal static class BackupCommand
{
    public sealed record Options(ArchivePlace Place, string File, bool Force, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("backup",
            "Copies the archive into one file, and verifies the copy. Others may read and import meanwhile.");
        var file = new Argument<string>("FILE") { Description = "The file to write; it is complete or not there at all." };
        var force = SharedOptions.Force("FILE");
        var json = SharedOptions.Json("Print what was written as one object.");
        verb.Arguments.Add(file);
        verb.Options.Add(force);
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(file)!,
            parsed.GetValue(force), parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver backup archive-backup.db --force",
            ExitCode.Done, ExitCode.Failure, ExitCode.NoArchive, ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable,
            ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        BackupResult result;
        using (var progress = Progress.OfSteps(session))
        {
            result = Backup.Run(
                options.Place.Path, options.File, options.Force, options.Place.Wait, progress.Report, cancellation);
        }

        session.Say(
            $"Backed up {Figures.Count(result.Articles, "article")} to {options.File}, {Figures.Bytes(result.Bytes)}.");
        if (options.Json)
        {
            JsonOutput.Write(BackupReport.Of(result), session.Output);
        }

        return ExitCode.Done;
    }
}
