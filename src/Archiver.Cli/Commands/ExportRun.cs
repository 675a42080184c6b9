using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Formats;
using Archiver.Files;
using Archiver.Querying;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

/// <summary>One export: to standard output, to a file, or into a folder.</summary>
internal sealed class ExportRun
{
    /// <summary>How long an export that is cancelled may take to end at an article's end.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private readonly ExportCommand.Options _options;
    private readonly Session _session;
    private readonly Archive _archive;
    private readonly CancellationToken _cancellation;
    private readonly ExportOptions _shape;

    /// <summary>Whether something could not be written as it is.</summary>
    private bool _isInPart;

    public ExportRun(ExportCommand.Options options, Session session, Archive archive, CancellationToken cancellation)
    {
        (_options, _session, _archive, _cancellation) = (options, session, archive, cancellation);
        _shape = options.Shape with
        {
            IsForTerminal = options.Output is null && session.OutputTerminal.IsTerminal,
            IsSorted = options.Selection.Order != SortOrder.AsImported,
            Now = session.Clock.GetUtcNow().UtcDateTime,
            Warn = message =>
            {
                _isInPart = true;
                session.ComplainAfterData(message);
            },
        };
    }

    /// <returns>The exit code.</returns>
    public int Write()
    {
        if (_options.Output is not { } path)
        {
            return WriteTo(_session.Output);
        }

        _options.Place.Protect("--output", path, []);
        return _options.IsFolder
            ? FileFailure.InWords(path, "written", () => WriteInto(path))
            : NamedFile.Write(path, _options.Force, WriteTo, _cancellation);
    }

    /// <summary>Where nobody reads what is written it would wait for ever.</summary>
    private int WriteTo(Stream output) => Waiting.For(() =>
    {
        using var writer = _options.Format.To(output, _shape);
        var count = WriteAll(writer);
        if (_options.Output is { } file && count > 0)
        {
            _session.Say($"Wrote {Figures.Count(count, "article")} to {file}.");
        }

        var code = NothingMatched.Check(count, _options.Selection, _archive, _session);
        return code == ExitCode.Done && _isInPart ? ExitCode.DoneInPart : code;
    }, _cancellation, OutputGrace);

    private int WriteInto(string folder)
    {
        using var output = new OutputFolder(folder, _options.Format.Name, _options.Force,
            Archive.FilesOf(_options.Place.Path).Select(RealPath.Of));
        using var writer = _options.Format.Folder!(output, _shape);
        var count = WriteAll(writer);
        if (count == 0)
        {
            return NothingMatched.Check(count, _options.Selection, _archive, _session);
        }

        output.Complete();
        var changes = output.Written == 0 ? "nothing has changed" : $"{Figures.Count(output.Written, "file")} new or changed";
        _session.Say($"Wrote {Figures.Count(count, "article")} to {folder}: {changes}.");
        if (output.Kept == 0)
        {
            return _isInPart ? ExitCode.DoneInPart : ExitCode.Done;
        }

        var (are, stay, others) = output.Kept == 1 ? ("is", "stays as it is", "") : ("are", "stay as they are", " and others");
        _session.Complain($"{Figures.Count(output.Kept, "file")} in {folder} {are} of something else or changed since, "
            + $"and {stay}: {output.FirstKept}{others}. Replace with --force.");
        return ExitCode.DoneInPart;
    }

    private int WriteAll(ExportWriter writer)
    {
        // Where the articles themselves go by on the terminal, a bar would stand in the middle of them.
        var terminal = _shape.IsForTerminal ? TerminalInfo.Pipe : _session.ErrorTerminal;
        using var progress = Progress.Start(terminal, _session.Error, "Exporting", _options.Selection.IsWhole ? _archive.Count : null);
        var count = 0;
        writer.Begin();
        foreach (var (article, text) in Articles(writer))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (text is not null || !writer.Pass(article))
            {
                writer.Write(article, text ?? _archive.ReadText(article));
            }

            progress.Report(++count, count);
        }

        writer.Complete();
        return count;
    }

    /// <summary>The articles, with the text of those that may not be passed over.</summary>
    private IEnumerable<(Article Article, ArticleText? Text)> Articles(ExportWriter writer) => writer.MayPass
        ? _archive.SelectWithText(_options.Selection, article => !writer.IsThere(article))
        : _archive.SelectWithText(_options.Selection, writer.Needs).Select(pair => (pair.Article, (ArticleText?)pair.Text));
}
