using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>Loads articles by number, and gives the runs that find their numbers.</summary>
internal sealed class StoredArticles(Database database, Catalog catalog)
{
    /// <summary>How many articles one query loads: LiteDB holds every page that a query reads until it ends.</summary>
    private const int Stride = 256;

    public RunSet RunsOf(RunKind kind) =>
        new(catalog.Runs, kind, database.Finder(RunBlock.Collection));

    public ArticleUrls Urls => new(catalog.Runs, database.Finder(RunBlock.Collection));

    /// <summary>Loads articles in the order of these numbers.</summary>
    public IEnumerable<Article> Load(IEnumerable<uint> numbers)
    {
        foreach (var chunk in numbers.Chunk(Stride))
        {
            var found = FindAll(chunk).Select(ArticleDocument.Read).ToDictionary(article => (uint)article.Number);
            foreach (var number in chunk)
            {
                yield return found.TryGetValue(number, out var article)
                    ? article
                    : throw new ArchiverException(Failure.Damaged,
                        $"Article {number} is missing.");
            }
        }
    }

    public Article LoadRevision(int number) => ArticleDocument.Read(
        database.Find(ArticleDocument.Revisions, number)
        ?? throw new ArchiverException(Failure.Damaged, $"Revision {number} is missing."));

    /// <summary>
    /// Numbers that follow one another are one walk through LiteDB's index instead of one for each. Each is there until the
    /// next is asked for.
    /// </summary>
    private IEnumerable<Document> FindAll(uint[] numbers)
    {
        var (first, last) = ((int)numbers[0], (int)numbers[^1]);
        return last - first == numbers.Length - 1 && numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second)
            ? database.Range(ArticleDocument.Collection, first, last)
            : database.FindAll(ArticleDocument.Collection, numbers.Select(number => (int)number));
    }

    /// <summary>Where the records of these articles lie, in no particular order.</summary>
    public IEnumerable<TextNumber> Records(uint[] numbers) => numbers.Chunk(Stride)
        .SelectMany(FindAll).Select(ArticleDocument.RecordOf);
}
