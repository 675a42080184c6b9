using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Store;

/// <summary>What finds an article: its entries in the runs. A category that is new gets its number here.</summary>
internal sealed class ArticleEntries(Database database, Catalog catalog)
{
    private readonly CategoryTable _categories = new(database, catalog);

    /// <summary>The last number that a category has.</summary>
    public int LastCategory { get; private set; } = catalog.LastCategory;

    /// <summary>The hash of an archived article's body, as <see cref="Of"/> takes it.</summary>
    public static ulong? HashOfBody(Article article, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        var body = ArticleRecord.ReadReferences(read(article.Record).Span).Body;
        return RunKey.HashOfBody(Array.ConvertAll(body, number => Checksum.Of(read(number).Span)));
    }

    /// <param name="article">The article.</param>
    /// <param name="body">The hash of its body (<see cref="RunKey.HashOfBody"/>).</param>
    /// <param name="batch">Where the document of a new category goes.</param>
    public List<(RunKind Kind, RunEntry Entry)> Of(Article article, ulong? body, Batch batch)
    {
        var number = (uint)article.Number;
        var date = RunKey.OfDate(article.Details.Date);
        var category = NumberOf(article.Details.Category, batch);
        List<(RunKind, RunEntry)> entries =
        [
            (RunKind.Id, new RunEntry(RunKey.OfId(article.Id), number)),
            (RunKind.Date, new RunEntry(date, number)),
            (RunKind.Category, new RunEntry(RunKey.OfCategory(category, date), number)),
        ];
        if (article.Details.Url is { } url)
        {
            entries.Add((RunKind.Url, new RunEntry(RunKey.OfUrl(url), number)));
        }

        if (body is { } hash)
        {
            entries.Add((RunKind.Body, new RunEntry(RunKey.OfBody(hash), number)));
        }

        return entries;
    }

    /// <summary>What a change of an article's notes changes in what finds it.</summary>
    /// <param name="before">The article as it was.</param>
    /// <param name="now">The article with the changed notes.</param>
    /// <param name="batch">Where the entries go.</param>
    /// <param name="lastEdit">Counts on where something changes that the index of the words has.</param>
    /// <returns>The article to write.</returns>
    public Article Edit(Article before, Article now, Batch batch, ref int lastEdit)
    {
        if (before == now || (before.Title, before.Details.Category, before.Details.Date)
            == (now.Title, now.Details.Category, now.Details.Date))
        {
            return now;
        }

        // Its body is the same, and so is what finds it by that.
        var (stale, entries) = (Of(before, body: null, batch), Of(now, body: null, batch));
        var removals = stale.Except(entries).Select(entry => (entry.Kind, entry.Entry.AsRemoval()));
        foreach (var (kind, entry) in removals.Concat(entries.Except(stale)))
        {
            batch.Add(kind, entry);
        }

        return now with { Edited = ++lastEdit };
    }

    /// <summary>Writes the new categories and the entries of a batch, in a transaction that somebody has begun.</summary>
    public void Write(Batch batch)
    {
        database.Insert(CategoryTable.Collection, batch.Categories);
        catalog.LastCategory = LastCategory;
        var runs = new RunMerger(database, catalog);
        foreach (var (kind, entries) in batch.Entries)
        {
            runs.Add(kind, entries);
        }

        while (runs.NeedsMerge())
        {
            runs.Merge();
        }
    }

    private int NumberOf(string? category, Batch batch)
    {
        if (_categories.NumberOf(category) is { } number)
        {
            return number;
        }

        _categories.Add(category!, ++LastCategory);
        batch.Categories.Add(CategoryTable.ToDocument(category!, LastCategory));
        return LastCategory;
    }
}
