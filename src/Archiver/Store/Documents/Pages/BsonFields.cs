using Archiver.Articles;
using LiteDB;

namespace Archiver.Store.Documents.Pages;

/// <summary>Fields of documents that may hold anything: a right checksum says who wrote a document last, not what.</summary>
internal static class BsonFields
{
    /// <exception cref="ArchiverException">It is no such number, or a negative one.</exception>
    public static int RequireInt32(this BsonDocument document, string name) =>
        document[name] is { IsInt32: true } value && value.AsInt32 >= 0 ? value.AsInt32 : throw Unusable(name);

    /// <exception cref="ArchiverException">It is no date and time.</exception>
    public static DateTime RequireDateTime(this BsonDocument document, string name) =>
        document[name] is { IsDateTime: true } value ? value.AsDateTime : throw Unusable(name);

    /// <exception cref="ArchiverException">It is no array.</exception>
    public static BsonArray RequireArray(this BsonDocument document, string name) =>
        document[name] is { IsArray: true } value ? value.AsArray : throw Unusable(name);

    private static ArchiverException Unusable(string name) =>
        new(Failure.Damaged, $"The field \"{name}\" of a document cannot be used.");
}
