namespace Archiver.Store.Documents.Pages;

/// <summary>A document that was read and is intact. What its fields hold is not believed.</summary>
/// <param name="Bytes">Its BSON, from its length to its last byte.</param>
internal sealed record Document(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Lets pass what is the document of this number, and intact.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static Document Prove(ReadOnlyMemory<byte> bytes, string collection, int? number = null)
    {
        var (_, found, isIntact) = StoredBson.Look(bytes.Span);
        return isIntact && found == (number ?? found)
            ? new Document(bytes)
            : throw new InvalidDataException($"document {number ?? found} of {collection} is not as it was written. Restore a backup.");
    }

    public int Number => this["_id"u8].AsInt32 ?? 0;

    /// <summary>The first field of this name; one that holds nothing where there is none.</summary>
    public StoredBson.Field this[ReadOnlySpan<byte> name] => StoredBson.FieldOf(Bytes.Span, name);
}
