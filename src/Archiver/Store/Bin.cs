using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>An article that was removed and can be restored.</summary>
/// <param name="Article">The article as it was.</param>
/// <param name="Removal">When it was removed.</param>
public sealed record RemovedArticle(Article Article, Removal Removal)
{
    /// <summary>When it was removed, in UTC.</summary>
    public DateTime Removed => Removal.At;
}

/// <summary>
/// Where removed articles lie: the same document under the same number, found by no run, until the archive is compacted.
/// Each move is one transaction.
/// </summary>
internal sealed class Bin(Database database, Catalog catalog)
{
    public const string Collection = "bin";

    private readonly ArticleEntries _entries = new(database, catalog);
    private readonly PackStore _packs = new(database);

    /// <summary>What is in it, in the order of the articles' numbers.</summary>
    public static IEnumerable<RemovedArticle> List(Database database, Catalog catalog) =>
        database.Range(Collection, 1, catalog.LastArticle).Select(document =>
        {
            document["removed"u8].RequireTime();
            return new RemovedArticle(ArticleDocument.Read(document), Removal.Of(document)!.Value);
        });

    public void Remove(IReadOnlyList<Article> articles, DateTime at)
    {
        var entries = EntriesOf(articles, entry => entry.AsRemoval());
        var removal = new Removal(at, 1 + (catalog.LastRemoval ?? LastInBin()));
        Write(() =>
        {
            catalog.LastRemoval = removal.Order;
            database.Delete(ArticleDocument.Collection, articles.Select(article => article.Number));
            database.Insert(Collection, articles.Select(article => ArticleDocument.ToRemoved(article, removal)));
            _entries.Write(entries);
            catalog.Articles -= articles.Count;
        });
    }

    public void Restore(IReadOnlyList<Article> articles)
    {
        var entries = EntriesOf(articles, entry => entry);
        Write(() =>
        {
            database.Delete(Collection, articles.Select(article => article.Number));
            database.Insert(ArticleDocument.Collection, articles.Select(ArticleDocument.From));
            // An archive that was compacted has no category that only articles in the bin have.
            _entries.Write(entries);
            catalog.Articles += articles.Count;
        });
    }

    private int LastInBin() =>
        database.Range(Collection, 1, catalog.LastArticle).Max(document => Removal.Of(document)?.Order) ?? 0;

    /// <summary>Before the transaction: packs are read for it, which may fail.</summary>
    private Batch EntriesOf(IReadOnlyList<Article> articles, Func<RunEntry, RunEntry> change)
    {
        var batch = new Batch();
        foreach (var (kind, entry) in articles.SelectMany(article =>
            _entries.Of(article, ArticleEntries.HashOfBody(article, number => _packs[number]), batch)))
        {
            batch.Add(kind, change(entry));
        }

        return batch;
    }

    private void Write(Action change) => database.WaitFor(database.InTransaction(() =>
    {
        change();
        database.Update(Catalog.Collection, [catalog.WriteChanged()]);
    }));
}
