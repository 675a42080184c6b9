using System.Text;
using Archiver.Querying;
using Microsoft.Data.Sqlite;

namespace Archiver.Searching;

/// <summary>
/// The words of all articles in SQLite FTS5. The text that goes in is made of the words of <see cref="FoldedText"/>, so
/// that a condition on the text means the same here and where texts are searched one by one. It is a cache: everything
/// in it comes from the archive.
/// </summary>
internal sealed class SearchIndex : IDisposable
{
    private const int Version = 1;

    /// <summary>Stands between two paragraphs, and no pattern has it: a phrase lies within one paragraph.</summary>
    private const string Break = "\uE000";

    private readonly SqliteConnection _connection;
    private readonly FoldedText _folded = new();
    private SqliteCommand? _counts;

    /// <param name="path">The file; empty for one that SQLite deletes when it is closed.</param>
    /// <param name="wait">How long to wait for a process that is just writing to it.</param>
    public SearchIndex(string path, TimeSpan wait)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)wait.TotalSeconds),
        }.ToString());
        try
        {
            _connection.Open();
            Run("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public void Begin(bool toWrite) => Run(toWrite ? "BEGIN IMMEDIATE" : "BEGIN");

    public void Commit() => Run("COMMIT");

    public void Rollback() => Run("ROLLBACK");

    /// <summary>What the index shows; null where it is of another version or not complete.</summary>
    public IndexStamp? ReadStamp()
    {
        using var command = Command("SELECT count(*) FROM sqlite_schema WHERE name IN ('stamp', 'docs', 'words')");
        if ((long)command.ExecuteScalar()! < 3)
        {
            return null;
        }

        command.CommandText = $"SELECT catalog, article, revision, anchor FROM stamp WHERE version = {Version}";
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new IndexStamp(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetString(3))
            : null;
    }

    public void WriteStamp(IndexStamp stamp)
    {
        Run("DELETE FROM stamp");
        Run("INSERT INTO stamp VALUES ($0, $1, $2, $3, $4)",
            Version, stamp.Catalog, stamp.LastArticle, stamp.LastRevision, stamp.Anchor);
    }

    /// <summary>Empties the index, whatever is in it.</summary>
    public void Clear() => Run("""
        DROP TABLE IF EXISTS stamp;
        DROP TABLE IF EXISTS docs;
        DROP TABLE IF EXISTS words;
        CREATE TABLE stamp (version, catalog, article, revision, anchor);
        CREATE TABLE docs (id INTEGER PRIMARY KEY, category TEXT, date INTEGER NOT NULL);
        CREATE VIRTUAL TABLE words USING fts5(title, body, summary, content='', contentless_delete=1, tokenize='ascii');
        INSERT INTO words (words, rank) VALUES ('rank', 'bm25(3.0, 1.0, 1.5)');
        """);

    public HashSet<int> Numbers()
    {
        using var command = Command("SELECT id FROM docs");
        using var reader = command.ExecuteReader();
        var numbers = new HashSet<int>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt32(0));
        }

        return numbers;
    }

    public void Remove(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            Run("DELETE FROM words WHERE rowid = $0", number);
            Run("DELETE FROM docs WHERE id = $0", number);
        }
    }

    public void Add(IEnumerable<(Article Article, ArticleText Text)> articles)
    {
        using var document = Command("INSERT INTO docs VALUES ($0, $1, $2)", 0, "", 0);
        using var words = Command("INSERT INTO words (rowid, title, body, summary) VALUES ($0, $1, $2, $3)", 0, "", "", "");
        foreach (var (article, text) in articles)
        {
            var details = article.Details;
            document.Parameters[0].Value = article.Number;
            document.Parameters[1].Value = (object?)details.Category ?? DBNull.Value;
            document.Parameters[2].Value = details.Date is { } date ? (date.Year * 10000) + (date.Month * 100) + date.Day : 0;
            document.ExecuteNonQuery();
            words.Parameters[0].Value = article.Number;
            words.Parameters[1].Value = WordsOf([Encoding.UTF8.GetBytes(article.Title ?? "")]);
            words.Parameters[2].Value = WordsOf(text.Paragraphs);
            words.Parameters[3].Value = WordsOf(text.Summary);
            words.ExecuteNonQuery();
        }
    }

    /// <summary>The articles that have all these words within the bounds, the best first, then the newest import.</summary>
    public List<SearchHit> Find(IReadOnlyList<TextCondition> words, QueryBounds bounds)
    {
        var sql = new StringBuilder("SELECT d.id, d.category, d.date FROM docs d");
        var values = new List<object>();
        var order = " ORDER BY d.date DESC, d.id DESC";
        var where = " WHERE 1";
        if (words.Count > 0)
        {
            sql.Append(" JOIN words ON words.rowid = d.id");
            where = $" WHERE words MATCH {Add(string.Join(" AND ", words.Select(Expression)))}";
            order = " ORDER BY words.rank, d.date DESC, d.id DESC";
        }

        sql.Append(where);
        if (bounds.Categories is { } categories)
        {
            sql.Append($" AND d.category IN ({string.Join(", ", categories.Select(Add))})");
        }

        if (bounds.From is { } from)
        {
            sql.Append($" AND d.date >= {Add((from.Year * 10000) + (from.Month * 100) + from.Day)}");
        }

        if (bounds.To is { } to)
        {
            sql.Append($" AND d.date <= {Add((to.Year * 10000) + (to.Month * 100) + to.Day)}");
        }

        using var command = Command(sql.Append(order).ToString(), [.. values]);
        using var reader = command.ExecuteReader();
        var hits = new List<SearchHit>();
        while (reader.Read())
        {
            hits.Add(new SearchHit(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt32(2)));
        }

        return hits;

        string Add(object value)
        {
            values.Add(value);
            return $"${values.Count - 1}";
        }
    }

    /// <summary>The numbers of the articles that have any of these words or phrases, the best first.</summary>
    /// <param name="phrases">Words of <see cref="FoldedText"/>; those with a space between them must follow one another.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="column">Where to look: <c>title</c>, <c>body</c> or <c>summary</c>; null for everywhere.</param>
    public List<int> FindAny(IEnumerable<string> phrases, int limit, string? column = null)
    {
        var any = string.Join(" OR ", phrases.Select(phrase => $"\"{phrase}\""));
        var numbers = new List<int>();
        if (any.Length == 0)
        {
            return numbers;
        }

        using var command = Command("SELECT rowid FROM words WHERE words MATCH $0 ORDER BY rank LIMIT $1",
            column is null ? any : $"{column} : ({any})", limit);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt32(0));
        }

        return numbers;
    }

    /// <summary>How many articles have this word.</summary>
    public int CountArticles(string word)
    {
        if (_counts is null)
        {
            Run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)");
            _counts = Command("SELECT doc FROM temp.vocabulary WHERE term = $0", word);
        }

        _counts.Parameters[0].Value = word;
        return (int)(long)(_counts.ExecuteScalar() ?? 0L);
    }

    public void Dispose()
    {
        _counts?.Dispose();
        _connection.Dispose();
    }

    private static string Expression(TextCondition condition) =>
        $"\"{condition.Pattern.Words}\"{(condition.Pattern.IsPrefix ? " *" : "")}";

    private string WordsOf(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        _folded.Clear();
        foreach (var line in lines)
        {
            _folded.Add(line.Span);
        }

        return _folded.ToString().Replace("\n", Break, StringComparison.Ordinal);
    }

    private void Run(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params object[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue($"${index}", values[index]);
        }

        return command;
    }
}
