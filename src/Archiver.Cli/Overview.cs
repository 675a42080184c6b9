using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Texts;

namespace Archiver.Cli;

/// <summary>What the program says when nothing is asked of it: how to use it, and the state of the archive.</summary>
internal static class Overview
{
    private const int UsageWidth = 26;

    private static readonly (string Usage, string Does)[] Uses =
    [
        ("archiver import PATH...", "take in dumps, web pages, exports of apps"),
        ("archiver search WORDS", "find articles, the best first"),
        ("archiver show ARTICLE", "read one"),
        ("archiver --help", "see all that it can do"),
    ];

    public static int Write(ArchivePlace place, Session session)
    {
        WriteWrapped("Archiver keeps the articles you have read, in one file.", session);
        session.Text.WriteLine();
        foreach (var (usage, does) in Uses)
        {
            var line = $"  {usage,-UsageWidth}{does}";
            session.Text.WriteLine(line.Length < session.OutputTerminal.Width ? line : $"  {usage}\n      {does}");
        }

        session.Text.WriteLine();
        session.Text.WriteLine($"Archive: {VisibleText.Of(Path.GetFullPath(place.Path))}");
        try
        {
            using var archive = place.OpenToRead();
            WriteWrapped(Contents(archive, session), session);
        }
        catch (ArchiverException none) when (none.Failure == Failure.NoArchive && !Path.Exists(place.Path))
        {
            WriteWrapped("There is none yet; the first import makes it.", session);
        }

        return ExitCode.Done;
    }

    private static string Contents(Archive archive, Session session)
    {
        if (archive.LastImport() is not { } last)
        {
            return "It is empty.";
        }

        var local = TimeZoneInfo.ConvertTimeFromUtc(last, session.Clock.LocalTimeZone);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Figures.Count(archive.Count, "article")}; the last new one came in on {local:yyyy-MM-dd HH:mm}.");
    }

    private static void WriteWrapped(string text, Session session)
    {
        var console = session.OutputTerminal;
        foreach (var line in console.IsTerminal ? TextLayout.Wrap(text, console.Width) : [text])
        {
            session.Text.WriteLine(line);
        }
    }
}
