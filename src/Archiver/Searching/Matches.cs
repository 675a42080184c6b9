using Archiver.Querying;
using Archiver.Searching.Sqlite;

namespace Archiver.Searching;

/// <summary>
/// What FTS5 finds within bounds: how many articles, and the best of them, of equal ones the newest import. It takes
/// them as they come: to let SQLite sort and join them takes twice as long.
/// </summary>
internal sealed class Matches : IMatches
{
    /// <summary>So few that to sort them costs nothing.</summary>
    private const int FewHits = 32;

    private readonly FactsTable _facts;
    private readonly HashSet<int>? _categories;
    private readonly int _from;
    private readonly int _to;
    private readonly int _limit;
    private readonly List<(double Score, int Article)> _best = [];
    private (double Score, int Article) _last = (double.NegativeInfinity, 0);

    /// <param name="facts">Of the articles in the index.</param>
    /// <param name="bounds">Categories and days.</param>
    /// <param name="limit">How many articles are wanted at most.</param>
    /// <param name="isRanked">Whether their order matters.</param>
    public Matches(FactsTable facts, QueryBounds bounds, int? limit, bool isRanked)
    {
        _facts = facts;
        _categories = bounds.Categories?.Select(facts.CategoryOf).ToHashSet();
        _from = bounds.From is { } from ? ArticleWords.ToInteger(from) : int.MinValue;
        _to = bounds.To is { } to ? ArticleWords.ToInteger(to) : int.MaxValue;
        _limit = limit ?? int.MaxValue;
        IsRanked = isRanked;
    }

    public bool IsRanked { get; }

    /// <summary>How many articles there are, also beyond the limit.</summary>
    public int Count { get; private set; }

    public long Words => _facts.Words;

    public int WordsOf(int article)
    {
        var facts = _facts[article];
        return facts.Category == 0 ? throw new SqliteException(SqliteLibrary.Corrupt, "an article has words and no facts")
            : facts.Date >= _from && facts.Date <= _to && _categories?.Contains(facts.Category) != false ? facts.Words
            : IMatches.Unwanted;
    }

    public void Add(int article, double score)
    {
        Count++;
        if (_limit == 0 || (score, article).CompareTo(_last) <= 0)
        {
            return;
        }

        // Sorted anew when there are twice as many as wanted, so that each costs little.
        _best.Add((score, article));
        if (_best.Count >= 2L * Math.Max(_limit, FewHits))
        {
            Sort();
            _last = _best.Count < _limit ? _last : _best[^1];
        }
    }

    /// <summary>The best, the very best first.</summary>
    public List<SearchHit> Hits()
    {
        Sort();
        return [.. _best.Select(best => (best.Score, best.Article, Facts: _facts[best.Article])).Select(best => new SearchHit(
            best.Article, _facts.NameOf(best.Facts.Category), best.Facts.Date, IsRanked ? best.Score : null))];
    }

    private void Sort()
    {
        _best.Sort((one, other) => other.CompareTo(one));
        _best.RemoveRange(Math.Min(_limit, _best.Count), Math.Max(0, _best.Count - _limit));
    }
}
