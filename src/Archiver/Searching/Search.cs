using Archiver.Querying;
using Archiver.Searching.Sqlite;

namespace Archiver.Searching;

/// <summary>
/// The index of an archive in the state in which it is read, and what it answers. Whatever happens to its file, the
/// answers are the same.
/// </summary>
internal sealed class Search : IDisposable
{
    private readonly IndexFile _file;
    private SearchIndex _index;

    private Search(IndexFile file, SearchIndex index) => (_file, _index) = (file, index);

    /// <summary>The index, which is made or brought up to date where it must be.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="mayBeOutdated">Whether there may be none.</param>
    /// <returns>Null where it shows a later state of the archive, which has changed since this reader opened it.</returns>
    public static Search? Open(IndexFile file, bool mayBeOutdated) =>
        file.Open(mayBeOutdated) is { } index ? new(file, index) : null;

    /// <summary>The index, if it is there and up to date.</summary>
    public static Search? OpenCurrent(IndexFile file) => file.TryOpenCurrent() is { } index ? new(file, index) : null;

    /// <summary>
    /// The articles within the bounds whose words match the part of a query that is about words alone: the best first.
    /// Null where no part of it is.
    /// </summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="limit">How many at most, if nothing else is asked for.</param>
    /// <param name="isRanked">Whether their order matters.</param>
    /// <param name="rest">What else is asked for.</param>
    public IReadOnlyList<SearchHit>? Find(Querying.Query query, int? limit, bool isRanked, out Querying.Query rest)
    {
        var (words, others) = Parted(query);
        rest = others;
        var isAll = rest == Querying.Query.Everything;
        return words is null ? null : Ask(index => MatchExpression.Of(words) is { } expression
            ? index.Find(expression, QueryBounds.Of(query), isAll ? limit : null, isRanked).Hits()
            : []);
    }

    /// <summary>How many articles match, where the index can tell; null where it cannot.</summary>
    public int? Count(Querying.Query query) =>
        Parted(query) is not ({ } words, var rest) || rest != Querying.Query.Everything ? null
        : Ask(index => MatchExpression.Of(words) is { } expression
            ? index.Find(expression, QueryBounds.Of(query), limit: 0, isRanked: false).Count
            : 0);

    /// <summary>The part of a query that is about words alone, null where there is none; and what neither it nor the bounds say.</summary>
    private static (Querying.Query? Words, Querying.Query Others) Parted(Querying.Query query)
    {
        var parts = query is AllOf all ? all.Parts : [query];
        Querying.Query[] words = [.. parts.Where(MatchExpression.IsPossible)];
        var others = parts.Except(words).Where(part => !QueryBounds.Of(part).IsExact);
        return (words.Length == 0 ? null : AllOf.Join(words), AllOf.Join(others));
    }

    /// <summary>The query with the numbers of the articles that match instead of everything that is about words.</summary>
    public Querying.Query Answer(Querying.Query query) => Ask(index => Answer(query, index));

    /// <summary>Lets others change the index.</summary>
    public void Pause()
    {
        try
        {
            _index.Commit();
        }
        catch (SqliteException)
        {
            // It has nothing open, or is asked no more.
        }
    }

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    /// <returns>False where the index is not that of this state of the archive any more.</returns>
    public bool TryResume()
    {
        try
        {
            _index.Begin(toWrite: false);
            return _file.IsCurrent(_index);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public void Dispose() => _index.Dispose();

    private static Querying.Query Answer(Querying.Query query, SearchIndex index)
    {
        if (MatchExpression.Of(query) is { } expression)
        {
            return new NumberCondition(index.Numbers(expression));
        }

        return query switch
        {
            AllOf all => AllOf.Join(all.Parts.Select(part => Answer(part, index))),
            AnyOf any => AnyOf.Join(any.Parts.Select(part => Answer(part, index))),
            Not not => new Not(Answer(not.Part, index)),
            _ => query,
        };
    }

    /// <summary>Asks the index; where that fails, another that is made for it.</summary>
    public T Ask<T>(Func<SearchIndex, T> question)
    {
        try
        {
            return question(_index);
        }
        catch (SqliteException exception)
        {
            _index.Dispose();
            _index = _file.Replace(exception);
            return question(_index);
        }
    }
}
