using System.Globalization;
using Archiver.Storage;
using LiteDB;

namespace Archiver.Searching;

/// <summary>Which state of which archive an index shows.</summary>
/// <param name="Catalog">The hash of the archive's catalog, which every transaction changes.</param>
/// <param name="LastArticle">The last number that an article had.</param>
/// <param name="LastRevision">The last number that a revision had: a later one belongs to an article that has changed.</param>
/// <param name="Anchor">What an article of the archive was imported from, so that another archive is not taken for it.</param>
internal sealed record IndexStamp(string Catalog, int LastArticle, int LastRevision, string Anchor)
{
    public static string HashOf(Catalog catalog) =>
        Checksum.Of(BsonSerializer.Serialize(catalog.ToDocument())).ToString("x16", CultureInfo.InvariantCulture);
}
