using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents.Pages;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents;

/// <summary>
/// An archive's documents. A writer has them through LiteDB, over Archiver's own streams; a reader reads the pages
/// directly. A transaction is durable when <see cref="WaitFor"/> has returned for it; of LiteDB's own one could not
/// tell when they are. One thread writes; any number read.
/// </summary>
internal sealed partial class Database : IDisposable
{
    /// <summary>A log of this size is worth a checkpoint in the middle of an import.</summary>
    private const long LogLimit = 256L << 20;

    /// <summary>
    /// How long a finished import waits for readers before it leaves the checkpoint to the next writer. Tests set it: their
    /// readers are of the same process, and do not end meanwhile.
    /// </summary>
    public static TimeSpan CheckpointWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Engines that failed, kept from the garbage collector: LiteDB cannot let go of the pages of a transaction that was
    /// cut off, and would throw so in a finalizer, which ends the process.
    /// </summary>
    private static readonly List<EngineDocuments> Abandoned = [];

    /// <summary>Tests put files here that record what reaches the disk, and make it fail; else null.</summary>
    public static AsyncLocal<PageFiles?>? Files { get; set; }

    private readonly string _path;
    private ArchiveLock? _lock;
    private readonly LogFile? _log;
    private readonly DataFile _data;
    private readonly IDocumentReader _documents;
    private long _transactions;
    private bool _isNew;
    private bool _failed;

    private Database(string path, ArchiveLock? @lock, DataFile data, LogFile? log, IDocumentReader documents) =>
        (_path, _lock, _data, _log, _documents) = (path, @lock, data, log, documents);

    private EngineDocuments Engine =>
        _documents as EngineDocuments ?? throw new InvalidOperationException("The archive is open to read only.");

    /// <summary>The archive's file: where links lead to.</summary>
    public string Location => _path;

    /// <summary>Whether something was committed since this reader opened the archive. No checkpoint was: readers hold it off.</summary>
    public bool HasChangedSince => ArchiveFiles.HasLog(_path)
        && new FileInfo(ArchiveFiles.LogPath(_path)).Length > (_log?.Content.FileLength ?? 0);

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
        Guard(() =>
        {
            Engine.Commit();
            _transactions++;
            if (_log!.Length > LogLimit)
            {
                _log.WaitFor(_transactions);
                Checkpoint(TimeSpan.Zero, CancellationToken.None);
            }
        });
        return _transactions;
    }

    /// <summary>Waits until the disk has a transaction; any thread may.</summary>
    public void WaitFor(long transaction) => Guard(() => _log!.WaitFor(transaction));

    /// <summary>Moves the log into the archive file, unless readers hold it off or a failure came first.</summary>
    public void Finish()
    {
        if (!_failed)
        {
            Guard(() => Checkpoint(CheckpointWait, CancellationToken.None));
        }
    }

    /// <summary>
    /// Takes the archive away again if it was made when this writer opened it, and nothing was committed. Then it can only
    /// be disposed of.
    /// </summary>
    public void DropIfNew()
    {
        if (_isNew && _transactions == 0)
        {
            Drop(_path);
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
            $"Other processes are reading {_path}; it was left as it was.")
        {
            OnCommandLine = "Try again when they are done, or wait longer with --wait SECONDS.",
        };
        Guard(() =>
        {
            MoveLog();
            if (_log!.Length > 0)
            {
                throw new IOException("Its log could not be moved into it.");
            }

            replace();
        });
    }

    /// <summary>
    /// Gives the archive the mark of this version, in its file and not only in its log: an older program looks at the
    /// file, and must not write to what it does not know. What is there already is right as it is.
    /// </summary>
    private void Upgrade(LockWait wait, CancellationToken cancellation)
    {
        if (Engine.SetMark(ArchiveFormat.CurrentMark))
        {
            _transactions++;
            _log!.WaitFor(_transactions);
        }

        if (!Checkpoint(wait, cancellation))
        {
            throw new ArchiverException(Failure.Busy,
                $"{_path} has an older format and is upgraded before it is written to, but other processes are reading it.")
            {
                OnCommandLine = "Try again when they are done, or wait longer with --wait SECONDS.",
            };
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
        if (_documents is EngineDocuments engine)
        {
            if (_failed)
            {
                lock (Abandoned)
                {
                    Abandoned.Add(engine);
                }
            }

            engine.Dispose();
        }

        _data.Dispose();
        _log?.Dispose();
        _lock?.Dispose();
    }

    private void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

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
