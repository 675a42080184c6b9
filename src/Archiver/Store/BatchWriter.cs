using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>
/// Writes batches, each in one transaction: packs first, then the articles that refer to them, then the runs that find
/// both, then the catalog.
/// </summary>
internal sealed class BatchWriter(Database database, Catalog catalog)
{
    private readonly RunMerger _runs = new(database, catalog);

    /// <summary>Runs from before this import are not merged while staging still reads them.</summary>
    private readonly int _firstBlock = catalog.LastBlock + 1;

    /// <returns>The transaction to wait for before anything of the batch is acknowledged; 0 where nothing was written.</returns>
    public long Write(Batch batch)
    {
        if (!batch.ChangesArchive)
        {
            return 0;
        }

        return database.InTransaction(() =>
        {
            database.Insert(Pack.Collection, batch.PackDocuments());
            database.Insert(ArticleDocument.Collection, batch.Articles.Concat(batch.BroughtBack).Select(ArticleDocument.From));
            database.Insert(CategoryTable.Collection, batch.Categories);
            database.Insert(ArticleDocument.Revisions, batch.Revisions);
            database.Update(ArticleDocument.Collection, batch.Updated.Select(ArticleDocument.From));
            database.Delete(Bin.Collection, batch.BroughtBack.Select(article => article.Number));
            database.Update(Bin.Collection, batch.UpdatedInBin.Select(each => ArticleDocument.ToRemoved(each.Article, each.Removal)));
            if (batch.Binned.Count > 0)
            {
                // To insert nothing would make the collection.
                database.Delete(ArticleDocument.Collection, batch.Binned.Select(each => each.Article.Number));
                database.Insert(Bin.Collection, batch.Binned.Select(each => ArticleDocument.ToRemoved(each.Article, each.Removal)));
            }

            database.Update(PurgedIds.Collection, batch.Purged);
            foreach (var copies in batch.Copies.GroupBy(copy => copy.Collection, copy => copy.Document))
            {
                database.Insert(copies.Key, copies);
            }

            foreach (var (kind, entries) in batch.Entries)
            {
                _runs.Add(kind, entries);
            }

            _runs.MergeSmall(_firstBlock);
            catalog.Counters = batch.Counters;
            WriteCatalog();
        });
    }

    /// <summary>Merges the longer runs of this import, when there are many: nothing that is acknowledged waits for it.</summary>
    public void MergeLarge()
    {
        while (_runs.NeedsMerge(_firstBlock))
        {
            Merge(_firstBlock);
        }
    }

    /// <summary>Merges what the imports before this one left, once nothing reads the old runs any more.</summary>
    public void Finish()
    {
        long transaction = 0;
        while (_runs.NeedsMerge())
        {
            transaction = Merge();
        }

        database.WaitFor(transaction);
    }

    private long Merge(int firstBlock = 0)
    {
        return database.InTransaction(() =>
        {
            _runs.Merge(firstBlock);
            WriteCatalog();
        });
    }

    /// <summary>Writes the entries of a whole archive that has no runs yet, and the catalog as it is.</summary>
    public void WriteRuns(Batch batch)
    {
        database.WaitFor(database.InTransaction(() =>
        {
            foreach (var (kind, entries) in batch.Entries)
            {
                _runs.AddWhole(kind, entries);
            }

            WriteCatalog();
        }));
    }

    private void WriteCatalog() => database.Update(Catalog.Collection, [catalog.WriteChanged()]);
}
