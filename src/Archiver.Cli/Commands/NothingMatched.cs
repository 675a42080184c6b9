using Archiver.Querying;

namespace Archiver.Cli.Commands;

/// <summary>A selection that named something and found nothing is worth a word and an exit code of its own.</summary>
internal static class NothingMatched
{
    public static int Check(int count, Selection selection, Session session)
    {
        if (count > 0 || selection.IsWhole || selection.Limit == 0)
        {
            return ExitCode.Done;
        }

        session.ComplainAfterData("no article matches. `archiver categories` shows what categories and dates there are, "
            + "`archiver help query` what a query means.");
        return ExitCode.NothingMatched;
    }
}
