using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Statistics;

namespace Archiver.Cli;

/// <summary>What the program says when nothing is asked of it: how to use it, and the state of the archive.</summary>
internal static class Overview
{
    public static int Write(ArchivePlace place, Session session)
    {
        session.Text.WriteLine("""
            Archiver keeps the articles you have read, in one file.

              archiver import PATH...   take in what a reading app copied; - is standard input
              archiver search WORDS     find articles, the best first
              archiver show ARTICLE     read one
              archiver --help           all verbs; `archiver VERB --help` explains one

            """);
        session.Text.WriteLine($"Archive: {VisibleText.Of(Path.GetFullPath(place.Path))}");
        try
        {
            using var archive = place.OpenToRead();
            session.Text.WriteLine(archive.LastImport() is not { } last ? "It is empty." : string.Create(CultureInfo.InvariantCulture,
                $"{Wording.Count(archive.Count, "article")}; the last new one came in on {TimeZoneInfo.ConvertTimeFromUtc(last, session.Clock.LocalTimeZone):yyyy-MM-dd HH:mm}."));
        }
        catch (ArchiverException none) when (none.Failure == Failure.NoArchive && !Path.Exists(place.Path))
        {
            session.Text.WriteLine("There is none yet; the first import makes it.");
        }

        return ExitCode.Done;
    }
}
