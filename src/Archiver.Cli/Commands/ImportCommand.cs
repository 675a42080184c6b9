using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Exporting;
using Archiver.Exporting.Reports;
using Archiver.Files;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Cli.Commands;

internal static class ImportCommand
{
    /// <summary>
    /// A cancelled import still reports what it imported. It waits so long for somebody to take the report.
    /// </summary>
    private static readonly TimeSpan ReportGrace = TimeSpan.FromSeconds(3);

    public sealed record Options(
        ArchivePlace Place, IReadOnlyList<string> Paths, bool DryRun, string? Report, bool Strict, bool Json,
        long MaxInput = ImportInput.DefaultMaxLength, bool Restore = false,
        TextEncoding? Encoding = null, string? Format = null, TimeZoneInfo? TimeZone = null,
        IReadOnlyList<KeyValuePair<string, string>>? Map = null)
    {
        public ImportOptions Stated(TimeProvider clock) => new()
        {
            Clock = clock,
            Encoding = Encoding,
            Format = Format,
            Restores = Restore,
            TimeZone = TimeZone ?? TimeZoneInfo.Local,
            Map = Map ?? [],
        };
    }

    public static Command Create(Session session)
    {
        var verb = new Command("import", "Imports articles: dumps, saved web pages, exports of other apps and more, from files, folders and standard input.");
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, folders with everything in them, and - for standard input; also in gzip, zstd, tar and zip.",
            Arity = ArgumentArity.OneOrMore,
        };
        var dryRun = SharedOptions.Flag("--dry-run", "Say what would happen, and change nothing.");
        var restore = SharedOptions.Flag("--restore", "Bring back what was removed; without it that stays in the bin, or gone.");
        var report = new Option<string?>("--report")
        {
            Description = "Write what became of every stretch of the inputs, one JSON object a line.",
            HelpName = "FILE",
        };
        var strict = SharedOptions.Flag("--strict", $"End with code {ExitCode.DoneInPart} if there are warnings.");
        var maxInput = new Option<long?>("--max-input")
        {
            Description = "How much may come of a packed file, a pipe or standard input: 500M, 2G, 1T; "
                + $"{ByteSize.Of(ImportInput.DefaultMaxLength)} unless told.",
            HelpName = "SIZE",
            CustomParser = result =>
            {
                if (!ByteSize.TryParse(result.Tokens[0].Value, out var bytes))
                {
                    result.AddError($"--max-input takes a number of bytes such as 500M or 2G, not '{result.Tokens[0].Value}'.");
                }

                return bytes;
            },
        };
        var encoding = new Option<TextEncoding?>("--encoding")
        {
            Description = "What the inputs are in, such as windows-1251, gb18030 or utf-16le; else that is found out.",
            HelpName = "NAME",
            CustomParser = result =>
            {
                var name = result.Tokens[0].Value;
                var found = EncodingNames.Find(name);
                if (found is null)
                {
                    var nearest = EncodingNames.Nearest(name);
                    result.AddError($"--encoding takes the name of an encoding such as windows-1251 or gb18030, not '{name}'."
                        + (nearest is null ? "" : $" Did you mean {nearest}?"));
                }

                return found;
            },
        };
        var format = new Option<string?>("--format")
        {
            Description = "What the inputs are; else that is found out by what is in them. `archiver help formats` has the names.",
            HelpName = "NAME",
            CustomParser = result =>
            {
                var name = result.Tokens[0].Value;
                var names = ImportOptions.Formats.Select(format => format.Name).ToArray();
                if (!names.Contains(name))
                {
                    result.AddError($"--format takes the name of a format, not '{name}'. " + (Spelling.Nearest(name, names) is { } meant
                        ? $"Did you mean {meant}?" : "`archiver help formats` has the names."));
                }

                return name;
            },
        };
        var timeZone = new Option<TimeZoneInfo?>("--time-zone")
        {
            Description = "Where you were when you saved and read, such as Europe/Berlin or UTC; unless told, where the system is.",
            HelpName = "ID",
            CustomParser = result =>
            {
                var id = result.Tokens[0].Value;
                if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
                {
                    result.AddError($"--time-zone takes the name of a zone such as Europe/Berlin or UTC, not '{id}'.");
                }

                return zone;
            },
        };
        var map = new Option<IReadOnlyList<KeyValuePair<string, string>>?>("--map")
        {
            Description = "What the columns of a table are called: title=headline,text=content,date=published. "
                + $"What can be named: {string.Join(", ", ImportOptions.MappedFields)}.",
            HelpName = "FIELD=COLUMN",
            CustomParser = result =>
            {
                var pairs = result.Tokens[0].Value.Split(',').Select(pair => pair.Split('=', 2)).ToArray();
                if (Array.Find(pairs, pair => pair.Length < 2 || pair[1].Trim().Length == 0 || !ImportOptions.MappedFields.Contains(pair[0].Trim())) is { } wrong)
                {
                    result.AddError($"--map takes pairs such as title=headline, not '{string.Join('=', wrong)}'. What can be named: "
                        + $"{string.Join(", ", ImportOptions.MappedFields)}.");
                    return null;
                }

                return [.. pairs.Select(pair => KeyValuePair.Create(pair[0].Trim(), pair[1].Trim()))];
            },
        };
        var json = SharedOptions.Json("Print the counts as one object.");
        verb.Arguments.Add(paths);
        foreach (var option in (Option[])[dryRun, restore, report, strict, maxInput, encoding, format, timeZone, map, json])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(paths)!,
            parsed.GetValue(dryRun), parsed.GetValue(report), parsed.GetValue(strict), parsed.GetValue(json),
            parsed.GetValue(maxInput) ?? ImportInput.DefaultMaxLength, parsed.GetValue(restore), parsed.GetValue(encoding), parsed.GetValue(format),
            parsed.GetValue(timeZone), parsed.GetValue(map)), session));
        return HelpSection.AddTo(verb, "archiver import ~/dumps yesterday.txt --report report.jsonl",
            ExitCode.Done, ExitCode.Failure, ExitCode.DoneInPart, ExitCode.NoArchive, ExitCode.Busy, ExitCode.Damaged,
            ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        if (options.Paths.FirstOrDefault(path => path.Contains("://", StringComparison.Ordinal) && !Path.Exists(path)) is { } address)
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
                progress.Report(summary.Bytes, summary.Dumps);
            }

            try
            {
                summary.Made = Import(options, inputs, Take, session, cancellation);
            }
            catch (Exception exception) when (exception is OperationCanceledException || summary.Dumps > 0)
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
        Session session, CancellationToken cancellation)
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
                foreach (var stretch in Archive.PreviewImport(archive, inputs, cancellation, options.Stated(session.Clock)))
                {
                    take(report, [stretch]);
                }
            }
            else if (isThere || !options.Place.HasFolder)
            {
                Open().Import(inputs, stretches => take(report, stretches), cancellation, options.Stated(session.Clock));
            }
            else
            {
                Archive.ImportToNew(Open, inputs, Take, cancellation, options.Stated(session.Clock));
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
