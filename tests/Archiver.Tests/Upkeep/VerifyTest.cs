using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Tests.Store;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;
using LiteDB;

namespace Archiver.Tests.Upkeep;

/// <summary>Short ways to check, to save and to break an archive.</summary>
internal static class VerifyTest
{
    public static VerifyResult Checked(string path, bool quick = false) =>
        Verify.Run(path, quick, TimeSpan.Zero, _ => { }, CancellationToken.None);

    public static VerifyResult Checked(this TestArchive archive, bool quick = false) => Checked(archive.Path, quick);

    public static SalvageResult Salvaged(string path, string file) =>
        Salvage.Run(path, file, TimeSpan.Zero, _ => { }, CancellationToken.None);

    /// <summary>Changes the archive behind everyone's back, in one transaction that any other would be.</summary>
    public static void Change(this TestArchive archive, Action<Database, Catalog> change)
    {
        using var database = Database.OpenToWrite(archive.Path, TimeSpan.Zero, CancellationToken.None);
        var catalog = MaintenanceTest.CatalogOf(database);
        database.Begin();
        change(database, catalog);
        database.Update(Catalog.Collection, [catalog.Write()]);
        database.WaitFor(database.Commit());
        database.Finish();
    }

    /// <summary>Changes a document, and gives it the checksum of its new content.</summary>
    public static void ChangeDocument(this TestArchive archive, string collection, int number, Action<BsonDocument> change) =>
        archive.Change((database, _) =>
        {
            var document = database.Changing(collection, number);
            change(document.Fields);
            database.Update(collection, [document.Seal()]);
        });

    /// <summary>Puts a new pack with these texts into the archive.</summary>
    public static TextNumber AddPack(Database database, Catalog catalog, params byte[][] texts)
    {
        using var pack = new PackBuilder(++catalog.LastPack, Pack.TargetSize);
        foreach (var text in texts)
        {
            pack.Add(text);
        }

        database.Insert(Pack.Collection, Pack.ToDocuments(pack.Number, pack.Content()));
        return new TextNumber(pack.Number, 0);
    }

    /// <summary>Gives an article another record.</summary>
    public static void ChangeRecord(this TestArchive archive, int number, Func<ArticleRecord, ArticleRecord> change) =>
        archive.Change((database, catalog) =>
        {
            var article = ArticleDocument.Read(database.Find(ArticleDocument.Collection, number)!);
            var record = change(ArticleRecord.Read(new PackStore(database)[article.Record].Span));
            var place = AddPack(database, catalog, record.ToBytes());
            database.Update(ArticleDocument.Collection, [ArticleDocument.From(article with { Record = place })]);
        });
}
