using LiteDB.Engine;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Storage;

/// <summary>
/// The LiteDB engine over Archiver's own streams. A transaction is durable when <see cref="WaitFor"/> has returned for
/// it, which LiteDB's own are not at any time one could tell. One thread writes; any number read.
/// </summary>
internal sealed partial class Database : IDisposable
{
    /// <summary>A log of this size is worth a checkpoint in the middle of an import.</summary>
    private const long LogLimit = 256L << 20;

    /// <summary>How long a finished import waits for readers before it leaves the checkpoint to the next writer.</summary>
    private static readonly TimeSpan CheckpointWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Engines that failed, kept from the garbage collector: LiteDB cannot let go of the pages of a transaction that was
    /// cut off, and would throw so in a finalizer, which ends the process.
    /// </summary>
    private static readonly List<LiteEngine> Abandoned = [];

    /// <summary>Tests put files here that record what reaches the disk, and make it fail; else null.</summary>
    public static AsyncLocal<PageFiles?>? Files { get; set; }

    private readonly string _path;
    private readonly ArchiveLock? _lock;
    private readonly LogFile? _log;
    private readonly DataFile _data;
    private readonly LiteEngine? _engine;
    private readonly PageReader? _reader;
    private long _transactions;
    private bool _failed;

    /// <summary>An archive to read.</summary>
    private Database(string path, ArchiveLock @lock, DataFile data, LogFile? log, PageReader reader) =>
        (_path, _lock, _data, _log, _reader) = (path, @lock, data, log, reader);

    private Database(string path, ArchiveLock? @lock, DataFile data, LogFile? log, bool writable)
    {
        (_path, _lock, _data, _log) = (path, @lock, data, log);
        _engine = new LiteEngine(new EngineSettings
        {
            DataStream = data,
            LogStream = (Stream?)log ?? new MemoryStream(),
            TempStream = new MemoryStream(),
            ReadOnly = !writable,
        });
    }

