using System.IO.Hashing;
using LiteDB;

namespace Archiver.Storage;

/// <summary>The one definition of the hash behind checksums and paragraph identity: XXH3, 64 bits, seed 0.</summary>
internal static class Checksum
{
    private const string Field = "check";

    public static ulong Of(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

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
        new(Failure.Damaged, $"{what} does not have the content of its checksum. Restore the archive from a backup.");

    private static int Of(BsonDocument document) => (int)Of(BsonSerializer.Serialize(document));
}
