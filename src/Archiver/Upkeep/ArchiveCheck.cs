using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <summary>Proves that an archive is whole by reading all of it.</summary>
internal static class ArchiveCheck
{
    /// <summary>What is said of a damaged archive at most.</summary>
    private const int Examples = 3;

    /// <param name="pages">The archive, which this owns.</param>
    /// <param name="report">Called now and then.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isKept">What is wrong with the texts themselves, and may stay so; null where nothing may.</param>
    /// <returns>How many articles it has.</returns>
    /// <exception cref="ArchiverException">It is not whole; the message says what is damaged.</exception>
    public static int Run(ArchivePages pages, Action<MaintenanceProgress> report,
        CancellationToken cancellation, Predicate<Finding>? isKept = null)
    {
        using var verification = new Verification(pages);
        var result = verification.Run(quick: false, report, cancellation);
        result = isKept is null
            ? result
            : result with { Findings = [.. result.Findings.Where(finding => !isKept(finding))] };
        return result.Findings is []
            ? result.Articles
            : throw new ArchiverException(Failure.Damaged, "The archive is damaged: "
                + string.Join("; ", result.Findings.Take(Examples).Select(finding => finding.What))
                + (result.Findings.Count > Examples ? $"; and {result.Findings.Count - Examples} more" : "")
                + ".");
    }
}
