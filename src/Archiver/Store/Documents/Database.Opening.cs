using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents.Pages;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents;

/// <content>Opens archives, and refuses what must not be read or written.</content>
internal sealed partial class Database
{
    /// <summary>The archive as it stands now; later commits are not seen, and no checkpoint happens while it is open.</summary>
    public static Database OpenToRead(string path, LockWait wait, CancellationToken cancellation)
    {
        ArchiveFormat.Require(path);
        return Guard(path, () =>
        {
            path = RealPath.OfFile(path);

            // Before the lock, so that a file which is no archive gets no lock file beside it.
            ArchiveFormat.Check(path, hasLog: ArchiveFiles.HasLog(path), isHeld: false);
            return Locked(ArchiveLock.Read(path, wait, cancellation), held =>
            {
                ArchiveFormat.Check(path, ArchiveFiles.HasLog(path));
                var dataFile = DiskFile.OpenArchive(path, FileAccess.Read);
                SafeFileHandle? logFile = null;
                try
                {
                    // What the archive says of its log first: while it is looked for, another process may begin it.
                    var data = new DataFile(dataFile, writable: false);
                    logFile = ArchiveFiles.HasLog(path)
                        ? DiskFile.Open(ArchiveFiles.LogPath(path), FileAccess.Read)
                        : null;
                    var log = logFile is null ? null : new LogFile(logFile, data, writable: false);
                    var content = log?.Content ?? LogContent.Read(null, data.Ledger);
                    LogProblems.Refuse(content.Problem, path);
                    return new Database(path, held, data, log, new PageReader(new ArchivePages(dataFile, logFile, content: content)));
                }
                catch
                {
                    dataFile.Dispose();
                    logFile?.Dispose();
                    throw;
                }
            });
        });
    }

    /// <summary>The archive for writing, made if there is none; waits for another writer.</summary>
    public static Database OpenToWrite(string path, LockWait wait, CancellationToken cancellation) => Guard(path, () =>
    {
        path = RealPath.OfFile(path);
        if (FileFailure.IsThere(path))
        {
            ArchiveFormat.Check(path, ArchiveFiles.HasLog(path), isHeld: false);
        }
        else
        {
            RefuseName(path);
            RefuseLogOfAnother(path);
        }

        return Locked(ArchiveLock.Write(path, wait, cancellation), held =>
        {
            DropDraft(path);
            var isNew = !FileFailure.IsThere(path);
            if (isNew)
            {
                RefuseLogOfAnother(path);
                using var file = OutputFile.Create(path);
                file.Stream.Write(EmptyArchive.Create());
                file.Complete();
            }

            RefuseSecondName(path);
            try
            {
                return Opened(path, held, isNew, wait, cancellation);
            }
            catch when (isNew)
            {
                Drop(path);
                throw;
            }
        });
    });

    private static Database Opened(
        string path, ArchiveLock held, bool isNew, LockWait wait, CancellationToken cancellation)
    {
        var version = ArchiveFormat.Check(path, ArchiveFiles.HasLog(path));
        var files = Files?.Value ?? new PageFiles();
        var data = files.Data(DiskFile.OpenArchive(path, FileAccess.ReadWrite));
        var log = OpenLog(path, files, data);
        var database = new Database(path, held, data, log, new EngineDocuments(data, log)) { _isNew = isNew };
        try
        {
            // Only what is in the archive file can be continued in another layout, or after a checkpoint that was cut short.
            var mustBeMoved = log.Content.IsPlain || data.Ledger.IsInCheckpoint || !data.Ledger.Exists;
            if (log.Length > 0 && !database.Checkpoint(mustBeMoved ? wait : CheckpointWait, cancellation) && mustBeMoved)
            {
                throw new ArchiverException(Failure.Busy,
                    $"The log of {path} must be moved into it before it is written to, but other processes are reading it.")
                {
                    OnCommandLine = "Try again when they are done, or wait longer with --wait SECONDS.",
                };
            }

            if (version < ArchiveFormat.Version)
            {
                database.Upgrade(wait, cancellation);
            }
            else if (!data.Ledger.Exists)
            {
                // An upgrade that was cut short.
                data.EndCheckpoint(0, 0);
                log.DropUnconfirmed();
            }

            return database;
        }
        catch
        {
            database._failed = true;
            database.Dispose();
            throw;
        }
    }

