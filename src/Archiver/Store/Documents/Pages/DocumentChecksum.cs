using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Archiver.Texts;

namespace Archiver.Store.Documents.Pages;

/// <summary>
/// The checksums of documents that have one of what they are there for, and not of all their fields
/// (<see cref="DocumentBuilder.Seal"/>).
/// </summary>
internal static class DocumentChecksum
{
    /// <summary>Bytes of the checksum that a block's data begins with.</summary>
    public const int BlockSize = sizeof(ulong);

    /// <summary>The checksum of a part of a pack.</summary>
    public static ulong OfPack(int id, int part, int parts, int length, ReadOnlySpan<byte> data)
    {
        var hash = new System.IO.Hashing.XxHash3();
        Span<byte> head = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(head, id);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], part);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], parts);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], length);
        hash.Append(head);
        hash.Append(data);
        return hash.GetCurrentHashAsUInt64();
    }

    /// <summary>Whether a document's data has the content of its checksum.</summary>
    public static bool IsBlockIntact(int number, ReadOnlySpan<byte> data) => data.Length >= BlockSize
        && BinaryPrimitives.ReadUInt64LittleEndian(data) == OfBlock(number, data[BlockSize..]);

    public static ulong OfBlock(int number, ReadOnlySpan<byte> content) =>
        Checksum.Of(content) ^ Checksum.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));
}
