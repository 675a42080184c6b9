using Archiver.Storage;
using Archiver.Verifying;

namespace Archiver.Maintenance;

/// <param name="Articles">How many articles the new archive has.</param>
/// <param name="Removed">How many its bin has.</param>
/// <param name="Revisions">How many older states.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsComplete">Whether everything that the damaged archive ever knew of is in it.</param>
/// <param name="Findings">What is damaged in the old one, and what was made of it.</param>
public sealed record SalvageResult(
    int Articles, int Removed, int Revisions, long Bytes, bool IsComplete, IReadOnlyList<Finding> Findings);

/// <summary>
/// Writes everything that is intact in a damaged archive into a new one. The old one is only read, page by page and
/// without LiteDB, so that nothing in it needs to be whole but what is saved.
/// </summary>
public static class Salvage
{
    private const string DraftSuffix = ".salvaging";

    /// <param name="path">The damaged archive's file.</param>
    /// <param name="file">The file to write, which may not be there.</param>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="report">Called now and then.</param>
    /// <param name="cancellation">Ends it; no file is written.</param>
    /// <exception cref="ArchiverException">Nothing could be saved, or not written; there is no new file.</exception>
    public static SalvageResult Run(
        string path, string file, TimeSpan wait, Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        using var old = new Verification(ArchivePages.Open(path, wait, cancellation));
        try
        {
            BackupPlace.Reserve(file, path, replace: null)?.Dispose();
            var damage = old.Run(quick: false, report, cancellation);
            using var draft = new DraftArchive(file, DraftSuffix);
            var articles = new SalvagedArticles(old);
            using (var target = draft.Begin())
            {
                articles.CopyTo(new ArchiveCopier(target), report, cancellation);
            }

            if (articles.Saved == 0 && !old.IsComplete)
            {
                throw new ArchiverException(Failure.Damaged,
                    $"Nothing in {path} is intact enough to be saved. Restore a backup.");
            }

            ArchiveCheck.Run(draft.Pages(), report, cancellation);
            var bytes = draft.Bytes;
            using (BackupPlace.Reserve(file, path, replace: null))
            {
                draft.Complete();
            }

            return new SalvageResult(articles.Articles, articles.Removed, articles.Revisions, bytes, old.IsComplete,
                [.. damage.Findings, .. articles.Notes]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException || FileFailure.IsTooLong(exception))
        {
            throw new ArchiverException(Failure.NotWritable, $"{file} cannot be written: {FileFailure.Reason(exception)}", exception);
        }
    }
}
