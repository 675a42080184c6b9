using System.Buffers.Binary;
using Archiver.Store.Documents.Pages;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents;

/// <summary>
/// The archive file. LiteDB writes it in a checkpoint only and flushes it once, at the end: then it is synced. Every
/// page has a checksum on the disk, which LiteDB never sees, and the first one a <see cref="Ledger"/>.
/// </summary>
internal class DataFile : PageFile
{
    private readonly byte[] _first = new byte[Page.Size];
    private readonly byte[] _sealed = new byte[Page.Size];

    /// <summary>The checksums of the pages that a checkpoint has written.</summary>
    private readonly Dictionary<uint, uint> _moved = [];

    public DataFile(SafeFileHandle file, bool writable)
        : base(file, writable)
    {
        SetKnownLength(RandomAccess.GetLength(file) / Page.Size * Page.Size);
        if (Length == 0)
        {
            return;
        }

        var first = FirstPage.Read(file, _first);
        if (!first.HasLedger || (!first.IsWhole && !first.MayBeTorn))
        {
            throw new InvalidDataException("its first page is not as it was written.");
        }

        Ledger = first.Ledger;
    }

    /// <summary>What the archive says of its log and its pages.</summary>
    public Ledger Ledger { get; private set; }

    /// <summary>Where it must be when something is acknowledged; null for one that nobody else opens.</summary>
    public string? Place { get; set; }

    /// <summary>Where the newest first page is if a checkpoint that was cut short has torn this one.</summary>
    public LogFile? Log { get; set; }

    /// <summary>Archives of older formats get no ledger: the programs that write them would not keep it.</summary>
    private bool KeepsLedger => ArchiveFormat.VersionOf(_first) >= Ledger.FirstFormat;

    public override void Flush()
    {
        if (CanWrite)
        {
            Sync();
        }
    }

    /// <summary>Notes that the log has so many pages, and returns when the disk has the note.</summary>
    public void NoteLog(uint pages, ulong sum)
    {
        if (KeepsLedger && Ledger.Exists)
        {
            Note(Ledger with { LogPages = pages, LogSum = sum });
        }
    }

    /// <summary>Notes which pages a checkpoint is going to write, before it does.</summary>
    /// <param name="pages">The pages that the log has.</param>
    public void BeginCheckpoint(IReadOnlyCollection<uint> pages)
    {
        _moved.Clear();
        if (pages.Count == 0 || !KeepsLedger || !Ledger.Exists || Ledger.IsInCheckpoint)
        {
            return;
        }

        var rest = pages.Aggregate(Ledger.PageSum, (sum, page) => sum - TermOf(page));
        Note(Ledger with { IsInCheckpoint = true, PageSum = rest });
    }

    /// <summary>Notes that the log is in the archive file now, before it is emptied.</summary>
    /// <param name="pages">How many pages the log had.</param>
    /// <param name="logSum">The checksum of the last of them.</param>
    public void EndCheckpoint(uint pages, ulong logSum)
    {
        if (KeepsLedger)
        {
            var sum = Ledger.Exists
                ? _moved.Aggregate(Ledger.PageSum, (sum, page) => sum + Ledger.Term(page.Key, page.Value))
                : Enumerable.Range(1, (int)(Length / Page.Size) - 1).Aggregate(0UL, (sum, page) => sum + TermOf((uint)page));
            Note(new Ledger
            {
                Archive = Ledger.Exists ? Ledger.Archive : Ledger.RandomNumber(),
                State = Ledger.RandomNumber(),
                PageSum = sum,
                FormerState = Ledger.State,
                FormerLogPages = pages,
                FormerLogSum = logSum,
            });
        }

        _moved.Clear();
    }

    /// <summary>
    /// Copies the pages byte for byte, whatever they hold: what a checkpoint that was cut short has torn is whole in the
    /// log, and what is damaged must not get a checksum that makes it right. The first page is as it was at opening.
    /// </summary>
    public void CopyTo(SafeFileHandle to, Action copied)
    {
        var page = new byte[Page.Size];
        var length = Length;
        for (var at = 0L; at < length; at += Page.Size, copied())
        {
            Copy(to, at, page);
        }

        RandomAccess.Write(to, _first, 0);
    }

    /// <exception cref="InvalidDataException">A page has not the content of its checksum.</exception>
    protected override bool ReadPage(Span<byte> page, long position)
    {
        if (position >= Length || !TryFill(page, position))
        {
            return false;
        }

        // A checkpoint that was cut short may leave any page torn. They all are in the log, and LiteDB reads them
        // there; but the first page it reads here, before it looks at the log.
        var number = position / Page.Size;
        return Page.TryOpen(page) || (number == 0 && Log?.TryReadFirst(page) == true)
            ? true
            : throw new InvalidDataException($"page {number}, at byte {position}, is not as it was written.");
    }

    protected override void WritePage(ReadOnlySpan<byte> page, long position)
    {
        page.CopyTo(_sealed);
        if (position == 0)
        {
            PutFirst(Page.Size);
            return;
        }

        Page.Seal(_sealed);
        Put(_sealed, position);
        _moved[(uint)(position / Page.Size)] = Page.TransactionOf(_sealed);
    }

    private void Note(Ledger ledger)
    {
        Ledger = ledger;
        _first.CopyTo(_sealed.AsSpan());
        PutFirst(Page.Sector);
        Sync();
    }

    /// <summary>Writes the first page, or its beginning, with the ledger as it is now.</summary>
    private void PutFirst(int length)
    {
        _sealed.AsSpan().CopyTo(_first);
        if (KeepsLedger && Ledger.Exists)
        {
            Ledger.Write(_sealed);
        }

        Page.Seal(_sealed);
        Put(_sealed.AsSpan(0, length), 0);
        _sealed.AsSpan().CopyTo(_first);
    }

    /// <summary>What a page adds to the sum, as it lies in the file; nothing where the file ends before it.</summary>
    private ulong TermOf(uint page)
    {
        Span<byte> head = stackalloc byte[Page.Transaction + sizeof(uint)];
        return TryFill(head, (long)page * Page.Size)
            ? Ledger.Term(page, BinaryPrimitives.ReadUInt32LittleEndian(head[Page.Transaction..]))
            : 0;
    }
}
