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
    /// <summary>What is added to the name of a backup until it is complete, and to that for its log.</summary>
    private const string DraftSuffix = ".backing-up";

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
        var source = Database.OpenToRead(path, wait, cancellation);
        try
        {
            BackupPlace.Reserve(file, path, replace)?.Dispose();
            using var draft = new DraftArchive(file, DraftSuffix, path);
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
            throw new ArchiverException(Failure.Busy, $"Another process is writing {file}. Try again when it is done.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException || FileFailure.IsTooLong(exception))
        {
            throw new ArchiverException(Failure.NotWritable, $"{file} cannot be written: {FileFailure.Reason(exception)}", exception);
        }
        finally
        {
            source.Dispose();
        }
    }
}
