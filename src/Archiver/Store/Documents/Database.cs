using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents.Pages;
using LiteDB.Engine;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents;

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
    public void ReplaceWith(Action replace, LockWait wait, CancellationToken cancellation)
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
    private void Upgrade(LockWait wait, CancellationToken cancellation)
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

    private bool Checkpoint(LockWait wait, CancellationToken cancellation)
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
        _log!.RequirePlaces();
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
}
