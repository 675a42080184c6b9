using System.Buffers.Binary;
using Archiver.Store.Documents.Pages;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents;

/// <summary>
/// LiteDB's write-ahead log. LiteDB flushes it whenever its queue runs dry, once a page in practice, and does not order
/// a transaction's pages before the one that confirms them. This stream ignores those flushes. Each page is followed by
/// a checksum of itself and everything before it, so a page that was lost or torn ends the log; when a page confirms a
/// transaction the log is synced, and then the archive file is told how far it reaches. So whatever the disk holds after
/// a power cut, a transaction is there whole or not at all, and what was acknowledged is known to be there.
/// </summary>
internal class LogFile : PageFile
{
    private readonly byte[] _entry = new byte[LogContent.EntrySize];
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _changed = new();
    private readonly DataFile _data;
    private LogContent _content;
    private byte[]? _header;
    private long _confirmed;
    private Exception? _failure;

    /// <param name="file">The log's file.</param>
    /// <param name="data">The archive's, which says what the log must be.</param>
    /// <param name="writable">Whether pages are appended.</param>
    public LogFile(SafeFileHandle file, DataFile data, bool writable)
        : base(file, writable)
    {
        _data = data;
        _data.Log = this;
        _content = LogContent.Read(file, data.Ledger);
        SetKnownLength((long)_content.Entries * Page.Size);
    }

    /// <summary>What it holds.</summary>
    public LogContent Content => _content;

    /// <summary>Where it must be when something is acknowledged; null for one that nobody else opens.</summary>
    public string? Place { get; set; }

    /// <summary>
    /// Drops what follows the last confirmed transaction: it was never acknowledged. A reader has no use for it, for it
    /// looks at nothing that is not confirmed.
    /// </summary>
    public void DropUnconfirmed()
    {
        if (_content.Entries == 0)
        {
            Begin();
        }
        else if (!_content.IsPlain)
        {
            _content.DropUnconfirmed();
            if (_content.PlaceOf(_content.Entries) < _content.FileLength)
            {
                Truncate(_content.PlaceOf(_content.Entries));
            }
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
    }

    /// <summary>Reads the archive's first page as the last confirmed transaction that changed it left it.</summary>
    /// <returns>Whether the log has that page.</returns>
    public bool TryReadFirst(Span<byte> page) =>
        _content.Pages.TryGetValue(0, out var entry) && ReadPage(page, (long)entry * Page.Size);

    /// <summary>What a checkpoint does last: everything is in the archive file, which is told so, and the log is emptied.</summary>
    public override void SetLength(long value)
    {
        if (value != 0)
        {
            throw new InvalidOperationException("A log is emptied or goes on.");
        }

        _data.EndCheckpoint(_content.Entries, _content.Sum);
        Begin();
        SetKnownLength(0);
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

    /// <exception cref="IOException">Something could not be written: the log ends before it.</exception>
    public void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    /// <summary>Copies what counts of it, as it lies in the file.</summary>
    public void CopyTo(SafeFileHandle to, Action copied)
    {
        var bytes = new byte[LogContent.EntrySize];
        var end = _content.PlaceOf(_content.Entries);
        for (var at = 0L; at < end; at += bytes.Length, copied())
        {
            Copy(to, at, bytes.AsSpan(0, (int)Math.Min(bytes.Length, end - at)));
        }
    }

    /// <exception cref="InvalidDataException">The page has not the content of its checksum.</exception>
    protected override bool ReadPage(Span<byte> page, long position) =>
        position < Length && (_content.TryReadPage(File, (uint)(position / Page.Size), page) ? true
            : throw new InvalidDataException($"page {position / Page.Size} of its log is not as it was written."));

    protected override void WritePage(ReadOnlySpan<byte> page, long position)
    {
        var number = _content.Appended;
        if (_content.IsPlain || position != (long)number * Page.Size)
        {
            throw new InvalidOperationException("Pages are appended to a log one after the other.");
        }

        if (_header is not null)
        {
            // Before anything follows it: whatever the power leaves, a log that has more than a header says whose it is.
            Put(_header, 0);
            Sync();
            _header = null;
        }

        page.CopyTo(_entry);
        BinaryPrimitives.WriteUInt64LittleEndian(_entry.AsSpan(Page.Size), _content.Add(page));
        Put(_entry, _content.PlaceOf(number));

        if (page[Page.Confirmed] == 0)
        {
            return;
        }

        Sync();
        RequirePlaces();
        _data.NoteLog(_content.Entries, _content.Sum);
        lock (_lock)
        {
            Interlocked.Increment(ref _confirmed);
            _changed.Set();
        }
    }

    /// <summary>What is written to a file that has been moved or replaced is not in the archive.</summary>
    /// <exception cref="IOException">One of the two files has been.</exception>
    public void RequirePlaces()
    {
        if (Place is not null && !(IsAt(Place) && _data.IsAt(_data.Place!)))
        {
            throw new IOException("the archive or its log was moved, replaced or deleted while it was written to. "
                + "What was acknowledged before is in the files that were there.");
        }
    }

    /// <summary>Begins it anew. The sync of its header is that of its emptying: till then the archive knows it for moved.</summary>
    private void Begin()
    {
        ChangeLength(0);
        _content = LogContent.Begin(_data.Ledger, out _header);
    }

    private void Truncate(long length)
    {
        ChangeLength(length);
        Sync();
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
