using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Exporting;
using Archiver.Exporting.Reports;
using Archiver.Files;
using Archiver.Importing;
using Archiver.Inputs;

namespace Archiver.Cli.Commands;

internal static class ImportCommand
{
    /// <summary>
    /// A cancelled import still reports what it imported. It waits so long for somebody to take the report.
    /// </summary>
    private static readonly TimeSpan ReportGrace = TimeSpan.FromSeconds(3);

    public sealed record Options(ArchivePlace Place, IReadOnlyList<string> Paths, ImportOptions Stated)
    {
        public long MaxInput { get; init; } = ImportInput.DefaultMaxLength;

        public bool DryRun { get; init; }

        public string? Report { get; init; }

        public bool Strict { get; init; }

        public bool Json { get; init; }
    }

    public static Command Create(Session session)
    {
        var verb = new Command("import", "Imports articles: dumps, saved web pages, exports of other apps and more, "
            + "from files, folders and standard input.");
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, folders with everything in them, and - for standard input; also in gzip, zstd, tar and zip.",
            Arity = ArgumentArity.OneOrMore,
        };
        verb.Arguments.Add(paths);
        var dryRun = SharedOptions.Flag("--dry-run", "Say what would happen, and change nothing.");
        var restore = SharedOptions.Flag("--restore", "Bring back what was removed; without it that stays in the bin, or gone.");
        var report = new Option<string?>("--report")
        {
            Description = "Write what became of every stretch of the inputs, one JSON object a line.",
            HelpName = "FILE",
        };
        var strict = SharedOptions.Flag("--strict", $"End with code {ExitCode.DoneInPart} if there are warnings.");
        foreach (var option in (Option[])[dryRun, restore, report, strict])
        {
            verb.Options.Add(option);
        }

        var stated = new StatedOptions(verb);
        var json = SharedOptions.Json("Print the counts as one object.");
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(paths)!,
            stated.Of(parsed) with { Clock = session.Clock, Restores = parsed.GetValue(restore) })
        {
            MaxInput = stated.MaxInputOf(parsed),
            DryRun = parsed.GetValue(dryRun),
            Report = parsed.GetValue(report),
            Strict = parsed.GetValue(strict),
            Json = parsed.GetValue(json),
        }, session));
        return HelpSection.AddTo(verb, "archiver import ~/dumps yesterday.txt --report report.jsonl",
            ExitCode.Done, ExitCode.Failure, ExitCode.DoneInPart, ExitCode.NoArchive, ExitCode.Busy, ExitCode.Damaged,
            ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        if (options.Paths.FirstOrDefault(path => path.Contains("://", StringComparison.Ordinal) && !Path.Exists(path))
            is { } address)
        {
            throw new ArchiverException(Failure.General,
                $"{address} is an address, and Archiver opens no connections. Save what is there, and import the file.");
        }

        var cancellation = session.CancelOnSignals();
        var inputs = InputsOf(options, session, cancellation).ToArray();
        if (options.Report is { } path)
        {
            options.Place.Protect("--report", path, options.Paths.Where(input => input != "-"));
            ReportFile.Check(path);
        }

        var summary = new ImportSummary();
        using (var progress = Progress.Start(session.ErrorTerminal, session.Error, "Importing", TotalOf(inputs)))
        {
            void Take(ReportFile? report, IReadOnlyList<StretchReport> stretches)
            {
                summary.Add(stretches);
                WriteReport(report, stretches, options.Report, cancellation);
                progress.Report(summary.Bytes, summary.Articles);
            }

            try
            {
                summary.Made = Import(options, inputs, Take, cancellation);
            }
            catch (Exception exception) when (exception is OperationCanceledException || summary.Articles > 0)
            {
                progress.Dispose();
                summary.Write(session, options.DryRun);
                throw;
            }
        }

        summary.Write(session, options.DryRun);
        if (options.Json)
        {
            JsonOutput.Write(summary.Report(), session.Output);
        }

        return options.Paths.All(path => path != "-" && !SystemName.IsBytes(path) && !Path.Exists(path)) ? ExitCode.Failure
            : summary.Rejected > 0 || (options.Strict && summary.Warnings > 0) ? ExitCode.DoneInPart : ExitCode.Done;
    }

    /// <returns>The place of the archive where it was made; else null.</returns>
    private static string? Import(Options options, ImportInput[] inputs, Action<ReportFile?, IReadOnlyList<StretchReport>> take,
        CancellationToken cancellation)
    {
        Archive? archive = null;
        ReportFile? report = null;
        var place = RealPath.Of(options.Place.Path);
        var isThere = FileFailure.IsThere(place);
        try
        {
            if (options.DryRun)
            {
                archive = isThere ? options.Place.OpenToRead(cancellation) : null;
                OpenReport();
                foreach (var stretch in Archive.PreviewImport(archive, inputs, cancellation, options.Stated))
                {
                    take(report, [stretch]);
                }
            }
            else if (isThere || !options.Place.HasFolder)
            {
                Open().Import(inputs, stretches => take(report, stretches), cancellation, options.Stated);
            }
            else
            {
                Archive.ImportToNew(Open, inputs, Take, cancellation, options.Stated);
                OpenReport();
            }

            return archive is null || isThere ? null : Path.GetFullPath(options.Place.Path);
        }
        finally
        {
            // First the report: who waits for the archive may write to the same.
            report?.Dispose();
            archive?.Dispose();
        }

        Archive Open()
        {
            archive = options.Place.OpenToWrite(cancellation);
            OpenReport();
            return archive;
        }

        void Take(IReadOnlyList<StretchReport> stretches)
        {
            OpenReport();
            take(report, stretches);
        }

        // Not before the import has begun: the report of one that could not begin is the former one.
        void OpenReport() =>
            report ??= options.Report is null ? null : Waiting.For(() => new ReportFile(options.Report), cancellation);
    }

    private static void WriteReport(ReportFile? report, IReadOnlyList<StretchReport> stretches, string? path,
        CancellationToken cancellation)
    {
        if (report is null)
        {
            return;
        }

        // Where the report is a pipe, nobody may ever read it.
        FileFailure.InWords($"The report {path}", "written", () => Waiting.For(() =>
        {
            report.Write(stretches);
            return report;
        }, cancellation, ReportGrace), more: " What was imported until then stays.");
    }

    private static IEnumerable<ImportInput> InputsOf(Options options, Session session, CancellationToken cancellation)
    {
        var own = Archive.FilesOf(options.Place.Path).Append(options.Report).OfType<string>()
            .Select(Path.GetFullPath).ToHashSet();
        return options.Paths.SelectMany(path => path == "-"
            ? [ImportInput.FromStream(path, new WaitingStream(session.OpenInput, cancellation), options.MaxInput)]
            : ImportInput.FromPath(path, own, options.MaxInput));
    }

    private static long? TotalOf(ImportInput[] inputs) =>
        inputs.All(input => input.Length is not null) ? inputs.Sum(input => input.Length) : null;
}
