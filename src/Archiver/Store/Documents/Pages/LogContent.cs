using System.Buffers.Binary;
using System.IO.Hashing;
using Archiver.Texts;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents.Pages;

/// <summary>What is wrong between an archive and the log beside it.</summary>
internal enum LogProblem
{
    None,

    /// <summary>It continues another archive.</summary>
    OtherArchive,

    /// <summary>It continues another state of this archive.</summary>
    OtherState,

    /// <summary>The log is missing or empty, although there must be one.</summary>
    Missing,

    /// <summary>It ends, or is not as it was written, before what was acknowledged last.</summary>
    Damaged,

    /// <summary>It is no log at all.</summary>
    SomethingElse,
}

/// <summary>
/// What an archive's log holds: LiteDB's pages, in the order in which they were written, each followed by a checksum of
/// itself and everything before it. It begins with the names of the archive and of the state that it continues.
/// </summary>
/// <remarks>Before format 3 a log was LiteDB's pages and nothing else; such a log is read, and never continued.</remarks>
internal sealed class LogContent
{
    /// <summary>What stands before the first page: a mark, the archive, the state, and the checksum of these.</summary>
    public const int HeaderSize = 32;

    /// <summary>What a page takes in the file.</summary>
    public const int EntrySize = Page.Size + sizeof(ulong);

    private const int Batch = 32;

    private readonly Dictionary<uint, List<(uint Id, uint Entry)>> _pending = [];
    private readonly Dictionary<uint, uint> _pages = [];
    private ulong _sum;
    private uint _seen;

    private LogContent(bool isPlain, ulong sum) => (IsPlain, _sum, Sum) = (isPlain, sum, sum);

    private static ReadOnlySpan<byte> Mark => "ARC-LOG\u0003"u8;

    /// <summary>Whether it has a log's layout of before format 3.</summary>
    public bool IsPlain { get; }

    public LogProblem Problem { get; private set; }

    /// <summary>How many of its entries count: up to the last that confirms a transaction.</summary>
    public uint Entries { get; private set; }

    /// <summary>How many there are, confirmed or not.</summary>
    public uint Appended => _seen;

    /// <summary>The checksum of these.</summary>
    public ulong Sum { get; private set; }

    /// <summary>The length of the file when it was looked at.</summary>
    public long FileLength { get; private init; }

    /// <summary>Whether what it held is in the archive file, and it was only not emptied any more.</summary>
    public bool IsMoved { get; private init; }

    /// <summary>The entry that has the newest confirmed version of each page.</summary>
    public IReadOnlyDictionary<uint, uint> Pages => _pages;

    /// <summary>Where an entry's page lies in the file.</summary>
    public long PlaceOf(uint entry) => IsPlain ? (long)entry * Page.Size : HeaderSize + ((long)entry * EntrySize);

