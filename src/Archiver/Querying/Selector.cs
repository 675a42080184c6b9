using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Querying;

/// <summary>
/// Finds the articles of a plan by the runs, as far as they can tell, and loads only what they cannot. The conditions on
/// the text are left to the caller.
/// </summary>
internal sealed class Selector(StoredArticles articles, Lazy<CategoryTable> categories)
{
    /// <summary>Of several categories, so many entries of each are read at once to be merged.</summary>
    private const int MergedAtOnce = 64;

    /// <summary>The query with the categories that there are instead of the patterns that name them.</summary>
    public Query WithCategories(Query query) => query switch
    {
        AllOf all => AllOf.Join([.. all.Parts.Select(WithCategories)]),
        AnyOf any => AnyOf.Join([.. any.Parts.Select(WithCategories)]),
        Not not => new Not(WithCategories(not.Part)),
        FieldCondition { Value: NamePattern pattern } condition when condition.Field == QueryField.Category =>
            AnyOf.Join([.. categories.Value.Names.Where(pattern.IsOf).DefaultIfEmpty(pattern.Text)
                .Select(name => new FieldCondition(condition.Field, new ExactText(name)))]),
        _ => query,
    };

    /// <summary>The categories that a query names and that are not there; those in negations, which leave nothing out, as well.</summary>
    public IEnumerable<string> MissingCategories(Query query) => query switch
    {
        QueryGroup group => group.Parts.SelectMany(MissingCategories),
        Not not => MissingCategories(not.Part),
        FieldCondition { Value: NamePattern pattern } condition
            when condition.Field == QueryField.Category && !categories.Value.Names.Any(pattern.IsOf) =>
            [pattern.IsPrefix ? pattern.Text + "*" : pattern.Text],
        _ => [],
    };

    /// <summary>The numbers of the articles, in this order.</summary>
    public IEnumerable<uint> Numbers(QueryPlan plan, SortOrder order) =>
        IsInOrderOfRuns(plan, order) && plan.OfArticle != Query.Everything
            ? Articles(plan, order).Select(article => (uint)article.Number)
            : NumbersOfRuns(plan, order);

    /// <summary>The articles, in this order.</summary>
    public IEnumerable<Article> Articles(QueryPlan plan, SortOrder order)
    {
        var loaded = articles.Load(NumbersOfRuns(plan, order));
        return IsInOrderOfRuns(plan, order) ? Filter(loaded, plan) : loaded;
    }

    private static bool IsInOrderOfRuns(QueryPlan plan, SortOrder order) => plan.Bounds.Names is null
        && (order.Field == SortField.Date || order == SortOrder.AsImported);

    private static IEnumerable<Article> Filter(IEnumerable<Article> loaded, QueryPlan plan) => plan.OfArticle == Query.Everything
        ? loaded
        : loaded.Where(article => QueryEvaluator.WithoutText.Matches(plan.OfArticle, article));

    /// <summary>Unfiltered where the order is that of runs; else they had to be loaded, and are filtered.</summary>
    private IEnumerable<uint> NumbersOfRuns(QueryPlan plan, SortOrder order) =>
        !IsInOrderOfRuns(plan, order) ? Sorted(plan, order)
            : order.Field == SortField.Imported ? Stored(plan.Bounds)
            : order.Descending ? Entries(plan.Bounds, descending: true).Select(entry => entry.Number)
            : OldestFirst(plan.Bounds);

    /// <summary>Day by day, because of one day the newest import comes first; at the end those without a date.</summary>
    private IEnumerable<uint> OldestFirst(QueryBounds bounds)
    {
        var (day, entries) = (0ul, new Stack<uint>());
        foreach (var entry in Entries(bounds with { From = bounds.From ?? DateOnly.MinValue }, descending: false))
        {
            if (entry.Key != day)
            {
                foreach (var number in entries)
                {
                    yield return number;
                }

                entries.Clear();
                day = entry.Key;
            }

            entries.Push(entry.Number);
        }

        var undated = bounds.From is null ? Entries(bounds, descending: true).Where(entry => entry.Key == 0) : [];
        foreach (var number in entries.Concat(undated.Select(entry => entry.Number)))
        {
            yield return number;
        }
    }

    private uint[] Stored(QueryBounds bounds)
    {
        var numbers = bounds.Names is { } names
            ? names.SelectMany(Named).Distinct().ToArray()
            : Entries(bounds, descending: false).Select(entry => entry.Number).ToArray();
        Array.Sort(numbers);
        return numbers;
    }

    private IEnumerable<uint> Sorted(QueryPlan plan, SortOrder order)
    {
        var byValue = Comparer<IComparable?>.Create((left, right) => (left, right) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => order.Descending ? right.CompareTo(left) : left.CompareTo(right),
        });
        return Filter(articles.Load(Stored(plan.Bounds)), plan)
            .Select(article => (Value: order.Field.ValueOf(article), article.Number))
            .OrderBy(key => key.Value, byValue)
            .ThenByDescending(key => key.Number)
            .Select(key => (uint)key.Number);
    }

    /// <summary>The numbers of the articles that may have this ID or URL, and perhaps of others.</summary>
    private IEnumerable<uint> Named(FieldCondition name) => name.Value switch
    {
        IdBeginning { Prefix: var prefix } => articles.RunsOf(RunKind.Id)
            .Range(prefix.First, prefix.Last, descending: false).Select(entry => entry.Number),
        UrlText { Text: var url } => articles.Urls.Find(url),
        _ => throw new ArgumentException($"No run has {name}.", nameof(name)),
    };

    /// <summary>The places of the articles within the bounds, newest first, from the one after a place on. Names do not count.</summary>
    public IEnumerable<ListPlace> NewestAfter(QueryBounds bounds, ListPlace? after) =>
        Entries(bounds, descending: true, latest: after?.Day)
            .Select(entry => new ListPlace((uint)entry.Key, entry.Number))
            .SkipWhile(place => place.Day == after?.Day && place.Number >= after?.Number);

    /// <summary>The dates and numbers of the articles within the bounds, in the order of the dates.</summary>
    /// <param name="bounds">The bounds.</param>
    /// <param name="descending">Whether the newest come first.</param>
    /// <param name="latest">The key of a day after which none counts.</param>
    private IEnumerable<RunEntry> Entries(QueryBounds bounds, bool descending, ulong? latest = null)
    {
        var first = bounds.From is { } from ? RunKey.OfDate(from) : 0;
        var last = Math.Min(latest ?? uint.MaxValue, bounds.To is { } to ? RunKey.OfDate(to) : uint.MaxValue);
        if (bounds.Categories is not { } names)
        {
            return Within(articles.RunsOf(RunKind.Date).Range(first, last, descending));
        }

        var runs = articles.RunsOf(RunKind.Category);
        return Within(RunSet.Merge(names
            .Select(name => categories.Value.NumberOf(name))
            .OfType<int>()
            .Select(number => runs
                .Range(RunKey.OfCategory(number, first), RunKey.OfCategory(number, last), descending)
                .Select(entry => new RunEntry(RunKey.DateOf(entry.Key), entry.Number))
                .Chunk(MergedAtOnce)), descending));

        IEnumerable<RunEntry> Within(IEnumerable<RunEntry> entries) => bounds.Numbers is { } numbers
            ? entries.Where(entry => numbers.Contains((int)entry.Number))
            : entries;
    }
}
