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
