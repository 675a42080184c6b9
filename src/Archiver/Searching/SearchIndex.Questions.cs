using Archiver.Querying;
using Archiver.Searching.Sqlite;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>What the index answers.</summary>
internal sealed partial class SearchIndex
{
    private SqliteStatement? _counts;

    /// <summary>The numbers of all articles in the index.</summary>
    public HashSet<int> Numbers() => [.. _facts.Articles()];

    /// <summary>The numbers of the articles that match.</summary>
    public HashSet<int> Numbers(MatchExpression expression)
    {
        using var statement = _connection.Prepare("SELECT rowid FROM words WHERE words MATCH ?").Bind(1, expression.Text);
        return [.. NumbersOf(statement)];
    }

    /// <summary>The articles that match within the bounds, the best first, of equal ones the newest import.</summary>
    /// <param name="expression">What to match.</param>
    /// <param name="bounds">Categories and days.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="isRanked">Whether their order matters: to rank them takes longer than to find them.</param>
    public Matches Find(MatchExpression expression, QueryBounds bounds, int? limit, bool isRanked)
    {
        var matches = new Matches(_facts, bounds, limit, isRanked);
        _rank.Prepare(expression.Forms, matches);

        // What takes the articles refuses each, so that SQLite has nothing to do with any.
        using var statement = _connection.Prepare($"SELECT 1 FROM words WHERE words MATCH ? AND {WordRank.Name}(words)")
            .Bind(1, expression.Within(bounds, _facts.CategoryOf).Text);
        statement.Read();
        return matches;
    }

    /// <summary>The numbers of the articles that have any of these words or phrases, the best first.</summary>
    /// <param name="phrases">Words of <see cref="FoldedText"/>; those with a space between them must follow one another.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="column">Where to look: <c>title</c>, <c>body</c> or <c>summary</c>; null for everywhere.</param>
    public List<int> FindAny(IEnumerable<string> phrases, int limit, string? column = null)
    {
        var any = string.Join(" OR ", phrases.Select(phrase => $"\"{phrase}\""));
        if (any.Length == 0)
        {
            return [];
        }

        using var statement = _connection.Prepare($"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {limit}")
            .Bind(1, column is null ? any : $"{column} : ({any})");
        return [.. NumbersOf(statement)];
    }

    /// <summary>How many articles have this word.</summary>
    public int CountArticles(string word)
    {
        if (_counts is null)
        {
            Run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)");
            _counts = _connection.Prepare("SELECT doc FROM temp.vocabulary WHERE term = ?");
        }

        var count = _counts.Bind(1, word).Read() ? _counts.Integer(0) : 0;
        _counts.Reset();
        return (int)count;
    }

    private static IEnumerable<int> NumbersOf(SqliteStatement statement)
    {
        while (statement.Read())
        {
            yield return (int)statement.Integer(0);
        }
    }
}
