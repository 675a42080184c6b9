using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Importing;

/// <summary>Short ways to remove and to restore.</summary>
internal static class RemovalOfArticles
{
    public static void Remove(this TestArchive place, params InventedDump[] dumps)
    {
        using var archive = place.OpenToWrite();
        archive.Remove([.. dumps.Select(dump => archive.Find(dump.Id.ToString()))]);
    }

    public static void Restore(this TestArchive place, params InventedDump[] dumps)
    {
        using var archive = place.OpenToWrite();
        archive.Restore([.. dumps.Select(dump => archive.FindRemoved(dump.Id.ToString()))]);
    }

    /// <summary>Puts another article with the ID of the first in the bin beside it, as older versions could.</summary>
    public static void AddRemovedTwin(this TestArchive place, DateTime removed, Func<Article, Article> change) =>
        place.Change((database, catalog) =>
        {
            var first = database.Range(Bin.Collection, 1, catalog.LastArticle).Select(ArticleDocument.Read).First();
            catalog.LastArticle++;
            catalog.ReferredTexts += ArticleRecord.Read(new PackStore(database)[first.Record].Span).ReferredTexts;
            database.Insert(Bin.Collection, [ArticleDocument.ToRemoved(
                change(first) with { Number = catalog.LastArticle, Revisions = [] }, new Removal(removed))]);
        });
}
