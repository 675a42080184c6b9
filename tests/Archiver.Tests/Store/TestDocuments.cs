using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;

namespace Archiver.Tests.Store;

internal static class TestDocuments
{
    /// <summary>A document that is to be changed.</summary>
    public static DocumentBuilder Changing(this Database database, string collection, int number) =>
        new(database.Find(collection, number)!);
}
