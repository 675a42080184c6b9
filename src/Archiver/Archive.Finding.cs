using Archiver.Articles;
using Archiver.Files;
using Archiver.Likeness;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Statistics;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver;

/// <summary>What an archive answers.</summary>
public sealed partial class Archive
{
    /// <summary>How long to wait for another process that brings the index up to date.</summary>
    private static readonly TimeSpan IndexWait = TimeSpan.FromSeconds(10);

    /// <summary>Told how many articles have been read to look at their text, for what takes long; what it throws ends that.</summary>
    public Action<int>? Reading { get; set; }

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

    /// <summary>
    /// The articles of a selection with their text, in its order. Another thread may read some of them ahead.
    /// </summary>
    /// <param name="selection">Which articles.</param>
    /// <param name="parts">What of them is read, at least.</param>
    public IEnumerable<(Article Article, ArticleText Text)> SelectWithText(Selection selection, ArticleParts parts = ArticleParts.Text)
    {
        var plan = PlanOf(selection);
        var inStoredOrder = selection.Order == SortOrder.AsImported;
        if (!plan.NeedsText)
        {
            return _texts.Read(Limit(_selector.Numbers(plan, selection.Order), selection), inStoredOrder, parts: parts);
        }

        if (parts == ArticleParts.Original)
        {
            return _texts.Read(Select(selection).Select(article => (uint)article.Number), inStoredOrder, parts: parts);
        }

        var read = 0;
        var searched = _texts.Read(_selector.Numbers(plan, selection.Order), inStoredOrder, isCutShort: selection.Limit is not null)
            .Select(article =>
            {
                Reading?.Invoke(++read);
                return article;
            });
        return Limit(TextFilter.Filter(plan.OfText, searched), selection);
    }

    /// <summary>
    /// The articles of a selection, in its order, with the text of those that need it. As long as none does, that costs
    /// one look at each; from the first that does, all that follow are asked before it is given, since texts are found
    /// by many at once.
    /// </summary>
    /// <param name="selection">Which articles.</param>
    /// <param name="needsText">Whether one needs it.</param>
    public IEnumerable<(Article Article, ArticleText? Text)> SelectWithText(Selection selection, Predicate<Article> needsText)
    {
        var passed = 0;
        var needed = new List<uint>();
        foreach (var article in Select(selection))
        {
            if (needsText(article))
            {
                needed.Add((uint)article.Number);
            }
            else if (needed.Count == 0)
            {
                passed++;
                yield return (article, null);
            }
        }

        if (needed.Count == 0)
        {
            yield break;
        }

        using var texts = _texts.Read(needed, selection.Order == SortOrder.AsImported).GetEnumerator();
        var at = 0;
        foreach (var article in Select(selection).Skip(passed))
        {
            var isNeeded = at < needed.Count && needed[at] == (uint)article.Number && texts.MoveNext();
            at += isNeeded ? 1 : 0;
            yield return isNeeded ? texts.Current : (article, null);
        }
    }

    private static IEnumerable<T> Limit<T>(IEnumerable<T> selected, Selection selection) =>
        selection.Limit is { } limit ? selected.Take(limit) : selected;

    /// <summary>The articles that are most about the same as this one, the most similar first.</summary>
    /// <param name="article">The article.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="complain">Told why the index of the words beside the archive could not be used.</param>
    public IReadOnlyList<SimilarArticle> FindSimilar(Article article, int limit, Action<string> complain) =>
        Similar(complain).Find(article.Title, ReadOwnText(article).Paragraphs, article.Number, limit);

    /// <summary>
    /// The archived articles that are most about the same as a text that is not archived, the most similar first.
    /// </summary>
    /// <param name="paragraphs">The text's paragraphs, in UTF-8.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="complain">Told why the index of the words beside the archive could not be used.</param>
    public IReadOnlyList<SimilarArticle> FindSimilar(
        IReadOnlyList<ReadOnlyMemory<byte>> paragraphs, int limit, Action<string> complain) =>
        Similar(complain).Find(paragraphs.Count == 0 ? null : Lead.Title(paragraphs[0].Span), paragraphs, 0, limit);

