using Archiver.Querying;

namespace Archiver.Cli;

/// <summary>A selection that named something and found nothing is worth a word and an exit code of its own.</summary>
internal static class NothingMatched
{
    public static int Check(int count, Selection selection, Archive archive, Session session)
    {
        if (count > 0 || selection.Limit == 0)
        {
            return ExitCode.Done;
        }

        if (selection.IsWhole)
        {
            session.SayAfterData("The archive is empty. `archiver import PATH` takes in files and folders.");
            return ExitCode.Done;
        }

        var reason = Reason(selection, archive);
        session.ComplainAfterData(reason.EndsWith('?') ? reason : reason + (archive.Count == 0
            ? " The archive is empty: `archiver import PATH` takes in files and folders."
            : " `archiver categories` shows what categories and dates there are, `archiver help query` what a query means."));
        return ExitCode.NothingMatched;
    }

    public static string Reason(Selection selection, Archive archive) =>
        archive.MissingCategory(selection) is not var (named, meant) ? "no article matches."
        : $"there is no category {named}.{(meant is null ? "" : $" Did you mean {meant}?")}";
}