    /// <summary>Takes an archive away that was made a moment ago, and into which nothing came. Its writer's lock is held.</summary>
    private static void Drop(string path)
    {
        File.Delete(path);
        File.Delete(ArchiveFiles.LogPath(path));
    }

    /// <summary>The log to write to: made where there is none, and refused where it is another's.</summary>
    private static LogFile OpenLog(string path, PageFiles files, DataFile data)
    {
        var place = ArchiveFiles.LogPath(path);
        var isNew = !FileFailure.IsThere(place);
        SafeFileHandle? file = null;
        try
        {
            file = CompanionFile.Open(place, path, FileMode.OpenOrCreate);
            if (isNew)
            {
                DiskFile.SyncFolderOf(path);
            }

            var log = files.Log(file, data);
            LogProblems.Refuse(log.Content.Problem, path);
            log.DropUnconfirmed();
            (data.Place, log.Place) = (path, place);
            return log;
        }
        catch
        {
            file?.Dispose();
            data.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="OpenToWrite"/>, but only an archive that is there.</summary>
    public static Database OpenToRewrite(string path, LockWait wait, CancellationToken cancellation)
    {
        ArchiveFormat.Require(path);
        return OpenToWrite(path, wait, cancellation);
    }

    /// <summary>An archive that is still being made, over files that nobody else opens: there is nobody to lock out.</summary>
    public static Database OpenDraft(string path, DataFile data, LogFile log) => Guard(path, () =>
    {
        log.DropUnconfirmed();
        return new Database(path, null, data, log, new EngineDocuments(data, log));
    });

    /// <summary>What compacting left where it was killed. What is not that stays, and only compacting minds.</summary>
    private static void DropDraft(string path)
    {
        if (ArchiveFiles.ForeignInDraft(path + ArchiveFiles.DraftSuffix) is null)
        {
            foreach (var left in ArchiveFiles.DraftFiles(path))
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>Refuses to make an archive where another would take it for a file of its own, or where not all of its own can be.</summary>
    private static void RefuseName(string path)
    {
        if (ArchiveFiles.OwnerOf(path, ArchiveFormat.IsArchive) is { } owner)
        {
            throw new ArchiverException(Failure.General,
                $"{path} is the name of a file that belongs to the archive {owner}. Name another file with --archive FILE.");
        }

        if (!ArchiveFiles.HasShortName(path))
        {
            throw new ArchiverException(Failure.NotWritable,
                $"{path} cannot be made: its name is too long. Name another file with --archive FILE.");
        }
    }

    /// <summary>A log without its archive has what was acknowledged last, and its archive may only be away for a moment.</summary>
    private static void RefuseLogOfAnother(string path)
    {
        var log = ArchiveFiles.LogPath(path);
        if (new FileInfo(log) is { Exists: true, Length: > 0 })
        {
            throw new ArchiverException(Failure.General,
                $"{log} is the log of an archive that is not at {path} any more, and has what was imported last. "
                + "It was left as it is: move it to its archive, or away.");
        }
    }

    /// <summary>Under another name the file would have another log and other locks, and two programs could write to it.</summary>
    private static void RefuseSecondName(string path)
    {
        if (FileStatus.Of(path) is { IsKnown: true, Links: > 1 })
        {
            throw new ArchiverException(Failure.NotWritable,
                $"{path} has a second name (a hard link), under which another program could write to it at once. "
                + "Nothing was written. Remove the other name, or copy the file.");
        }
    }

    private static Database Guard(string path, Func<Database> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is not (ArchiverException or OperationCanceledException))
        {
            throw StorageError.Describe(exception, path);
        }
    }

    private static Database Locked(ArchiveLock held, Func<ArchiveLock, Database> open)
    {
        try
        {
            return open(held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }
}
