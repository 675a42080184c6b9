using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Texts;
using LiteDB;

namespace Archiver.Store.Documents.Pages;

/// <summary>The checksums of documents: of all their fields, or, of packs and blocks, of what they are there for.</summary>
internal static class DocumentChecksum
{
    /// <summary>Bytes of the checksum that a block's data begins with.</summary>
    public const int BlockSize = sizeof(ulong);

    private const string Field = "check";

    /// <summary>Adds the checksum of a document's other fields to it: its lower half, because articles are many.</summary>
    public static BsonDocument Seal(BsonDocument document)
    {
        document.Remove(Field);
        document[Field] = Of(document);
        return document;
    }

    /// <summary>Takes the checksum off a document again.</summary>
    /// <exception cref="ArchiverException">It is not that of the other fields: the document is damaged.</exception>
    public static BsonDocument Open(BsonDocument document, string what)
    {
        var check = document[Field];
        document.Remove(Field);
        return check.IsInt32 && check.AsInt32 == Of(document)
            ? document
            : throw Mismatch(what);
    }

    /// <summary>What to say of a document that is damaged.</summary>
    public static ArchiverException Mismatch(string what) =>
        new(Failure.Damaged, $"{what} does not have the content of its checksum.");

    private static int Of(BsonDocument document) => (int)Checksum.Of(BsonSerializer.Serialize(document));

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
