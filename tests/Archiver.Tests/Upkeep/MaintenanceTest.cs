using Archiver.Exporting;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Tests.Store;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Upkeep;

/// <summary>Short ways to back up and compact an archive, and to compare all that it holds.</summary>
internal static class MaintenanceTest
{
    private static readonly string[] Lasting = ["archive-log.db", "archive.db", "archive.db.lock", "archive.db.writer"];

    public static CompactResult Compacted(this TestArchive archive, Action<MaintenanceProgress>? report = null) =>
        Compact.Run(archive.Path, DateTime.MinValue, TimeSpan.Zero, report ?? (_ => { }), CancellationToken.None);

    public static BackupResult BackedUp(this TestArchive archive, string file, bool replace = false) =>
        Backup.Run(archive.Path, file, replace, TimeSpan.Zero, _ => { }, CancellationToken.None);

    /// <summary>Runs a task that is cancelled at its first report of this step.</summary>
    public static void AssertCancelledAt(MaintenanceStep step, Action<Action<MaintenanceProgress>, CancellationToken> task)
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => task(
            progress =>
            {
                if (progress.Step == step)
                {
                    cancellation.Cancel();
                }
            },
            cancellation.Token));
    }

    /// <summary>Everything there is, in the order of the articles: the export, then each original, then each revision.</summary>
    public static string Everything(string path)
    {
        using var archive = TestArchive.OpenToRead(path);
        using var database = Database.OpenToRead(path, TimeSpan.Zero, CancellationToken.None);
        var catalog = CatalogOf(database);
        var text = new List<string> { Convert.ToBase64String(Exported(archive)), $"{catalog.LastArticle} {catalog.LastRevision}" };
        foreach (var (collection, last) in new[] { (ArticleDocument.Collection, catalog.LastArticle), (ArticleDocument.Revisions, catalog.LastRevision) })
        {
            foreach (var document in database.Range(collection, 1, Math.Max(1, last)))
            {
                text.Add(string.Join(' ', new DocumentBuilder(document).Fields.Where(field => field.Key != "record")));
            }

            foreach (var stored in new StoredTexts(database, collection).Of(last, _ => true))
            {
                text.Add(Convert.ToBase64String(stored.Record.Original(ArticleDocument.Read(stored.Document), stored.Read).Span));
            }
        }

        return string.Join('\n', text);
    }

    public static string Everything(this TestArchive archive) => Everything(archive.Path);

    public static Catalog CatalogOf(Database database) => Catalog.Read(database);

    public static Catalog CatalogOf(this TestArchive archive)
    {
        using var database = Database.OpenToRead(archive.Path, TimeSpan.Zero, CancellationToken.None);
        return CatalogOf(database);
    }

    /// <summary>Nothing lies in the archive's folder but the archive and its locks.</summary>
    public static void AssertNothingLeft(this TestArchive archive, params string[] others) =>
        Assert.Empty(archive.Folder.Names.Except([.. Lasting, .. others]));

    /// <summary>Changes a byte of the text of some pack.</summary>
    public static void Damage(this TestArchive archive)
    {
        byte[] data;
        using (var database = Database.OpenToRead(archive.Path, TimeSpan.Zero, CancellationToken.None))
        {
            data = database.Find(Pack.Collection, 1)!["data"u8].AsBinary.ToArray();
        }

        var bytes = File.ReadAllBytes(archive.Path);
        bytes[bytes.AsSpan().IndexOf(data.AsSpan(0, 100)) + 50] ^= 1;
        File.WriteAllBytes(archive.Path, bytes);
    }

    private static byte[] Exported(Archive archive)
    {
        var output = new MemoryStream();
        using (var writer = ExportFormat.JsonLines.To(output))
        {
            writer.Begin();
            foreach (var (article, text) in archive.SelectWithText(new Selection { Order = SortOrder.AsImported }))
            {
                writer.Write(article, text);
            }

            writer.Complete();
        }

        return output.ToArray();
    }
}
