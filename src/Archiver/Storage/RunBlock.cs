using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LiteDB;

namespace Archiver.Storage;

/// <summary>
/// The documents a run is made of. A block's data is the checksum of what follows, then 12 bytes an entry: key and
/// number, little-endian. It fills one page of LiteDB and no more.
/// </summary>
internal static class RunBlock
{
    public const string Collection = "runs";

    public const int Capacity = 672;

    public const int EntrySize = sizeof(ulong) + sizeof(uint);

    private const int CheckSize = sizeof(ulong);

    public static BsonDocument ToDocument(int number, ReadOnlySpan<RunEntry> entries)
    {
        var data = new byte[CheckSize + (entries.Length * EntrySize)];
        var rest = data.AsSpan(CheckSize);
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, entry.Key);
            BinaryPrimitives.WriteUInt32LittleEndian(rest[sizeof(ulong)..], entry.Stored);
            rest = rest[EntrySize..];
        }

        return Sealed(number, data);
    }

    public static BsonDocument ToFences(int number, IReadOnlyList<ulong> firstKeys)
    {
        var data = new byte[CheckSize + (firstKeys.Count * sizeof(ulong))];
        for (var block = 0; block < firstKeys.Count; block++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(CheckSize + (block * sizeof(ulong))), firstKeys[block]);
        }

        return Sealed(number, data);
    }

    /// <summary>The entries' bytes of a block, checked.</summary>
    public static ReadOnlyMemory<byte> Read(int number, Func<int, BsonDocument?> find)
    {
        byte[]? data = find(number)?["data"].AsBinary;
        if (data is null || data.Length < CheckSize
            || BinaryPrimitives.ReadUInt64LittleEndian(data) != CheckOf(number, data.AsSpan(CheckSize)))
        {
            throw new ArchiverException(Failure.Damaged,
                $"Block {number} of the archive's runs is {(data is null ? "missing" : "damaged")}. "
                + "Restore the archive from a backup.");
        }

        return data.AsMemory(CheckSize);
    }

    public static int CountOf(ReadOnlyMemory<byte> block) => block.Length / EntrySize;

    public static RunEntry EntryOf(ReadOnlyMemory<byte> block, int index)
    {
        var bytes = block.Span.Slice(index * EntrySize, EntrySize);
        return new RunEntry(BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[sizeof(ulong)..]));
    }

    public static ulong[] ReadFences(int number, Func<int, BsonDocument?> find)
    {
        var data = Read(number, find).Span;
        var keys = new ulong[data.Length / sizeof(ulong)];
        for (var block = 0; block < keys.Length; block++)
        {
            keys[block] = BinaryPrimitives.ReadUInt64LittleEndian(data[(block * sizeof(ulong))..]);
        }

        return keys;
    }

    private static BsonDocument Sealed(int number, byte[] data)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(data, CheckOf(number, data.AsSpan(CheckSize)));
        return new BsonDocument { ["_id"] = number, ["data"] = data };
    }

    private static ulong CheckOf(int number, ReadOnlySpan<byte> content) =>
        Checksum.Of(content) ^ Checksum.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));
}
