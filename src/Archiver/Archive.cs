using Archiver.Duplicates;
using Archiver.History;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Maintenance;
using Archiver.Querying;
using Archiver.Reading;
using Archiver.Searching;
using Archiver.Statistics;
using Archiver.Similarity;
using Archiver.Storage;

namespace Archiver;

/// <summary>
/// An archive: one LiteDB file that holds articles. Open to read it shows the archive as it stood at that moment, while
/// another process may write; open to write it keeps other writers out.
/// </summary>
public sealed class Archive : IDisposable
{
    /// <summary>How long to wait for another process that brings the index up to date.</summary>
    private static readonly TimeSpan IndexWait = TimeSpan.FromSeconds(10);

    private readonly Database _database;
    private readonly Catalog _catalog;
    private readonly StoredArticles _articles;
    private readonly Selector _selector;
    private readonly ArticleTexts _texts;
    private readonly Lazy<PackStore> _packs;
    private readonly Lazy<CategoryTable> _categories;
    private Searching.Search? _search;

    private Archive(Database database)
    {
        _database = database;
        _catalog = Catalog.From(database.Find(Catalog.Collection, 1)
            ?? throw new ArchiverException(Failure.Damaged, "The archive has lost its catalog. Restore it from a backup."));
        _packs = new Lazy<PackStore>(() => new PackStore(database));
        _categories = new Lazy<CategoryTable>(() => new CategoryTable(database, _catalog));
        _articles = new StoredArticles(database, _catalog);
        _selector = new Selector(_articles, _categories);
        _texts = new ArticleTexts(database, _articles);
    }

    /// <summary>How many articles there are.</summary>
    public int Count => _catalog.Articles;

    /// <param name="path">The archive's file.</param>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ArchiverException">There is no archive, or it is held or damaged.</exception>
    public static Archive OpenToRead(string path, TimeSpan wait, CancellationToken cancellation) =>
        Open(Database.OpenToRead(path, wait, cancellation));

    /// <summary>As <see cref="OpenToRead"/>, for writing; an archive is made if there is none.</summary>
    public static Archive OpenToWrite(string path, TimeSpan wait, CancellationToken cancellation) =>
        Open(Database.OpenToWrite(path, wait, cancellation));

    /// <summary>As <see cref="OpenToRead"/>, for writing where there is an archive already.</summary>
    public static Archive OpenToChange(string path, TimeSpan wait, CancellationToken cancellation) =>
        Open(Database.OpenToRewrite(path, wait, cancellation));

    /// <summary>The files that belong to the archive at this path.</summary>
    public static IEnumerable<string> FilesOf(string path) => Database.FilesOf(path);

    /// <summary>Imports inputs.</summary>
    /// <param name="inputs">What to import.</param>
    /// <param name="report">
    /// Called in the order of the inputs, with some stretches at a time, once the disk has what became of them.
    /// </param>
    /// <param name="cancellation">Ends the reading; what was read is written, then the call throws.</param>
    public void Import(
        IEnumerable<ImportInput> inputs, Action<IReadOnlyList<StretchReport>> report, CancellationToken cancellation)
    {
        try
        {
            using var importer = new Importer(_database, _catalog);
            importer.Run(inputs, report, cancellation);
        }
        finally
        {
            _database.Finish();
        }
    }

