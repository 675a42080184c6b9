using System.CommandLine;
using Archiver.Cli.Options;
using Archiver.Exporting;
using Archiver.Exporting.Formats;
using Archiver.Querying;

namespace Archiver.Cli.Commands;

internal static class ExportCommand
{
    public sealed record Options(ArchivePlace Place, Selection Selection, ExportFormat Format, ExportOptions Shape)
    {
        /// <summary>The file or folder; null for standard output.</summary>
        public string? Output { get; init; }

        public bool IsFolder { get; init; }

        /// <summary>Whether what is there is replaced.</summary>
        public bool Force { get; init; }
    }

    public static Command Create(Session session)
    {
        var verb = new Command("export", "Writes articles, whole.");
        var selection = new SelectionOptions(verb, session, SortOrder.AsImported, "in the order of import, which is also the fastest");
        var shape = new ExportShape(verb);
        selection.SetAction(verb, session, (parsed, selected) => Run(
            new Options(SharedOptions.PlaceOf(parsed, session), selected, shape.FormatOf(parsed), shape.OptionsOf(parsed))
            {
                Output = shape.OutputOf(parsed),
                IsFolder = shape.IsFolder(parsed),
                Force = shape.MayReplace(parsed),
            }, session));
        return HelpSection.AddTo(verb, "archiver export category:science --format jsonl --output science.jsonl\n"
            + "archiver export --format markdown --output ~/Notes/Articles",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.DoneInPart, ExitCode.NoArchive, ExitCode.Busy,
            ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        using var archive = options.Place.OpenToRead(cancellation);
        return new ExportRun(options, session, archive, cancellation).Write();
    }
}