    /// <summary>A log that nothing was written to yet.</summary>
    public static LogContent Begin(Ledger ledger, out byte[] header)
    {
        header = new byte[HeaderSize];
        Mark.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8), ledger.Archive);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), ledger.State);
        var sum = Checksum.Of(header.AsSpan(0, 24));
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), sum);
        return new LogContent(isPlain: false, sum);
    }

    /// <summary>Looks through a log.</summary>
    /// <param name="file">The log; null where there is none.</param>
    /// <param name="ledger">What the archive says of it.</param>
    public static LogContent Read(SafeFileHandle? file, Ledger ledger)
    {
        var length = file is null ? 0 : RandomAccess.GetLength(file);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file is not null && ReadWhole(file, header, 0) && header[..Mark.Length].SequenceEqual(Mark))
        {
            return ReadEntries(file, header, length, ledger);
        }

        if (!ledger.Exists)
        {
            return ReadPlain(file, length);
        }

        // A header is on the disk before anything follows it; of one that is not, no more than itself can be there.
        return new LogContent(isPlain: false, 0)
        {
            FileLength = length,
            Problem = (IsUnfinished(header, length) || IsZero(file!), ledger.LogPages > 0) switch
            {
                (true, true) => LogProblem.Missing,
                (true, false) => LogProblem.None,
                (false, true) => LogProblem.Damaged,
                (false, false) => LogProblem.SomethingElse,
            },
        };
    }

    /// <summary>Whether there is no more than a header, and that as a power cut may leave it: some of it, and zeros.</summary>
    private static bool IsUnfinished(ReadOnlySpan<byte> header, long length)
    {
        for (var at = 0; at < Mark.Length; at++)
        {
            if (header[at] != Mark[at] && header[at] != 0)
            {
                return false;
            }
        }

        return length <= HeaderSize;
    }

    /// <summary>Reads the page of an entry.</summary>
    /// <returns>Whether it is as it was written; of a log of before format 3, whether it is there.</returns>
    public bool TryReadPage(SafeFileHandle file, uint entry, Span<byte> page)
    {
        if (IsPlain)
        {
            return ReadWhole(file, page, PlaceOf(entry));
        }

        // Before the page stands what its checksum goes on from.
        Span<byte> bytes = stackalloc byte[sizeof(ulong) + EntrySize];
        if (!ReadWhole(file, bytes, PlaceOf(entry) - sizeof(ulong)))
        {
            return false;
        }

        bytes.Slice(sizeof(ulong), Page.Size).CopyTo(page);
        return XxHash3.HashToUInt64(page, BinaryPrimitives.ReadInt64LittleEndian(bytes))
            == BinaryPrimitives.ReadUInt64LittleEndian(bytes[(sizeof(ulong) + Page.Size)..]);
    }

    /// <summary>Takes note of a page that is appended.</summary>
    /// <returns>The checksum that follows it.</returns>
    public ulong Add(ReadOnlySpan<byte> page)
    {
        _sum = XxHash3.HashToUInt64(page, (long)_sum);
        Note(page);
        return _sum;
    }

    /// <summary>Forgets what follows the last confirmed transaction.</summary>
    public void DropUnconfirmed()
    {
        _pending.Clear();
        (_seen, _sum) = (Entries, Sum);
    }

    private static LogContent ReadEntries(SafeFileHandle file, ReadOnlySpan<byte> header, long length, Ledger ledger)
    {
        var sum = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]);
        var content = new LogContent(isPlain: false, sum) { FileLength = length };
        var archive = BinaryPrimitives.ReadInt64LittleEndian(header[8..]);
        var state = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
        if (sum != Checksum.Of(header[..24]))
        {
            content.Problem = ledger.LogPages > 0 ? LogProblem.Damaged
                : length > HeaderSize ? LogProblem.SomethingElse
                : LogProblem.None;
            return content;
        }

        var sumThere = content.Walk(file, ledger.LogPages);
        if (!ledger.Exists)
        {
            return content;
        }

        if (state != ledger.State)
        {
            // What the last checkpoint moved is in the archive; it was only not emptied any more.
            var isMoved = length <= HeaderSize
                || (state == ledger.FormerState && content.Entries == ledger.FormerLogPages && content.Sum == ledger.FormerLogSum);
            return new LogContent(isPlain: false, 0)
            {
                FileLength = length,
                IsMoved = isMoved,
                Problem = !isMoved ? (archive == ledger.Archive ? LogProblem.OtherState : LogProblem.OtherArchive)
                    : ledger.LogPages > 0 ? LogProblem.Missing
                    : LogProblem.None,
            };
        }

        if (content.Entries < ledger.LogPages || (ledger.LogPages > 0 && sumThere != ledger.LogSum))
        {
            content.Problem = LogProblem.Damaged;
        }

        return content;
    }

    /// <summary>Reads entries as long as their checksums are right.</summary>
    /// <returns>The checksum of that many entries.</returns>
    private ulong Walk(SafeFileHandle file, uint entries)
    {
        var bytes = new byte[Batch * EntrySize];
        var sumThere = 0UL;
        for (var at = (long)HeaderSize; ; at += bytes.Length)
        {
            var read = ReadUpTo(file, bytes, at);
            for (var start = 0; start + EntrySize <= read; start += EntrySize)
            {
                var page = bytes.AsSpan(start, Page.Size);
                var sum = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(start + Page.Size));
                if (XxHash3.HashToUInt64(page, (long)_sum) != sum)
                {
                    return sumThere;
                }

                Add(page);
                if (_seen == entries)
                {
                    sumThere = _sum;
                }
            }

            if (read < bytes.Length)
            {
                return sumThere;
            }
        }
    }

    private static LogContent ReadPlain(SafeFileHandle? file, long length)
    {
        var content = new LogContent(isPlain: length > 0, 0) { FileLength = length };
        if (file is null || length == 0)
        {
            return content;
        }

        Span<byte> page = stackalloc byte[Page.Size];
        var first = page[..ReadUpTo(file, page, 0)];

        // The pages of a log have the number of a transaction, those of a LiteDB file have none, those of an archive
        // their checksum. A full disk or a power cut may have left the first one in part.
        if (first.Length < Page.Sector
            ? first.IndexOfAnyExcept((byte)0) >= 0
            : first[Page.Type] > Page.LastType || first[Page.Confirmed] > 1 || Page.TransactionOf(first) == Page.NoTransaction
                || (first.Length == Page.Size && Page.TryOpen(first)))
        {
            content.Problem = LogProblem.SomethingElse;
            return content;
        }

        var head = page[..(Page.Confirmed + 1)];
        for (var at = 0L; at + Page.Size <= length && ReadWhole(file, head, at); at += Page.Size)
        {
            content.Note(head);
        }

        return content;
    }

    /// <summary>What LiteDB does when it opens a log: a transaction counts once one of its pages confirms it.</summary>
    private void Note(ReadOnlySpan<byte> page)
    {
        var entry = _seen++;
        if (IsPlain && page[..(Page.Confirmed + 1)].IndexOfAnyExcept((byte)0) < 0)
        {
            return;
        }

        var transaction = Page.TransactionOf(page);
        if (!_pending.TryGetValue(transaction, out var pages))
        {
            _pending[transaction] = pages = [];
        }

        pages.Add((Page.IdOf(page), entry));
        if (page[Page.Confirmed] == 0)
        {
            return;
        }

        pages.ForEach(each => _pages[each.Id] = each.Entry);
        _pending.Remove(transaction);
        (Entries, Sum) = (_seen, _sum);
    }

    private static bool IsZero(SafeFileHandle file)
    {
        var bytes = new byte[Batch * EntrySize];
        for (var at = 0L; ; at += bytes.Length)
        {
            var read = ReadUpTo(file, bytes, at);
            if (read == 0 || bytes.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return read == 0;
            }
        }
    }

    private static bool ReadWhole(SafeFileHandle file, Span<byte> bytes, long at) =>
        ReadUpTo(file, bytes, at) == bytes.Length;

    private static int ReadUpTo(SafeFileHandle file, Span<byte> bytes, long at)
    {
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes[read..], at + read) is > 0 and var got)
        {
            read += got;
        }

        return read;
    }
}
