using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using LiteDB;

namespace Archiver.Tests.Store;

/// <summary>Documents as tests make and change them.</summary>
internal static class TestDocuments
{
    /// <summary>The fields of a document, to be changed.</summary>
    public static BsonDocument FieldsOf(this Database database, string collection, int number) =>
        StoredBson.Deserialize(database.Find(collection, number)!);

    /// <summary>A document as it is read once it has been written.</summary>
    public static Document Stored(this BsonDocument fields) => new(BsonSerializer.Serialize(fields));
}
