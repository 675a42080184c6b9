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
    private const int Version = 2;

    /// <summary>FTS5 fills a page of the file with one block of words.</summary>
    private const int BlockSize = CheckedPages.PageSize - 160;

    /// <summary>
    /// How much a new index gathers in memory before it writes. Each time makes one more place to look at for
    /// each search. With 24 MB, to make an index takes 103 MB of memory; with 48 MB, 130 MB.
    /// </summary>
    private const int GatheredBytes = 32 << 20;

    private readonly SqliteConnection _connection;
    private SqliteCommand? _counts;

    /// <param name="path">The file; empty for one that SQLite deletes when it is closed.</param>
    /// <param name="wait">How long to wait for a process that is just writing to it.</param>
    public SearchIndex(string path, TimeSpan wait)
    {
        CheckedPages.Register();
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 1,
            Vfs = CheckedPages.Name,
        }.ToString());
        try
        {
            _connection.Open();

            // A small cache: a search reads few pages twice, and memory that is new to a process takes longer than a read.
            Run($"PRAGMA busy_timeout = {(int)Math.Min(wait.TotalMilliseconds, int.MaxValue)}; PRAGMA cache_size = -512");
            WordTokenizer.AddTo(_connection.Handle!);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Begins a transaction. What one changes stays in memory until it ends: to let go of a page earlier, SQLite shuts
    /// out everyone who reads, and waits for them anew with every statement.
    /// </summary>
    public void Begin(bool toWrite) => Run(toWrite ? "PRAGMA cache_spill = OFF; BEGIN IMMEDIATE" : "BEGIN");

    public void Commit() => Run("COMMIT");

    /// <summary>Ends a transaction in the middle of a change: the index shows no state of an archive until its stamp is written.</summary>
    public void CommitIncomplete() => Run("DELETE FROM stamp; COMMIT");

    public void Rollback() => Run("ROLLBACK");

    /// <summary>What the index shows; null where it is of another version or not complete.</summary>
    public IndexStamp? ReadStamp()
    {
        using var command = Command("SELECT count(*) FROM sqlite_schema WHERE name = 'stamp'");
        if ((long)command.ExecuteScalar()! == 0)
        {
            return null;
        }

        command.CommandText = $"SELECT catalog, article, revision, pack, anchor FROM stamp WHERE version = {Version}";
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new IndexStamp(reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt64(4))
            : null;
    }

    public void WriteStamp(IndexStamp stamp)
    {
        Run("DELETE FROM stamp");
        Run("INSERT INTO stamp VALUES ($0, $1, $2, $3, $4, $5)",
            Version, stamp.Catalog, stamp.LastArticle, stamp.LastRevision, stamp.LastPack, stamp.Anchor);
    }

    /// <summary>Prepares a new, empty file to be filled. Until that is done, nothing in it needs to survive a failure.</summary>
    public void Create()
    {
        CheckedPages.ReserveBytes(_connection.Handle!.DangerousGetHandle());
        Run($"""
            PRAGMA page_size = {CheckedPages.PageSize};
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -4096;
            BEGIN;
            CREATE TABLE stamp (version, catalog, article, revision, pack, anchor);
            CREATE TABLE articles (id INTEGER PRIMARY KEY, category TEXT, date INTEGER NOT NULL);
            CREATE TABLE stems (stem TEXT, word TEXT, PRIMARY KEY (stem, word)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE words USING fts5(title, body, summary, content='', contentless_delete=1, tokenize='{WordTokenizer.Name}');
            INSERT INTO words (words, rank) VALUES ('rank', 'bm25(3.0, 1.0, 1.5)');
            INSERT INTO words (words, rank) VALUES ('pgsz', {BlockSize});
            INSERT INTO words (words, rank) VALUES ('hashsize', {GatheredBytes});
            INSERT INTO words (words, rank) VALUES ('automerge', 0);
            """);
    }

    /// <summary>
    /// Ends the filling: what was gathered piece by piece becomes one, in which a word is found at once. From now on the
    /// index changes a little at a time.
    /// </summary>
    public void Complete() => Run("""
        INSERT INTO words (words, rank) VALUES ('hashsize', 1048576);
        INSERT INTO words (words, rank) VALUES ('automerge', 8);
        INSERT INTO words (words) VALUES ('optimize');
        COMMIT;
        """);

    public HashSet<int> Numbers() => Numbers(Command("SELECT id FROM articles"));

    public void Remove(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            Run("DELETE FROM words WHERE rowid = $0", number);
            Run("DELETE FROM articles WHERE id = $0", number);
        }
    }

    public void Add(IEnumerable<ArticleWords> articles)
    {
        using var facts = Command("INSERT INTO articles VALUES ($0, $1, $2)", 0, "", 0);
        using var words = Command("INSERT INTO words (rowid, title, body, summary) VALUES ($0, $1, $2, $3)", 0, "", "", "");
        using var stems = Command("INSERT OR IGNORE INTO stems VALUES ($0, $1)", "", "");
        foreach (var article in articles)
        {
            Run(facts, article.Number, (object?)article.Category ?? DBNull.Value, article.Date);
            Run(words, article.Number, article.Title, article.Body, article.Summary);
            foreach (var (stem, word) in article.Stems)
            {
                Run(stems, stem, word);
            }
        }
    }

    /// <summary>The words of all articles that have this stem.</summary>
    public IReadOnlyList<string> FormsOf(string stem)
    {
        using var command = Command("SELECT word FROM stems WHERE stem = $0", stem);
        using var reader = command.ExecuteReader();
        var words = new List<string>();
        while (reader.Read())
        {
            words.Add(reader.GetString(0));
        }

        return words;
    }

    /// <summary>The numbers of the articles that match.</summary>
    /// <param name="expression">What FTS5 takes; see <see cref="MatchExpression"/>.</param>
    public HashSet<int> Numbers(string expression) => Numbers(Command("SELECT rowid FROM words WHERE words MATCH $0", expression));

    /// <summary>The articles that match within the bounds, the best first, of equal ones the newest import.</summary>
    /// <param name="expression">What FTS5 takes; see <see cref="MatchExpression"/>.</param>
    /// <param name="bounds">Categories and days.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="isRanked">Whether their order matters: to rank them takes longer than to find them.</param>
    public List<SearchHit> Find(string expression, QueryBounds bounds, int? limit, bool isRanked)
    {
        List<object> values = [expression];
        var where = new StringBuilder();
        if (bounds.Categories is { } categories)
        {
            where.Append($" AND category IN ({string.Join(", ", categories.Select(Add))})");
        }

        if (bounds.From is { } from)
        {
            where.Append($" AND date >= {Add(ArticleWords.ToInteger(from))}");
        }

        if (bounds.To is { } to)
        {
            where.Append($" AND date <= {Add(ArticleWords.ToInteger(to))}");
        }

        var order = isRanked ? "ORDER BY rank, number DESC" : "";
        var rank = isRanked ? "words.rank" : "0";
        using var command = Command(where.Length == 0
            ? $"""
            SELECT id, category, date
            FROM (SELECT rowid AS number, {rank} AS rank FROM words WHERE words MATCH $0 {order} LIMIT {limit ?? -1})
            CROSS JOIN articles ON id = number {order}
            """
            : $"""
            SELECT id, category, date, id AS number, {rank} AS rank
            FROM words CROSS JOIN articles ON id = words.rowid
            WHERE words MATCH $0{where} {order} LIMIT {limit ?? -1}
            """, [.. values]);
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

    private static HashSet<int> Numbers(SqliteCommand command)
    {
        using (command)
        {
            using var reader = command.ExecuteReader();
            var numbers = new HashSet<int>();
            while (reader.Read())
            {
                numbers.Add(reader.GetInt32(0));
            }

            return numbers;
        }
    }

    private void Run(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

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
