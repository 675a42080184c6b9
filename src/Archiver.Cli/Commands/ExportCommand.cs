using System.CommandLine;
using Archiver.Cli.Terminal;
using Archiver.Exporting;
using Archiver.Files;
using Archiver.Querying;
using Archiver.Statistics;

namespace Archiver.Cli.Commands;

internal static class ExportCommand
{
    /// <summary>How long an export that is cancelled may take to end at an article's end.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    public sealed record Options(ArchivePlace Place, Selection Selection, ExportFormat Format, string? Output, bool Force = false);

    public static Command Create(Session session)
    {
        var verb = new Command("export", "Writes articles, whole.");
        var selection = new SelectionOptions(verb, session, SortOrder.AsImported, "in the order of import, which is also the fastest");
        var format = new Option<ExportFormat>("--format")
        {
            Description = $"{string.Join("; ", ExportFormat.All.Select(known => $"{known.Name}, {known.Description}"))}.",
            HelpName = "FORMAT",
            DefaultValueFactory = _ => ExportFormat.All[0],
            CustomParser = result =>
            {
                var name = result.Tokens[0].Value;
                var named = ExportFormat.Named(name);
                if (named is null)
                {
                    result.AddError($"--format takes {string.Join(" or ", ExportFormat.All.Select(known => known.Name))}, not '{name}'.");
                }

                return named;
            },
        };
        var json = SharedOptions.Json("The same as --format json.");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "The file to write; it is complete or not there at all. Without it: standard output.",
            HelpName = "FILE",
        };
        verb.Options.Add(format);
        verb.Options.Add(json);
        var force = SharedOptions.Force("the file");
        verb.Options.Add(output);
        verb.Options.Add(force);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetResult(format)?.Tokens is [var name]
                && ExportFormat.Named(name.Value) is { } other && other != ExportFormat.Json)
            {
                result.AddError("--json and another --format exclude each other.");
            }
        });
        selection.SetAction(verb, session, (parsed, selected) => Run(new Options(SharedOptions.PlaceOf(parsed, session), selected,
            parsed.GetValue(format)!, parsed.GetValue(output), parsed.GetValue(force)), session));
        return HelpSection.AddTo(verb, "archiver export category:science --format jsonl --output science.jsonl",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive, ExitCode.Busy,
            ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        using var archive = options.Place.OpenToRead(cancellation);
        if (options.Output is not { } path)
        {
            return Write(session.Output);
        }

        options.Place.Protect("--output", path, []);
        return NamedFile.Write(path, options.Force, Write, cancellation);

        // Where nobody reads what is written it would wait for ever.
        int Write(Stream output) => Waiting.For(() => WriteAll(output), cancellation, OutputGrace);

        int WriteAll(Stream output)
        {
            using var writer = options.Format.To(output);
            // Where the articles themselves go by on the terminal, a bar would stand in the middle of them.
            var terminal = options.Output is null && session.OutputTerminal.IsTerminal ? TerminalInfo.Pipe : session.ErrorTerminal;
            using var progress = Progress.Start(terminal, session.Error, "Exporting",
                options.Selection.IsWhole ? archive.Count : null);
            var count = 0;
            writer.Begin();
            foreach (var (article, text) in archive.SelectWithText(options.Selection))
            {
                cancellation.ThrowIfCancellationRequested();
                writer.Write(article, text);
                progress.Report(++count, count);
            }

            writer.Complete();
            progress.Dispose();
            if (options.Output is { } file && count > 0)
            {
                session.Say($"Wrote {Wording.Count(count, "article")} to {file}.");
            }

            return NothingMatched.Check(count, options.Selection, archive, session);
        }
    }
}