    /// <summary>What <see cref="Import"/> would report; nothing is written.</summary>
    /// <param name="archive">Null where there is no archive yet.</param>
    /// <param name="inputs">What would be imported.</param>
    /// <param name="cancellation">Ends the reading; then the call throws.</param>
    public static IEnumerable<StretchReport> PreviewImport(
        Archive? archive, IEnumerable<ImportInput> inputs, CancellationToken cancellation)
    {
        var known = new KnownArticles(archive?._database, archive?._catalog ?? new Catalog());
        foreach (var (input, stretch) in new InputReader(cancellation).Read(inputs))
        {
            cancellation.ThrowIfCancellationRequested();
            var dump = stretch.Dump is null ? null : new PreparedDump(stretch.Dump);
            yield return StretchReport.From(input, stretch, dump, known.Preview);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The article of this ID, of an ID that begins so (four characters or more), or of this URL.</summary>
    /// <exception cref="ArchiverException">There is none, or more than one.</exception>
    public Article Find(string name)
    {
        var found = (ArticlePrefix.TryParse(name, out var prefix)
            ? _articles.Load(_articles.RunsOf(RunKind.Id).Range(prefix.First, prefix.Last, descending: false).Select(entry => entry.Number))
                .Where(article => prefix.Matches(article.Id))
            : _articles.Load(_articles.RunsOf(RunKind.Url).Find(RunKey.OfUrl(name)))
                .Where(article => article.Details.Url == name)).Take(2).ToArray();
        return OnlyOne(name, found, "`list` shows the IDs; a URL must be whole.");
    }

    private static Article OnlyOne(string name, Article[] found, string help) => found switch
    {
        [var article] => article,
        [] => throw new ArchiverException(Failure.NotFound, $"There is no article {name}. {help}"),
        [var first, var second, ..] => throw new ArchiverException(Failure.NotFound,
            $"{name} is not one article: {first.Id} and {second.Id} have it. Give more characters of an ID."),
    };

    /// <summary>Logs that an article was read; the disk has it when this returns.</summary>
    /// <param name="article">An article of this archive as it is now.</param>
    /// <param name="at">When. A reading in the minute of one that was logged already is the same reading.</param>
    /// <returns>The article with the reading.</returns>
    public Article LogReading(Article article, WallTime at)
    {
        try
        {
            return new ReadingLog(_database, _catalog).Add(article, at);
        }
        finally
        {
            _database.Finish();
        }
    }

    /// <summary>Moves articles to the bin; the disk has it when this returns.</summary>
    public void Remove(IReadOnlyList<Article> articles)
    {
        try
        {
            new Bin(_database, _catalog).Remove(articles, DateTime.UtcNow);
        }
        finally
        {
            _database.Finish();
        }
    }

    /// <summary>The articles in the bin, in the order of their import.</summary>
    public IEnumerable<RemovedArticle> Removed() => Bin.List(_database, _catalog);

    /// <summary>Brings articles back from the bin; the disk has it when this returns.</summary>
    /// <exception cref="ArchiverException">One of them has been imported again.</exception>
    public void Restore(IReadOnlyList<Article> removed)
    {
        var known = new KnownArticles(_database, _catalog);
        if (removed.FirstOrDefault(article => known.Find(article.Id) is not null) is { } again)
        {
            throw new ArchiverException(Failure.General,
                $"{again.Id} was imported again after it was removed. Remove that article first, then restore this one.");
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

    /// <summary>The article of the bin that has this name (<see cref="Find"/>); of one ID the one removed last.</summary>
    /// <exception cref="ArchiverException">There is none, or more than one.</exception>
    public Article FindRemoved(string name)
    {
        var isPrefix = ArticlePrefix.TryParse(name, out var prefix);
        var found = Removed()
            .Where(removed => isPrefix ? prefix.Matches(removed.Article.Id) : removed.Article.Details.Url == name)
            .GroupBy(removed => removed.Article.Id)
            .Select(same => same.MaxBy(removed => removed.Removed)!.Article);
        return OnlyOne(name, [.. found.Take(2)], "`remove --list` shows what is in the bin.");
    }

    /// <summary>The articles of a selection, in its order, as they are needed.</summary>
    public IEnumerable<Article> Select(Selection selection)
    {
        var plan = PlanOf(selection);
        return plan.NeedsText
            ? SelectWithText(selection).Select(pair => pair.Article)
            : plan.OfArticle == Query.Everything
            ? _articles.Load(Limit(_selector.Numbers(plan, selection.Order), selection))
            : Limit(_selector.Articles(plan, selection.Order), selection);
    }

    /// <summary>The same with the articles' text.</summary>
    public IEnumerable<(Article Article, ArticleText Text)> SelectWithText(Selection selection)
    {
        var plan = PlanOf(selection);
        var numbers = _selector.Numbers(plan, selection.Order);
        var inStoredOrder = selection.Order == SortOrder.AsImported;
        return plan.NeedsText
            ? Limit(TextFilter.Filter(plan.OfText, _texts.Read(numbers, inStoredOrder, isCutShort: selection.Limit is not null)), selection)
            : _texts.Read(Limit(numbers, selection), inStoredOrder, isCutShort: false);
    }

    private static IEnumerable<T> Limit<T>(IEnumerable<T> selected, Selection selection) =>
        selection.Limit is { } limit ? selected.Take(limit) : selected;

    /// <summary>The articles that are most about the same as this one, the most similar first.</summary>
    /// <param name="article">The article.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="complain">Told why the index of the words beside the archive could not be used.</param>
    public IReadOnlyList<SimilarArticle> FindSimilar(Article article, int limit, Action<string> complain) =>
        Similar(complain).Find(article.Title, ReadText(article).Paragraphs, article.Number, limit);

    /// <summary>The same for a text that is not archived: its paragraphs, in UTF-8.</summary>
    public IReadOnlyList<SimilarArticle> FindSimilar(
        IReadOnlyList<ReadOnlyMemory<byte>> paragraphs, int limit, Action<string> complain) =>
        Similar(complain).Find(paragraphs.Count == 0 ? null : Dumps.Lead.Title(paragraphs[0].Span), paragraphs, 0, limit);

    /// <summary>What an article's dump calls similar, with the archived articles that have those titles.</summary>
    public IReadOnlyList<SimilarReading> ResolveReadings(Article article, Action<string> complain) =>
        new SimilarReadings(IsSmall ? Select(new Selection { Order = SortOrder.AsImported }) : null, Load, () => Indexed(complain))
            .Resolve(ReadText(article).Similar, article.Number);

    private bool IsSmall => Count <= SimilarArticles.MostScanned;

    private SimilarArticles Similar(Action<string> complain) => new(Count, numbers => numbers is null
        ? SelectWithText(new Selection { Order = SortOrder.AsImported })
        : Load(numbers).Select(article => (article, ReadText(article))), () => Indexed(complain));

    private Search Indexed(Action<string> complain)
    {
        PrepareSearch(IndexWait, mayBeOutdated: false, complain);
        return _search!;
    }

    /// <summary>Finds what of a selection is there more than once. The selection's order and limit do not count.</summary>
    /// <param name="selection">What to compare.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="progress">Told how many articles have been read.</param>
    /// <param name="cancellation">Ends the search; then the call throws.</param>
    public DuplicateReport FindDuplicates(
        Selection selection, DuplicateOptions options, Action<int> progress, CancellationToken cancellation) =>
        new DuplicateFinder(
                Load,
                numbers => _texts.Read(numbers.Select(number => (uint)number), inStoredOrder: true, isCutShort: false),
                number => _packs.Value[number])
            .Find(SelectWithText(selection with { Order = SortOrder.AsImported, Limit = null }), Count, options, progress, cancellation);

    /// <summary>The articles of these numbers, in this order.</summary>
    public IEnumerable<Article> Load(IEnumerable<int> numbers) => _articles.Load(numbers.Select(number => (uint)number));

    /// <summary>The plan of a selection. What is asked of words an index answers, where one is there and up to date.</summary>
    private QueryPlan PlanOf(Selection selection)
    {
        var query = selection.Filter;
        if (_search is not null)
        {
            return QueryPlan.For(_search.Answer(query));
        }

        if (!QueryEvaluator.NeedsWords(query))
        {
            return QueryPlan.For(query);
        }

        using var search = Searching.Search.OpenCurrent(FileOfIndex(TimeSpan.Zero, _ => { }));
        return QueryPlan.For(search is null ? query : search.Answer(query));
    }

    /// <summary>Brings the index of the words up to date, for <see cref="Search"/> and every selection from now on.</summary>
    /// <param name="wait">How long to wait for another process that is doing that.</param>
    /// <param name="mayBeOutdated">Whether to do nothing where the index shows a later state of the archive.</param>
    /// <param name="complain">Told what takes longer than it should, and why.</param>
    /// <returns>
    /// False where the index shows a later state of the archive, which has changed since it was opened: open it again.
    /// </returns>
    public bool PrepareSearch(TimeSpan wait, bool mayBeOutdated, Action<string> complain) =>
        (_search ??= Searching.Search.Open(FileOfIndex(wait, complain), mayBeOutdated)) is not null;

    /// <summary>
    /// The articles of a selection, the best first, or newest first where it asks for no words. Its order does not count.
    /// </summary>
    /// <param name="selection">What to look for, and how many of them at most.</param>
    /// <param name="isRanked">False where the order does not matter, which is faster.</param>
    public IEnumerable<SearchHit> Search(Selection selection, bool isRanked = true)
    {
        if (_search!.Find(selection.Filter, selection.Limit, isRanked, out var rest) is not { } hits)
        {
            return Select(selection with { Order = SortOrder.NewestFirst }).Select(SearchHit.Of);
        }

        if (rest == Query.Everything)
        {
            return hits;
        }

        var answered = _search.Answer(rest);
        var evaluator = new QueryEvaluator(ReadText, (_, _) => throw new InvalidOperationException("The index has answered this."));
        return Limit(_articles.Load(hits.Select(hit => (uint)hit.Number))
            .Where(article => evaluator.Matches(answered, article))
            .Select(SearchHit.Of), selection);
    }

    /// <summary>The articles of these hits, in this order.</summary>
    public IEnumerable<Article> Load(IReadOnlyList<SearchHit> hits) => _articles.Load(hits.Select(hit => (uint)hit.Number));

    /// <summary>The articles of these hits, in this order, and where their text has what was looked for.</summary>
    public IEnumerable<(Article Article, Snippet? Snippet)> Show(IReadOnlyList<SearchHit> hits, Query query)
    {
        var finder = new SnippetFinder(query);
        return Load(hits)
            .Select(article => (article, finder.Find(
                ArticleTexts.RecordOf(article, number => _packs.Value[number]).ReadOwnText(number => _packs.Value[number]))));
    }

    private IndexFile FileOfIndex(TimeSpan wait, Action<string> complain) =>
        new(_database.SearchPath, wait, _database, new IndexBuilder(_database, _catalog, _articles, _texts), complain);

    /// <summary>Each category with its articles' count and first and last date, in the order of the names.</summary>
    public IReadOnlyList<CategorySummary> Categories()
    {
        var summaries = new Dictionary<int, CategorySummary>();
        foreach (var entry in _articles.RunsOf(RunKind.Category).Range(0, ulong.MaxValue, descending: false))
        {
            var number = RunKey.CategoryOf(entry.Key);
            if (!summaries.TryGetValue(number, out var summary))
            {
                summaries[number] = summary = new CategorySummary(_categories.Value.NameOf(number));
            }

            summary.Add(RunKey.ToDate(RunKey.DateOf(entry.Key)));
        }

        return [.. summaries.Values.OrderBy(summary => summary.Category, StringComparer.Ordinal)];
    }

    /// <summary>What there is to say of a selection.</summary>
    /// <param name="selection">Which articles. Without a limit its order means nothing.</param>
    /// <param name="speed">How fast they are read.</param>
    /// <param name="today">Today, for the streak that has not ended.</param>
    /// <param name="cancellation">Ends it.</param>
    public ArchiveStatistics Statistics(Selection selection, ReadingSpeed speed, DateOnly today, CancellationToken cancellation)
    {
        var collector = new StatisticsCollector(article => article.Revisions.Select(_articles.LoadRevision), ReadText);
        foreach (var article in Select(selection.Limit is null ? selection with { Order = SortOrder.AsImported } : selection))
        {
            cancellation.ThrowIfCancellationRequested();
            collector.Add(article);
        }

        var texts = _catalog.Runs.Where(run => run.Kind == RunKind.Paragraph).Sum(run => (long)run.Entries);
        return collector.Complete(speed, today, _catalog.Volume is { } referred
            ? new Deduplication(referred.Texts, texts, referred.Bytes, _database.Bytes)
            : null);
    }

    /// <summary>All states of an article, oldest first; the last is the current one.</summary>
    public IReadOnlyList<Revision> History(Article article) =>
    [
        .. article.Revisions.Select((number, index) => new Revision(index + 1, _articles.LoadRevision(number), IsCurrent: false)),
        new Revision(article.Revisions.Count + 1, article, IsCurrent: true),
    ];

    public ArticleText ReadText(Article article) => ArticleTexts.Read(article, number => _packs.Value[number]);

    /// <summary>Writes the bytes the article was imported from, and makes sure that they are those.</summary>
    /// <exception cref="ArchiverException">They are not: the archive is damaged.</exception>
    public void WriteOriginal(Article article, Stream output)
    {
        var record = ArticleTexts.RecordOf(article, number => _packs.Value[number]);
        output.Write(record.Original(article, number => _packs.Value[number]).Span);
    }

    public void Dispose()
    {
        _search?.Dispose();
        _database.Dispose();
    }

    private static Archive Open(Database database)
    {
        try
        {
            return new Archive(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
