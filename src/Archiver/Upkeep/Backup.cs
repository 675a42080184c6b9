using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <param name="Articles">How many articles the backup has.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="File">Its file.</param>
public sealed record BackupResult(int Articles, long Bytes, string File);

/// <summary>
/// Copies an archive, as a reader sees it, into one file that needs no log. Others may read and write meanwhile. The
/// file appears when it is complete and proved.
/// </summary>
public static class Backup
{
    /// <param name="path">The archive's file.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="replace">Whether a file that is there may be replaced.</param>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="report">Called now and then.</param>
    /// <param name="cancellation">Ends it; what was there before stays.</param>
    /// <exception cref="ArchiverException">It could not be done; what was there before stays.</exception>
    public static BackupResult Run(string path, string file, bool replace, LockWait wait,
        Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        using var source = Database.OpenToRead(path, wait, cancellation);
        return FileFailure.InWords(file, "written", () => Copy(source, path, file, replace, report, cancellation));
    }

    private static BackupResult Copy(Database source, string path, string file, bool replace,
        Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        try
        {
            BackupPlace.Reserve(file, path, replace)?.Dispose();
            using var draft = new DraftArchive(file, ArchiveFiles.BackupSuffix, path);
            var (done, total) = (0L, source.Bytes / Page.Size);
            draft.Copy(source, () =>
            {
                cancellation.ThrowIfCancellationRequested();
                report(new MaintenanceProgress(MaintenanceStep.CopyPages, ++done, total));
            });

            // From here on the archive may move its log into its file again.
            source.Dispose();
            var articles = ArchiveCheck.Run(draft.Pages(), report, cancellation);
            var bytes = draft.Bytes;
            report(new MaintenanceProgress(MaintenanceStep.Replace, 0, 1));
            using (BackupPlace.Reserve(file, path, replace))
            {
                draft.Complete();
            }

            return new BackupResult(articles, bytes, Path.GetFullPath(file));
        }
        catch (IOException exception) when (DiskError.IsSharingViolation(exception))
        {
            throw new ArchiverException(Failure.Busy,
                $"Another process is writing {file}. Try again when it is done.", exception);
        }
    }
}
