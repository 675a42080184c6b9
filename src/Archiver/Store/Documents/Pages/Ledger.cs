using System.Buffers.Binary;
using Archiver.Texts;

namespace Archiver.Store.Documents.Pages;

/// <summary>
/// What an archive's first page says of its log and of its own pages, so that neither can be missing, cut, older or
/// another archive's without being noticed. It lies in bytes that LiteDB leaves alone, and with its checksum in one sector:
/// the disk has it whole, the old one or the new one.
/// </summary>
internal readonly record struct Ledger
{
    /// <summary>The first format whose archives have one.</summary>
    public const int FirstFormat = 3;

    private const int At = 112;
    private const int Size = 72;
    private const int CheckAt = 64;

    /// <summary>A random number that a new archive gets; its backups have it, too.</summary>
    public long Archive { get; init; }

    /// <summary>A random number for what the archive file holds, new with each checkpoint. The log that continues it has it.</summary>
    public long State { get; init; }

    /// <summary>How many pages the log must have.</summary>
    public uint LogPages { get; init; }

    /// <summary>The checksum of the last of them, which covers all before it.</summary>
    public ulong LogSum { get; init; }

    /// <summary>
    /// The sum of the archive file's pages but the first; during a checkpoint of those only that the log has no newer one of.
    /// </summary>
    public ulong PageSum { get; init; }

    /// <summary>Whether a checkpoint has begun and did not end: pages that the log has may be torn in the file.</summary>
    public bool IsInCheckpoint { get; init; }

    /// <summary>The state before the last checkpoint, and how many pages its log had: that log is of no more use.</summary>
    public long FormerState { get; init; }

    public uint FormerLogPages { get; init; }

    /// <summary>The checksum of the last of these.</summary>
    public ulong FormerLogSum { get; init; }

    /// <summary>Whether there is one: archives of formats before 3 have none.</summary>
    public bool Exists => State != 0;

    /// <summary>What a page adds to the sum of all pages.</summary>
    /// <param name="number">The page's number; the first does not count, for this lies in it.</param>
    /// <param name="checksum">Its checksum, as it lies in it.</param>
    public static ulong Term(uint number, uint checksum)
    {
        if (number == 0)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[2 * sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[sizeof(uint)..], checksum);
        return Checksum.Of(bytes);
    }

    public static long RandomNumber() => Random.Shared.NextInt64(1, long.MaxValue);

    /// <summary>Reads the one in an archive's first page.</summary>
    /// <param name="page">The page, or its first sector.</param>
    /// <param name="ledger">What stands there; one that does not exist where nothing does.</param>
    /// <returns>Whether it is as it was written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> page, out Ledger ledger)
    {
        var bytes = page.Slice(At, Size);
        ledger = default;
        if (bytes.IndexOfAnyExcept((byte)0) < 0)
        {
            return true;
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[CheckAt..]) != Checksum.Of(bytes[..CheckAt]))
        {
            return false;
        }

        ledger = new Ledger
        {
            Archive = BinaryPrimitives.ReadInt64LittleEndian(bytes),
            State = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            LogSum = BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
            PageSum = BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]),
            FormerState = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            LogPages = BinaryPrimitives.ReadUInt32LittleEndian(bytes[40..]),
            FormerLogPages = BinaryPrimitives.ReadUInt32LittleEndian(bytes[44..]),
            IsInCheckpoint = bytes[48] != 0,
            FormerLogSum = BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]),
        };
        return ledger.Exists;
    }

    public void Write(Span<byte> page)
    {
        var bytes = page.Slice(At, Size);
        bytes.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Archive);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], State);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], LogSum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], PageSum);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], FormerState);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[40..], LogPages);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[44..], FormerLogPages);
        bytes[48] = IsInCheckpoint ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[56..], FormerLogSum);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[CheckAt..], Checksum.Of(bytes[..CheckAt]));
    }
}
