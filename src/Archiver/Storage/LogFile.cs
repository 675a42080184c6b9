using Microsoft.Win32.SafeHandles;

namespace Archiver.Storage;

/// <summary>
/// LiteDB's write-ahead log. LiteDB flushes it whenever its queue runs dry, once a page in practice, and does not order
/// a transaction's pages before the one that confirms them. This stream ignores those flushes and puts the barrier
/// where it belongs: a confirming page is written unconfirmed, everything is synced, and only then its first sector is
/// written again with the flag. So whatever the disk holds after a power cut, a confirmed transaction is whole.
/// </summary>
internal class LogFile(SafeFileHandle file, bool writable) : PageFile(file, writable)
{
    private readonly byte[] _confirming = new byte[Page.Size];
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _changed = new();
    private long _confirmed;
    private Exception? _failure;

    /// <summary>
    /// Drops what follows the last confirmed transaction: it was never acknowledged. Nobody may be reading. Where
    /// somebody is, it can stay: the log was not torn by a power cut then, and new transactions get higher numbers.
    /// </summary>
    public void DropUnconfirmed()
    {
        var confirmed = ConfirmedLength(File, Length);
        if (confirmed < RandomAccess.GetLength(File))
        {
            SetLength(confirmed);
        }
    }

    /// <summary>Not a sync: see <see cref="WaitFor"/>.</summary>
    public override void Flush()
    {
    }

    /// <summary>How many transactions were confirmed since the log was opened.</summary>
    public long Confirmed => Interlocked.Read(ref _confirmed);

    /// <summary>Waits until LiteDB's queue has written the transaction of this number, and the disk has it.</summary>
    /// <exception cref="IOException">Writing failed; the transaction does not count.</exception>
    public void WaitFor(long transaction)
    {
        while (Confirmed < transaction)
        {
            ThrowIfFailed();
            _changed.Wait();
            lock (_lock)
            {
                if (Confirmed < transaction && _failure is null)
                {
                    _changed.Reset();
                }
            }
        }

        ThrowIfFailed();
        Sync();
    }

    /// <summary>Reads the archive's first page as the last confirmed transaction that changed it left it.</summary>
    /// <returns>Whether the log has that page.</returns>
    public bool TryReadHeader(Span<byte> page)
    {
        var unconfirmed = new Dictionary<uint, long>();
        var found = -1L;
        Span<byte> head = stackalloc byte[Page.Confirmed + 1];
        for (var at = 0L; at < Length; at += Page.Size)
        {
            if (RandomAccess.Read(File, head, at) < head.Length)
            {
                break;
            }

            if (Page.IdOf(head) == 0)
            {
                unconfirmed[Page.TransactionOf(head)] = at;
            }

            if (head[Page.Confirmed] != 0 && unconfirmed.Remove(Page.TransactionOf(head), out var header))
            {
                found = header;
            }
        }

        return found >= 0 && RandomAccess.Read(File, page, found) == Page.Size;
    }

    /// <summary>
    /// Never throws: LiteDB's queue would wait for itself then, and its engine for the queue. What fails here is heard
    /// by who waits for a transaction, reads, or wants a checkpoint; whatever comes after it is dropped.
    /// </summary>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Volatile.Read(ref _failure) is not null)
        {
            return;
        }

        try
        {
            base.Write(buffer, offset, count);
        }
        catch (Exception exception)
        {
            lock (_lock)
            {
                _failure = exception;
                _changed.Set();
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ThrowIfFailed();
        return base.Read(buffer, offset, count);
    }

    protected override void WriteAt(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.Length != Page.Size || bytes[Page.Confirmed] == 0)
        {
            Put(bytes, offset);
            return;
        }

        bytes.CopyTo(_confirming);
        _confirming[Page.Confirmed] = 0;
        Put(_confirming, offset);
        Sync();
        _confirming[Page.Confirmed] = bytes[Page.Confirmed];
        Put(_confirming.AsSpan(0, Page.Sector), offset);
        lock (_lock)
        {
            Interlocked.Increment(ref _confirmed);
            _changed.Set();
        }
    }

    /// <exception cref="IOException">Something could not be written: the log ends before it.</exception>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    /// <summary>The length up to and including the last page that confirms a transaction.</summary>
    private static long ConfirmedLength(SafeFileHandle file, long length)
    {
        Span<byte> head = stackalloc byte[Page.Confirmed + 1];
        for (var end = length; end > 0; end -= Page.Size)
        {
            if (RandomAccess.Read(file, head, end - Page.Size) == head.Length && head[Page.Confirmed] != 0)
            {
                return end;
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _changed.Dispose();
        }

        base.Dispose(disposing);
    }
}
