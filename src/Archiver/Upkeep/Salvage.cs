using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents.Pages;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <param name="Articles">How many articles the new archive has.</param>
/// <param name="Removed">How many its bin has.</param>
/// <param name="Revisions">How many older states.</param>
/// <param name="Losses">What those have lost.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsComplete">Whether everything that the damaged archive ever knew of is in it.</param>
/// <param name="Findings">What is damaged in the old one, and what was made of it.</param>
public sealed record SalvageResult(int Articles, int Removed, int Revisions, SalvageLosses Losses, long Bytes, bool IsComplete,
    IReadOnlyList<Finding> Findings);

/// <summary>How many of the articles, articles in the bin and older states have lost what.</summary>
/// <param name="Text">All or a part of their text.</param>
/// <param name="Original">Only the bytes that they were imported from.</param>
/// <param name="Details">Their details: they were found by their text.</param>
public readonly record struct SalvageLosses(int Text, int Original, int Details);

/// <summary>
/// Writes everything that can be read of a damaged archive into a new one. The old one is only read, page by page and
/// without LiteDB, so that nothing in it needs to be whole but what is saved.
/// </summary>
public static class Salvage
{
    /// <param name="path">The damaged archive's file.</param>
    /// <param name="file">The file to write, which may not be there.</param>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="report">Called now and then.</param>
    /// <param name="cancellation">Ends it; no file is written.</param>
    /// <param name="clock">Says what time it is; null for the system's.</param>
    /// <exception cref="ArchiverException">Nothing could be saved, or not written; there is no new file.</exception>
    public static SalvageResult Run(
        string path, string file, LockWait wait, Action<MaintenanceProgress> report, CancellationToken cancellation,
        TimeProvider? clock = null) => Run(ArchivePages.Open(path, wait, cancellation), path, file, report, cancellation, clock);

    /// <summary>
    /// Writes what can be read of pages that are open already, and owned from now on, into a new archive.
    /// </summary>
    internal static SalvageResult Run(
        ArchivePages pages, string path, string file, Action<MaintenanceProgress> report, CancellationToken cancellation,
        TimeProvider? clock = null)
    {
        using var old = new Verification(pages);
        return FileFailure.InWords(file, "written", () =>
        {
            BackupPlace.Reserve(file, path, replace: null)?.Dispose();
            var damage = old.Run(quick: false, report, cancellation);
            using var draft = new DraftArchive(file, ArchiveFiles.SalvageSuffix, path);
            var articles = new SalvagedArticles(old, (clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);
            using (var target = draft.Begin())
            {
                articles.CopyTo(new ArchiveCopier(target), report, cancellation);
            }

            if (articles.Saved == 0 && !old.IsComplete)
            {
                throw new ArchiverException(Failure.Damaged,
                    $"Nothing in {path} is intact enough to be saved.");
            }

            // A text that should not be as it is would be lost if it were not copied.
            ArchiveCheck.Run(draft.Pages(), report, cancellation, finding => finding.Kind is FindingKind.Line or FindingKind.Text);
            var bytes = draft.Bytes;
            using (BackupPlace.Reserve(file, path, replace: null))
            {
                draft.Complete();
            }

            return new SalvageResult(articles.Articles, articles.Removed, articles.Revisions, articles.Losses, bytes,
                old.IsComplete && articles.Losses == default && articles.IsEverythingSaved, [.. damage.Findings, .. articles.Notes]);
        });
    }
}