    /// <summary>What an article's dump calls similar, with the archived articles that have those titles.</summary>
    public IReadOnlyList<SimilarReading> ResolveReadings(Article article, Action<string> complain) =>
        new SimilarReadings(IsSmall ? Select(new Selection { Order = SortOrder.AsImported }) : null, Load, () => Indexed(complain))
            .Resolve(ReadText(article).Similar, article.Number);

    private bool IsSmall => Count <= SimilarArticles.MostScanned;

    private SimilarArticles Similar(Action<string> complain) => new(Count, numbers => numbers is null
        ? SelectWithText(new Selection { Order = SortOrder.AsImported })
        : Load(numbers).Select(article => (article, ReadOwnText(article))), () => Indexed(complain));

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
                numbers => _texts.Read(numbers.Select(number => (uint)number), inStoredOrder: true),
                Text)
            .Find(SelectWithText(selection with { Order = SortOrder.AsImported, Limit = null }), Count, options, progress, cancellation);

    /// <summary>The articles of these numbers, in this order.</summary>
    public IEnumerable<Article> Load(IEnumerable<int> numbers) => _articles.Load(numbers.Select(number => (uint)number));

    /// <summary>The plan of a selection. What is asked of words an index answers, where one is there and up to date.</summary>
    private QueryPlan PlanOf(Selection selection)
    {
        var query = _selector.WithCategories(selection.Filter);
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
    /// <param name="progress">Told now and then how many articles of how many are in the index; what it throws ends it.</param>
    /// <returns>
    /// False where the index shows a later state of the archive, which has changed since it was opened: open it again.
    /// </returns>
    public bool PrepareSearch(LockWait wait, bool mayBeOutdated, Action<string> complain, Action<int, int>? progress = null) =>
        (_search ??= Searching.Search.Open(FileOfIndex(wait, complain, progress), mayBeOutdated)) is not null;

    /// <summary>
    /// The articles of a selection, the best first, or newest first where it asks for no words. Its order does not count.
    /// </summary>
    /// <param name="selection">What to look for, and how many of them at most.</param>
    /// <param name="isRanked">False where the order does not matter, which is faster.</param>
    public IEnumerable<SearchHit> Search(Selection selection, bool isRanked = true)
    {
        if (_search!.Find(_selector.WithCategories(selection.Filter), selection.Limit, isRanked, out var rest) is not { } hits)
        {
            return Select(selection with { Order = SortOrder.NewestFirst }).Select(SearchHit.Of);
        }

        if (rest == Query.Everything)
        {
            return hits;
        }

        var answered = _search.Answer(rest);
        var evaluator = new QueryEvaluator(ReadText, (_, _) => throw new InvalidOperationException("The index has answered this."));
        return Limit(hits.Zip(_articles.Load(hits.Select(hit => (uint)hit.Number)))
            .Where(pair => evaluator.Matches(answered, pair.Second))
            .Select(pair => pair.First), selection);
    }

    /// <summary>How many articles a selection has, its limit aside, once <see cref="PrepareSearch"/> has been called.</summary>
    public int CountAll(Selection selection) => selection.IsWhole ? Count
        : _search!.Count(_selector.WithCategories(selection.Filter)) ?? Search(selection with { Limit = null }, isRanked: false).Count();

    /// <summary>The articles of these hits, in this order.</summary>
    public IEnumerable<Article> Load(IReadOnlyList<SearchHit> hits) => _articles.Load(hits.Select(hit => (uint)hit.Number));

    /// <summary>The articles of these hits, in this order, and where their text has what was looked for.</summary>
    public IEnumerable<(Article Article, Snippet? Snippet)> Show(IReadOnlyList<SearchHit> hits, Query query)
    {
        var finder = new SnippetFinder(query);
        return Load(hits).Select(article => (article, finder.Find(ReadOwnText(article))));
    }

    /// <summary>Body and summary, without the titles of similar readings.</summary>
    public ArticleText ReadOwnText(Article article)
    {
        var record = ArticleTexts.RecordOf(article, Text);
        _packs.Value.Gather(record.Text.Body.Concat(record.Text.Summary));
        return record.ReadOwnText(Text);
    }

    private IndexFile FileOfIndex(LockWait wait, Action<string> complain, Action<int, int>? progress = null) =>
        new(_database.SearchPath, wait, _database, new IndexBuilder(_database, _catalog, _articles, _texts, progress), complain);

    /// <summary>Each category with its articles' count and first and last date, in the order of the names.</summary>
    public IReadOnlyList<GroupSummary> Categories()
    {
        var summaries = new Dictionary<int, GroupSummary>();
        foreach (var entry in _articles.RunsOf(RunKind.Category).Range(0, ulong.MaxValue, descending: false))
        {
            var number = RunKey.CategoryOf(entry.Key);
            if (!summaries.TryGetValue(number, out var summary))
            {
                summaries[number] = summary = new GroupSummary(_categories.Value.NameOf(number));
            }

            summary.Add(RunKey.ToDate(RunKey.DateOf(entry.Key)));
        }

        return [.. summaries.Values.OrderBy(summary => summary.Name, StringComparer.Ordinal)];
    }

    /// <summary>The first category that a selection names and that no article has, and the one that may be meant.</summary>
    /// <returns>Null where there is none.</returns>
    public (string Named, string? Meant)? MissingCategory(Selection selection) =>
        _selector.MissingCategories(selection.Filter).FirstOrDefault() is { } named
            ? (named, Spelling.Nearest(named.TrimEnd('*'), _categories.Value.Names)) : null;

    /// <summary>When the newest article was imported first or came in with other content last, in UTC; null where there is none.</summary>
    public DateTime? LastImport() => Count == 0 ? null
        : ReadText(_articles.Load([_articles.RunsOf(RunKind.Date).Range(0, ulong.MaxValue, descending: false).Max(entry => entry.Number)]).First())
            .Source!.Imported;

    /// <summary>How many characters of an ID tell it from all others, of those that need more than usual (<see cref="ArticleId.TellingLengths"/>).</summary>
    public Dictionary<Guid, int> IdLengths()
    {
        var keys = _articles.RunsOf(RunKind.Id).Range(0, ulong.MaxValue, descending: false).ToArray();
        uint[] alike = [.. Enumerable.Range(0, keys.Length)
            .Where(at => (at > 0 && keys[at - 1].Key == keys[at].Key) || (at + 1 < keys.Length && keys[at + 1].Key == keys[at].Key))
            .Select(at => keys[at].Number)];
        return ArticleId.TellingLengths(_articles.Load(alike).Select(article => article.Id));
    }

    /// <summary>What there is to say of a selection.</summary>
    /// <param name="selection">Which articles. Without a limit its order means nothing.</param>
    /// <param name="speed">How fast they are read.</param>
    /// <param name="today">Today, for the streak that has not ended.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="progress">Told how many articles have been counted.</param>
    public ArchiveStatistics Statistics(
        Selection selection, ReadingSpeed speed, DateOnly today, CancellationToken cancellation, Action<int>? progress = null)
    {
        var count = 0;
        var collector = new StatisticsCollector(article => article.Revisions.Select(_articles.LoadRevision), ReadText);
        foreach (var article in Select(selection.Limit is null ? selection with { Order = SortOrder.AsImported } : selection))
        {
            cancellation.ThrowIfCancellationRequested();
            collector.Add(article);
            progress?.Invoke(++count);
        }

        var texts = _catalog.Runs.Where(run => run.Kind == RunKind.Text).Sum(run => (long)run.Entries);
        return collector.Complete(speed, today, _catalog.ReferredTexts is { } referred
            ? new Deduplication(referred.Texts, texts, referred.Bytes, _database.Bytes)
            : null);
    }
}