    /// <summary>The archive as it stands now; later commits are not seen, and no checkpoint happens while it is open.</summary>
    public static Database OpenToRead(string path, TimeSpan wait, CancellationToken cancellation)
    {
        Require(path);
        return Guard(path, () =>
        {
            path = RealPath.OfFile(path);

            // Before the lock, so that a file which is no archive gets no lock file beside it.
            ArchiveFormat.Check(path, hasLog: ArchiveFiles.HasLog(path));
            return Locked(ArchiveLock.Read(path, wait, cancellation), held =>
            {
                ArchiveFormat.Check(path, ArchiveFiles.HasLog(path));
                var dataFile = Open(path, FileAccess.Read);
                var logFile = ArchiveFiles.HasLog(path) ? DiskFile.Open(ArchiveFiles.LogPath(path), FileAccess.Read) : null;
                try
                {
                    var data = new DataFile(dataFile, writable: false);
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
    public static Database OpenToWrite(string path, TimeSpan wait, CancellationToken cancellation) => Guard(path, () =>
    {
        path = RealPath.OfFile(path);
        if (FileFailure.IsThere(path))
        {
            ArchiveFormat.Check(path, ArchiveFiles.HasLog(path));
        }
        else
        {
            RefuseLogOfAnother(path);
        }

        return Locked(ArchiveLock.Write(path, wait, cancellation), held =>
        {
            foreach (var left in ArchiveFiles.DraftFiles(path))
            {
                File.Delete(left);
            }

            if (!FileFailure.IsThere(path))
            {
                RefuseLogOfAnother(path);
                using var file = OutputFile.Create(path);
                file.Stream.Write(ArchiveFormat.Empty());
                file.Complete();
            }

            RefuseSecondName(path);
            var version = ArchiveFormat.Check(path, ArchiveFiles.HasLog(path));
            var files = Files?.Value ?? new PageFiles();
            var data = files.Data(Open(path, FileAccess.ReadWrite));
            var log = OpenLog(path, files, data);
            var database = new Database(path, held, data, log, writable: true);
            try
            {
                // Only what is in the archive file can be continued in another layout, or after a checkpoint that was cut short.
                var mustBeMoved = log.Content.IsPlain || data.Ledger.IsInCheckpoint;
                if (log.Length > 0 && !database.Checkpoint(mustBeMoved ? wait : CheckpointWait, cancellation) && mustBeMoved)
                {
                    throw new ArchiverException(Failure.Busy,
                        $"The log of {path} must be moved into it before it is written to, but other processes are reading it. "
                        + "Try again when they are done, or wait longer with --wait SECONDS.");
                }

                if (version < ArchiveFormat.Version)
                {
                    database.Upgrade(wait, cancellation);
                }
                else if (!data.Ledger.Exists)
                {
                    // An upgrade that was cut short.
                    data.EndCheckpoint(0);
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
        });
    });

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
    public static Database OpenToRewrite(string path, TimeSpan wait, CancellationToken cancellation)
    {
        Require(path);
        return OpenToWrite(path, wait, cancellation);
    }

    /// <summary>An archive that is still being made, over files that nobody else opens: there is nobody to lock out.</summary>
    public static Database OpenDraft(string path, DataFile data, LogFile? log) => Guard(path, () =>
    {
        log?.DropUnconfirmed();
        return new Database(path, null, data, log, writable: log is not null);
    });

    /// <summary>Refuses a path where nothing is, or nothing that could be an archive.</summary>
    public static void Require(string path)
    {
        if (!FileFailure.IsThere(path))
        {
            throw new ArchiverException(Failure.NoArchive,
                $"There is no archive at {path}. Import something first, or name another file with --archive FILE.");
        }

        ArchiveFormat.RefusePipe(path);
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

    private LiteEngine Engine => _engine ?? throw new InvalidOperationException("The archive is open to read only.");

    /// <summary>The archive's file: where links lead to.</summary>
    public string Location => _path;

    /// <summary>Whether something was committed since this reader opened the archive. No checkpoint was: readers hold it off.</summary>
    public bool HasChangedSince => ArchiveFiles.HasLog(_path) && new FileInfo(ArchiveFiles.LogPath(_path)).Length > (_log?.Content.FileLength ?? 0);

    /// <summary>The bytes of the archive and its log.</summary>
    public long Bytes => _data.Length + (_log?.Length ?? 0);

    /// <summary>Where an import keeps what it must compare; the file goes with the import.</summary>
    public string SpoolPath => _path + ArchiveFiles.SpoolSuffix;

    /// <summary>The index of the words: a cache.</summary>
    public string SearchPath => _path + ArchiveFiles.SearchSuffix;

    /// <summary>Ends the transaction; the disk has it when <see cref="WaitFor"/> returns.</summary>
    /// <returns>The transaction's number.</returns>
    public long Commit()
    {
        InTurn(() => Engine.Commit());
        _transactions++;
        Guard(() =>
        {
            if (_log!.Length > LogLimit)
            {
                _log.WaitFor(_transactions);
                Checkpoint(TimeSpan.Zero, CancellationToken.None);
            }

            return true;
        });
        return _transactions;
    }

    /// <summary>Waits until the disk has a transaction; any thread may.</summary>
    public void WaitFor(long transaction) => Guard(() =>
    {
        _log!.WaitFor(transaction);
        return true;
    });

    /// <summary>Moves the log into the archive file, unless readers hold it off or a failure came first.</summary>
    public void Finish()
    {
        if (!_failed)
        {
            Guard(() => Checkpoint(CheckpointWait, CancellationToken.None));
        }
    }

    /// <summary>Copies the archive as this reader sees it, a page at a time.</summary>
    /// <param name="data">Takes the archive file.</param>
    /// <param name="log">Takes the log.</param>
    /// <param name="copied">Called after each page.</param>
    public void CopyPages(SafeFileHandle data, SafeFileHandle log, Action copied)
    {
        _data.CopyTo(data, copied);
        _log?.CopyTo(log, copied);
    }

    /// <summary>
    /// Lets a file take the archive's place. While it does, nobody reads, and the log is empty: what stands in it is of
    /// the old file, and would be applied to the new one. After this the archive can only be disposed of.
    /// </summary>
    /// <param name="replace">Puts the file in its place, in one step.</param>
    /// <param name="wait">How long to wait for readers.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public void ReplaceWith(Action replace, TimeSpan wait, CancellationToken cancellation)
    {
        using var alone = ArchiveLock.TryCheckpoint(_path, wait, cancellation) ?? throw new ArchiverException(Failure.Busy,
            $"Other processes are reading {_path}; it was left as it was. Try again when they are done, or wait longer "
            + "with --wait SECONDS.");
        Guard(() =>
        {
            MoveLog();
            if (_log!.Length > 0)
            {
                throw new IOException("Its log could not be moved into it.");
            }

            replace();
            return true;
        });
    }

    /// <summary>
    /// Gives the archive the mark of this version, in its file and not only in its log: an older program looks at the
    /// file, and must not write to what it does not know. What is there already is right as it is.
    /// </summary>
    private void Upgrade(TimeSpan wait, CancellationToken cancellation)
    {
        if (Engine.Pragma(ArchiveFormat.MarkPragma, ArchiveFormat.CurrentMark))
        {
            _transactions++;
            _log!.WaitFor(_transactions);
        }

        if (!Checkpoint(wait, cancellation))
        {
            throw new ArchiverException(Failure.Busy,
                $"{_path} has an older format and is upgraded before it is written to, but other processes are reading it. "
                + "Try again when they are done, or wait longer with --wait SECONDS.");
        }
    }

    private bool Checkpoint(TimeSpan wait, CancellationToken cancellation)
    {
        if (_lock is null)
        {
            MoveLog();
            return true;
        }

        using var exclusive = ArchiveLock.TryCheckpoint(_path, wait, cancellation);
        if (exclusive is null)
        {
            return false;
        }

        _log!.ThrowIfFailed();
        MoveLog();
        return true;
    }

    private void MoveLog()
    {
        _data.BeginCheckpoint([.. _log!.Content.Pages.Keys]);
        Engine.Checkpoint();
    }

    public void Dispose()
    {
        if (_failed && _engine is not null)
        {
            lock (Abandoned)
            {
                Abandoned.Add(_engine);
            }
        }

        _engine?.Dispose();
        _data.Dispose();
        _log?.Dispose();
        _lock?.Dispose();
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is not (ArchiverException or OperationCanceledException))
        {
            _failed = true;
            throw StorageError.Describe(exception, _path);
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

    private static SafeFileHandle Open(string path, FileAccess access) =>
        DiskFile.Placed(File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete));
}
