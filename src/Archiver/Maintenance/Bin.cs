using Archiver.Importing;
using Archiver.Storage;

namespace Archiver.Maintenance;

/// <summary>An article that was removed and can be restored.</summary>
/// <param name="Article">The article as it was.</param>
/// <param name="Removed">When it was removed, in UTC.</param>
public sealed record RemovedArticle(Article Article, DateTime Removed);

/// <summary>
/// Where removed articles lie: the same document under the same number, found by no run, until the archive is compacted.
/// Each move is one transaction.
/// </summary>
internal sealed class Bin(Database database, Catalog catalog)
{
    public const string Collection = "bin";

    private readonly RunMerger _runs = new(database, catalog);
    private readonly ArticleEntries _entries = new(database, catalog);
    private readonly PackStore _packs = new(database);

    /// <summary>What is in it, in the order of the articles' numbers.</summary>
    public static IEnumerable<RemovedArticle> List(Database database, Catalog catalog) =>
        database.Range(Collection, 1, catalog.LastArticle).Select(document =>
        {
            var removed = document.RequireDateTime("removed");
            return new RemovedArticle(ArticleDocument.Read(document), removed.ToUniversalTime());
        });

    public void Remove(IReadOnlyList<Article> articles, DateTime at)
    {
        database.Begin();
        database.Delete(ArticleDocument.Collection, articles.Select(article => article.Number));
        database.Insert(Collection, articles.Select(article => ArticleDocument.ToRemoved(article, at)));
        AddEntries(articles, entry => entry.AsRemoval());
        catalog.Articles -= articles.Count;
        Commit();
    }

    public void Restore(IReadOnlyList<Article> articles)
    {
        database.Begin();
        database.Delete(Collection, articles.Select(article => article.Number));
        database.Insert(ArticleDocument.Collection, articles.Select(ArticleDocument.From));
        AddEntries(articles, entry => entry);
        catalog.Articles += articles.Count;
        Commit();
    }

    private void AddEntries(IReadOnlyList<Article> articles, Func<RunEntry, RunEntry> change)
    {
        var batch = new Batch();
        foreach (var (kind, entry) in articles.SelectMany(article =>
            _entries.Of(article, ArticleEntries.HashOfBody(article, _packs), batch)))
        {
            batch.Add(kind, change(entry));
        }

        // An archive that was compacted has no category that only articles in the bin have.
        database.Insert(CategoryTable.Collection, batch.Categories);
        catalog.LastCategory = _entries.LastCategory;
        foreach (var (kind, entries) in batch.Entries)
        {
            _runs.Add(kind, entries);
        }

        while (_runs.NeedsMerge())
        {
            _runs.Merge();
        }
    }

    private void Commit()
    {
        database.Update(Catalog.Collection, [catalog.ToChangedDocument()]);
        database.WaitFor(database.Commit());
    }
}
