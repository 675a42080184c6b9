using System.Text;
using Archiver.Querying;
using Archiver.Searching.Sqlite;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>What the index answers.</summary>
internal sealed partial class SearchIndex
{
    private SqliteStatement? _counts;

    /// <summary>The numbers of all articles in the index.</summary>
    public HashSet<int> Numbers()
    {
        using var statement = _connection.Prepare("SELECT id FROM articles");
        return [.. NumbersOf(statement)];
    }

    /// <summary>The words of all articles that have this stem.</summary>
    public IReadOnlyList<string> FormsOf(string stem)
    {
        using var statement = _connection.Prepare("SELECT word FROM stems WHERE stem = ?").Bind(1, stem);
        var words = new List<string>();
        while (statement.Read())
        {
            words.Add(statement.Text(0)!);
        }

        return words;
    }

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
    public List<SearchHit> Find(MatchExpression expression, QueryBounds bounds, int? limit, bool isRanked)
    {
        var (where, categories) = Within(bounds);
        var order = isRanked ? "ORDER BY rank, number DESC" : "";
        var rank = isRanked ? $"{WordRank.Name}(words)" : "0";
        using var statement = _connection.Prepare(where.Length == 0
            ? $"""
            SELECT id, category, date
            FROM (SELECT rowid AS number, {rank} AS rank FROM words WHERE words MATCH ? {order} LIMIT {limit ?? -1})
            CROSS JOIN articles ON id = number {order}
            """
            : $"""
            SELECT id, category, date, id AS number, {rank} AS rank
            FROM words CROSS JOIN articles ON id = words.rowid
            WHERE words MATCH ?{where} {order} LIMIT {limit ?? -1}
            """).Bind(1, expression.Text);
        foreach (var (index, category) in categories.Index())
        {
            statement.Bind(index + 2, category);
        }

        _rank.Prepare(expression.Forms);
        var hits = new List<SearchHit>();
        while (statement.Read())
        {
            hits.Add(new SearchHit((int)statement.Integer(0), statement.Text(1), (int)statement.Integer(2)));
        }

        return hits;
    }

    /// <summary>How many articles match within the bounds.</summary>
    public int Count(MatchExpression expression, QueryBounds bounds)
    {
        var (where, categories) = Within(bounds);
        using var statement = _connection.Prepare(where.Length == 0 ? "SELECT count(*) FROM words WHERE words MATCH ?"
            : $"SELECT count(*) FROM words CROSS JOIN articles ON id = words.rowid WHERE words MATCH ?{where}").Bind(1, expression.Text);
        foreach (var (index, category) in categories.Index())
        {
            statement.Bind(index + 2, category);
        }

        return statement.Read() ? (int)statement.Integer(0) : 0;
    }

    /// <summary>What the bounds are in SQL, and the values of its parameters.</summary>
    private static (StringBuilder Where, string[] Categories) Within(QueryBounds bounds)
    {
        string[] categories = [.. bounds.Categories ?? []];
        var where = new StringBuilder();
        if (bounds.Categories is not null)
        {
            where.Append($" AND category IN ({string.Join(", ", categories.Select(_ => "?"))})");
        }

        if (bounds.From is { } from)
        {
            where.Append($" AND date >= {ArticleWords.ToInteger(from)}");
        }

        if (bounds.To is { } to)
        {
            where.Append($" AND date <= {ArticleWords.ToInteger(to)}");
        }

        return (where, categories);
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
