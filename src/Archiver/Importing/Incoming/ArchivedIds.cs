using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Importing.Incoming;

/// <summary>
/// Finds the articles of an archive by their whole ID. The run has only the beginnings of IDs. Where many articles share
/// one, the document of each is read at most once to see its ID, which is remembered, some 40 bytes each.
/// </summary>
internal sealed class ArchivedIds(Database database, Catalog catalog)
{
    /// <summary>So many articles with one beginning are read again each time: that many meet by chance.</summary>
    private const int Few = 4;

    private readonly RunSet _runs = new(catalog.Runs, RunKind.Id, database.Finder(RunBlock.Collection));

    /// <summary>The beginnings that many articles share.</summary>
    private readonly Dictionary<ulong, Crowd> _crowds = [];

    public Article? Find(Guid id)
    {
        var key = RunKey.OfId(id);
        if (!_crowds.TryGetValue(key, out var crowd))
        {
            uint[] numbers = [.. _runs.Find(key)];
            if (numbers.Length <= Few)
            {
                return numbers.Select(Load).FirstOrDefault(article => article?.Id == id);
            }

            _crowds[key] = crowd = new Crowd(numbers);
        }

        if (crowd.Seen.TryGetValue(id, out var seen))
        {
            return Load(seen);
        }

        while (crowd.Next < crowd.Numbers.Length)
        {
            var number = crowd.Numbers[crowd.Next++];
            if (Load(number) is { } article)
            {
                crowd.Seen.TryAdd(article.Id, number);
                if (article.Id == id)
                {
                    return article;
                }
            }
        }

        return null;
    }

    private Article? Load(uint number) =>
        database.Find(ArticleDocument.Collection, (int)number) is { } document ? ArticleDocument.Read(document) : null;

    /// <summary>The articles whose IDs begin alike.</summary>
    /// <param name="numbers">Their numbers.</param>
    private sealed class Crowd(uint[] numbers)
    {
        public uint[] Numbers => numbers;

        /// <summary>How many of them have been read.</summary>
        public int Next { get; set; }

        /// <summary>The numbers of these, by ID.</summary>
        public Dictionary<Guid, uint> Seen { get; } = new(IdComparer.Instance);
    }
}
