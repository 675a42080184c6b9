using Archiver.Articles;
using Archiver.Importing.Incoming;
using Archiver.Querying;
using Archiver.Store;

namespace Archiver;

/// <summary>What is removed, and comes back.</summary>
public sealed partial class Archive
{
    /// <summary>Moves articles to the bin; the disk has it when this returns.</summary>
    /// <param name="articles">Articles of this archive as they are now.</param>
    /// <param name="clock">Says when; null for the system's.</param>
    public void Remove(IReadOnlyList<Article> articles, TimeProvider? clock = null)
    {
        try
        {
            new Bin(_database, _catalog).Remove(articles, (clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);
        }
        finally
        {
            _database.Finish();
        }
    }

    /// <summary>The articles in the bin, in the order of their import.</summary>
    public IEnumerable<RemovedArticle> Removed() => Bin.List(_database, _catalog);

    /// <summary>Brings articles back from the bin; the disk has it when this returns.</summary>
    /// <exception cref="ArchiverException">Another article has the ID of one of them; nothing came back.</exception>
    public void Restore(IReadOnlyList<Article> removed)
    {
        var archived = new ArchivedIds(_database, _catalog);
        if (removed.FirstOrDefault(article => archived.Find(article.Id) is not null) is { } again)
        {
            throw new ArchiverException(Failure.General,
                $"{again.Id} was imported again after it was removed, and is in the archive: nothing was restored.")
            {
                OnCommandLine = $"To restore others, name them without it; `show {again.Id}` shows the one that is there.",
            };
        }

        try
        {
            new Bin(_database, _catalog).Restore(removed);
        }
        finally
        {
            _database.Finish();
        }
    }

    /// <summary>
    /// Finds articles of the bin by their names, as <see cref="Find"/> does the others; of one ID the one removed last. It
    /// throws where there is none, or more than one.
    /// </summary>
    public Func<string, Article> RemovedFinder()
    {
        var bin = new BinNames(Removed());
        return name => FindRemoved(name, bin);
    }

    /// <summary>
    /// Finds an article of the bin by its name, as <see cref="RemovedFinder"/> does; of one ID the one removed last.
    /// </summary>
    /// <exception cref="ArchiverException">There is none.</exception>
    /// <exception cref="AmbiguousNameException">There are several.</exception>
    public Article FindRemoved(string name) => RemovedFinder()(name);

    private Article FindRemoved(string name, BinNames bin)
    {
        var found = NamedIn(bin, name);
        if (found.Length == 0)
        {
            FailIfPurged(name);
        }

        return OnlyOne(name, found, "`remove --list` shows what is in the bin.");
    }

    /// <summary>Says what became of an article that is not in the archive, but was.</summary>
    private void FailIfRemoved(string name)
    {
        if (NamedIn(new BinNames(Removed()), name) is [_, ..] removed)
        {
            throw new InBinException(name, removed);
        }

        FailIfPurged(name);
    }

    private static Article[] NamedIn(BinNames bin, string name) => [.. NewestOfEach(bin.Named(name).OrderBy(removed => removed.Article.Number))
        .Take(AmbiguousNameException.Most)];

    /// <summary>The articles of the bin that match a query, in the order of their import; of one ID the one removed last.</summary>
    public IReadOnlyList<Article> SelectRemoved(Query query)
    {
        var removed = NewestOfEach(Removed());
        return
        [
            .. QueryEvaluator.NeedsText(query)
                ? TextFilter.Filter(query, removed.Select(article => (article, ReadText(article)))).Select(pair => pair.Article)
                : removed.Where(article => QueryEvaluator.WithoutText.Matches(query, article)),
        ];
    }

    /// <summary>What the last removal took, as far as it is still in the bin, in the order of import.</summary>
    public IReadOnlyList<Article> LastRemoved()
    {
        var removed = Removed().ToArray();
        var last = removed.Length == 0 ? default : removed.Max(each => each.Removal.Rank);
        return [.. NewestOfEach(removed.Where(each => each.Removal.Rank == last))];
    }

    private static IEnumerable<Article> NewestOfEach(IEnumerable<RemovedArticle> removed) => removed
        .GroupBy(each => each.Article.Id)
        .Select(same => same.MaxBy(each => each.Removal.Rank)!.Article);

    /// <summary>An article that is gone for good has its ID, and nothing else; a URL may have made that.</summary>
    private void FailIfPurged(string name)
    {
        var isPrefix = ArticlePrefix.TryParse(name, out var prefix);
        var ofUrl = ArticleId.FromUrl(name);
        foreach (var (id, day) in new PurgedIds(_database, _catalog).All)
        {
            if (isPrefix ? prefix.Matches(id) : id == ofUrl)
            {
                throw new ArchiverException(Failure.NotFound,
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id} was removed, and purged on {day:yyyy-MM-dd}."))
                {
                    OnCommandLine = "If you still have it, import it with --restore.",
                };
            }
        }
    }
}
