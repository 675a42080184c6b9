using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Exporting;
using Archiver.Exporting.Formats;
using Archiver.Files;
using Archiver.Querying;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

internal static class ExportCommand
{
    /// <summary>How long an export that is cancelled may take to end at an article's end.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    public sealed record Options(ArchivePlace Place, Selection Selection, ExportFormat Format, string? Output, bool Force = false,
        bool IsFolder = false, ExportOptions? Shape = null);

    public static Command Create(Session session)
    {
        var verb = new Command("export", "Writes articles, whole.");
        var selection = new SelectionOptions(verb, session, SortOrder.AsImported, "in the order of import, which is also the fastest");
        var shape = new ExportShape(verb);
        selection.SetAction(verb, session, (parsed, selected) => Run(new Options(SharedOptions.PlaceOf(parsed, session), selected,
            shape.FormatOf(parsed), shape.OutputOf(parsed), shape.MayReplace(parsed), shape.IsFolder(parsed), shape.OptionsOf(parsed)), session));
        return HelpSection.AddTo(verb, "archiver export category:science --format jsonl --output science.jsonl\n"
            + "archiver export --format markdown --output ~/Notes/Articles",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.DoneInPart, ExitCode.NoArchive, ExitCode.Busy,
            ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        using var archive = options.Place.OpenToRead(cancellation);
        var isInPart = false;
        Func<ReadOnlyMemory<byte>>? readOriginal = null;
        var shape = (options.Shape ?? ExportOptions.Default) with
        {
            IsForTerminal = options.Output is null && session.OutputTerminal.IsTerminal,
            IsSorted = options.Selection.Order != SortOrder.AsImported,
            Now = session.Clock.GetUtcNow().UtcDateTime,
            Warn = message =>
            {
                isInPart = true;
                session.ComplainAfterData(message);
            },
            ReadOriginal = _ => readOriginal!(),
        };
        if (options.Output is not { } path)
        {
            return WriteTo(session.Output);
        }

        options.Place.Protect("--output", path, []);
        return options.IsFolder ? WriteInto(path) : NamedFile.Write(path, options.Force, WriteTo, cancellation);

        int WriteTo(Stream output)
        {
            // Where nobody reads what is written it would wait for ever.
            return Waiting.For(() =>
            {
                using var writer = options.Format.To(output, shape);
                var count = WriteAll(writer);
                if (options.Output is { } file && count > 0)
                {
                    session.Say($"Wrote {Figures.Count(count, "article")} to {file}.");
                }

                var code = NothingMatched.Check(count, options.Selection, archive, session);
                return code == ExitCode.Done && isInPart ? ExitCode.DoneInPart : code;
            }, cancellation, OutputGrace);
        }

        int WriteInto(string folder) => FileFailure.InWords(folder, "written", () =>
        {
            using var output = new OutputFolder(folder, options.Format.Name, options.Force,
                Archive.FilesOf(options.Place.Path).Select(RealPath.Of));
            using var writer = options.Format.Folder!(output, shape);
            var count = WriteAll(writer);
            if (count == 0)
            {
                return NothingMatched.Check(count, options.Selection, archive, session);
            }

            output.Complete();
            session.Say($"Wrote {Figures.Count(count, "article")} to {folder}: {(output.Written == 0 ? "nothing has changed"
                : $"{Figures.Count(output.Written, "file")} new or changed")}.");
            if (output.Kept == 0)
            {
                return isInPart ? ExitCode.DoneInPart : ExitCode.Done;
            }

            session.Complain($"{Figures.Count(output.Kept, "file")} in {folder} {(output.Kept == 1 ? "is" : "are")} of something else or "
                + $"changed since, and {(output.Kept == 1 ? "stays as it is" : "stay as they are")}: {output.FirstKept}"
                + $"{(output.Kept == 1 ? "" : " and others")}. Replace with --force.");
            return ExitCode.DoneInPart;
        });

        int WriteAll(ExportWriter writer)
        {
            // Where the articles themselves go by on the terminal, a bar would stand in the middle of them.
            var terminal = shape.IsForTerminal ? TerminalInfo.Pipe : session.ErrorTerminal;
            using var progress = Progress.Start(terminal, session.Error, "Exporting",
                options.Selection.IsWhole ? archive.Count : null);
            var count = 0;
            writer.Begin();
            foreach (var (article, text) in !writer.NeedsBody
                ? archive.SelectWithSummary(options.Selection).Select(each => (each.Article, (ArticleText?)each.Text))
                : !writer.NeedsOriginals
                ? archive.SelectWithText(options.Selection, writer.MayPass ? article => !writer.IsThere(article) : null)
                : archive.SelectWithOriginal(options.Selection).Select(each =>
                {
                    readOriginal = each.Original;
                    return (each.Article, (ArticleText?)each.Text);
                }))
            {
                cancellation.ThrowIfCancellationRequested();
                if (text is not null || !writer.Pass(article))
                {
                    writer.Write(article, text ?? archive.ReadText(article));
                }

                progress.Report(++count, count);
            }

            writer.Complete();
            return count;
        }
    }
}
