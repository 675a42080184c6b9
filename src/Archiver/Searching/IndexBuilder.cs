using Archiver.Files;
using Archiver.Store;
using Archiver.Store.Documents;

namespace Archiver.Searching;

/// <summary>Makes an index of an archive, or brings one up to its state.</summary>
/// <param name="database">The archive.</param>
/// <param name="catalog">Its catalog.</param>
/// <param name="articles">Its articles.</param>
/// <param name="texts">Their texts.</param>
/// <param name="progress">Told now and then how many articles of how many are done; what it throws ends it.</param>
internal sealed class IndexBuilder(
    Database database, Catalog catalog, StoredArticles articles, ArticleTexts texts, Action<int, int>? progress)
{
    private const int BatchArticles = 64;
    private const int BatchBytes = 512 << 10;

    /// <summary>A transaction keeps in memory what it changes: some 2 KB an article.</summary>
    private const int ArticlesInTransaction = 8192;

    private IndexStamp? _now;

    /// <summary>The state that the index is to have.</summary>
    public IndexStamp Now => _now ??= IndexStamp.Of(database, catalog);

    /// <summary>Whether an index of this state is up to date. The number of a state tells, mostly: packs take longer to read.</summary>
    public bool IsCurrent(IndexStamp? stamp) =>
        stamp is not null && (catalog.State == 0 ? stamp == Now
            : stamp.State == catalog.State || stamp.State == IndexStamp.HashOf(catalog));

    /// <summary>Fills a new index.</summary>
    public void Fill(SearchIndex index)
    {
        index.Create();
        Add(index, Live());
        index.WriteStamp(Now);
        index.Complete();
    }

    /// <summary>
    /// Takes out and puts in what has changed since. Between the transactions of a long change the index shows no state,
    /// as one that is not complete; what holds off other processes is that one of them makes it.
    /// </summary>
    /// <returns>False where it is not worth it, or not possible.</returns>
    public bool Update(SearchIndex index)
    {
        index.Begin(toWrite: true);
        var stamp = index.ReadStamp();
        if (stamp is null || !stamp.IsBefore(Now, database))
        {
            index.Rollback();
            return false;
        }

        var (live, indexed) = (Live(), index.Numbers());
        var changed = ChangedSince(stamp.LastRevision);
        uint[] missing = [.. live.Where(number => changed.Contains((int)number) || !indexed.Contains((int)number))];
        if (missing.Length > live.Length / 2)
        {
            index.Rollback();
            return false;
        }

        indexed.ExceptWith(live.Select(number => (int)number));
        index.Remove(indexed.Union(changed));
        foreach (var (at, some) in missing.Chunk(ArticlesInTransaction).Index())
        {
            if (at > 0)
            {
                index.CommitIncomplete();
                index.Begin(toWrite: true);
            }

            Add(index, some);
        }

        index.WriteStamp(Now);
        index.Commit();
        return true;
    }

    /// <summary>
    /// The articles that have got another state since, or a note that changes what the index has of them. Both have numbers of
    /// revisions; only where some have no revision are there such notes, and all articles looked at.
    /// </summary>
    private HashSet<int> ChangedSince(int lastRevision)
    {
        HashSet<int> changed = [];
        var revisions = 0;
        var revised = lastRevision == Now.LastRevision ? []
            : database.Range(ArticleDocument.Revisions, lastRevision + 1, Now.LastRevision);
        foreach (var revision in revised)
        {
            changed.Add(revision["article"u8].RequireInt32());
            revisions++;
        }

        if (revisions < Now.LastRevision - lastRevision)
        {
            changed.UnionWith(database.Range(ArticleDocument.Collection, 1, Now.LastArticle)
                .Where(article => ArticleDocument.EditOf(article) > lastRevision).Select(article => article.Number));
        }

        return changed;
    }

    private uint[] Live() =>
        [.. articles.RunsOf(RunKind.Date).Range(0, ulong.MaxValue, descending: false).Select(entry => entry.Number).Order()];

    /// <summary>One thread reads texts and makes words of them, this one lets SQLite take them.</summary>
    private void Add(SearchIndex index, uint[] numbers)
    {
        var done = 0;
        index.Add(Batches(numbers).Ahead(chunkSize: 1, most: 4).SelectMany(batch =>
        {
            progress?.Invoke(done, numbers.Length);
            done += batch.Count;
            return batch;
        }));
    }

    private IEnumerable<List<ArticleWords>> Batches(uint[] numbers)
    {
        var reader = new ArticleWordsReader();
        var (batch, bytes) = (new List<ArticleWords>(), 0);
        foreach (var (article, text) in texts.Read(numbers, inStoredOrder: true))
        {
            var words = reader.Read(article, text);
            batch.Add(words);
            bytes += words.Body.Length;
            if (batch.Count == BatchArticles || bytes > BatchBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
        }

        yield return batch;
    }
}
