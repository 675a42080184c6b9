using Archiver.Searching.Sqlite;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>
/// The words of all articles in SQLite FTS5. The text that goes in is made of the words of <see cref="FoldedText"/>, so
/// that a condition on the text means the same here and where texts are searched one by one. It is a cache: everything
/// in it comes from the archive.
/// </summary>
internal sealed partial class SearchIndex : IDisposable
{
    private const int Version = 5;

    /// <summary>FTS5 fills a page of the file with one block of words.</summary>
    private const int BlockSize = SqlitePages.PageSize - 160;

    /// <summary>
    /// How much a new index gathers in memory before it writes: so little that the processor's caches hold most of it.
    /// With 32 MB, to make an index takes a tenth longer, and 30 MB more.
    /// </summary>
    private const int GatheredBytes = 8 << 20;

    /// <summary>So many pieces a new index may have before they are merged: FTS5 takes 2,000.</summary>
    private const int MaxPieces = 1000;

    /// <summary>
    /// Words come folded and between spaces. FTS5 only has to be told of all the other ASCII characters that are in some.
    /// </summary>
    private const string Tokenizer = "'ascii tokenchars ''\n-=@'''";

    /// <summary>What makes the tables of an index, as SQLite keeps it, with those that FTS5 adds.</summary>
    private static readonly string[] Tables =
    [
        .. FactsTable.Tables,
        "CREATE TABLE stamp (version, catalog, article, revision, pack, anchor)",
        $"CREATE VIRTUAL TABLE words USING fts5(title, body, summary, bounds, content='', contentless_delete=1, tokenize={Tokenizer})",
        "CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID",
        "CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB)",
        "CREATE TABLE 'words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER)",
        "CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    ];

    /// <summary>So many of them are made by name; the others come with these.</summary>
    private const int OwnTables = 4;

    private readonly SqliteConnection _connection;
    private readonly WordRank _rank;
    private readonly FactsTable _facts;

    /// <param name="path">The file; empty for one that SQLite deletes when it is closed.</param>
    /// <param name="wait">How long to wait for a process that is just writing to it.</param>
    /// <exception cref="SqliteException">The file is damaged, locked or cannot be opened.</exception>
    public SearchIndex(string path, TimeSpan wait)
    {
        _connection = new SqliteConnection(path, wait);
        _facts = new FactsTable(_connection);
        try
        {
            _rank = new WordRank(_connection);

            // A small cache: a search reads few pages twice, and memory that is new to a process takes longer than a read.
            Run("PRAGMA cache_size = -512");
        }
        catch
        {
            _connection.Dispose();
            _rank?.Dispose();
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
    /// <exception cref="SqliteException">
    /// Its tables are not exactly those of an index: it was not made here.
    /// </exception>
    public IndexStamp? ReadStamp()
    {
        using var schema = _connection.Prepare("SELECT sql FROM sqlite_schema ORDER BY name LIMIT 100");
        var tables = new List<string?>();
        while (schema.Read())
        {
            tables.Add(schema.Text(0));
        }

        if (tables.Count == 0)
        {
            return null;
        }

        // Anything else, such as a view in a table's place, could make of a question what somebody wants.
        if (!tables.SequenceEqual(Tables))
        {
            throw new SqliteException(SqliteLibrary.Corrupt, "it has other tables than an index of this program");
        }

        using var stamp = _connection.Prepare($"SELECT catalog, article, revision, pack, anchor FROM stamp WHERE version = {Version}");
        return stamp.Read()
            ? new IndexStamp(stamp.Integer(0), (int)stamp.Integer(1), (int)stamp.Integer(2), (int)stamp.Integer(3), stamp.Integer(4))
            : null;
    }

    public void WriteStamp(IndexStamp stamp) => Run($"""
        DELETE FROM stamp;
        INSERT INTO stamp
        VALUES ({Version}, {stamp.State}, {stamp.LastArticle}, {stamp.LastRevision}, {stamp.LastPack}, {stamp.Anchor});
        """);

    /// <summary>Prepares a new, empty file to be filled. Until that is done, nothing in it needs to survive a failure.</summary>
    public void Create()
    {
        SqlitePages.ReserveBytes(_connection.Handle);
        Run($"""
            PRAGMA page_size = {SqlitePages.PageSize};
            PRAGMA journal_mode = MEMORY;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = -4096;
            BEGIN;
            {string.Join(";\n", Tables[..OwnTables])};
            INSERT INTO words (words, rank) VALUES ('rank', 'bm25({string.Join(", ", WordRank.Weights)})');
            INSERT INTO words (words, rank) VALUES ('pgsz', {BlockSize});
            INSERT INTO words (words, rank) VALUES ('hashsize', {GatheredBytes});
            INSERT INTO words (words, rank) VALUES ('automerge', 0);
            INSERT INTO words (words, rank) VALUES ('crisismerge', {MaxPieces});
            """);
    }

    /// <summary>
    /// Ends the filling: what was gathered piece by piece becomes one, in which a word is found at once. From now on the
    /// index changes a little at a time.
    /// </summary>
    public void Complete() => Run("""
        INSERT INTO words (words, rank) VALUES ('hashsize', 1048576);
        INSERT INTO words (words, rank) VALUES ('automerge', 8);
        INSERT INTO words (words, rank) VALUES ('crisismerge', 16);
        INSERT INTO words (words) VALUES ('optimize');
        COMMIT;
        """);

    public void Remove(IEnumerable<int> numbers)
    {
        using var words = _connection.Prepare("DELETE FROM words WHERE rowid = ?");
        foreach (var number in numbers)
        {
            words.Bind(1, number).Run();
            _facts[number] = default;
        }

        _facts.Write();
    }

    public void Add(IEnumerable<ArticleWords> articles)
    {
        using var words = _connection.Prepare("INSERT INTO words (rowid, title, body, summary, bounds) VALUES (?, ?, ?, ?, ?)");
        foreach (var article in articles)
        {
            var category = _facts.AddCategory(article.Category);
            _facts[article.Number] = new ArticleFacts(category, article.Date, article.Count);
            words.Bind(1, article.Number).Bind(2, article.Title.Span).Bind(3, article.Body.Span).Bind(4, article.Summary.Span)
                .Bind(5, MatchExpression.BoundsOf(category, article.Date)).Run();
        }

        _facts.Write();
    }

    public void Dispose()
    {
        _counts?.Dispose();
        _facts.Dispose();
        _connection.Dispose();
        _rank.Dispose();
    }

    private void Run(string sql) => _connection.Run(sql);
}
