using System.Buffers.Binary;
using Archiver.Searching.Sqlite;

namespace Archiver.Searching;

/// <summary>
/// The facts of all articles in an index, by their numbers, many to a row: whoever ranks what a common word finds needs
/// them of nearly all, and to look for a row takes SQLite longer than all the rest that an article costs.
/// </summary>
internal sealed class FactsTable(SqliteConnection connection) : IDisposable
{
    /// <summary>So many articles to a row, which fills a page.</summary>
    private const int RowArticles = 1 << RowBits;
    private const int RowBits = 10;

    private const int Size = 3 * sizeof(int);

    /// <summary>The row that has the sum.</summary>
    private const int SumRow = -1;

    private readonly HashSet<int> _changed = [];
    private byte[]?[] _rows = [];
    private SqliteStatement? _read;
    private long? _words;
    private Dictionary<string, int>? _categories;
    private string?[]? _names;

    public static IEnumerable<string> Tables =>
    [
        "CREATE TABLE articles (row INTEGER PRIMARY KEY, facts BLOB NOT NULL)",
        "CREATE TABLE categories (number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    ];

    /// <summary>How many words all articles have.</summary>
    public long Words
    {
        get => _words ??= Read(SumRow) is { Length: sizeof(long) } sum ? BinaryPrimitives.ReadInt64LittleEndian(sum) : 0;
        private set => _words = value;
    }

    /// <exception cref="SqliteException">There can be no article of this number.</exception>
    public ArticleFacts this[int article]
    {
        get
        {
            var facts = Row(article >> RowBits).AsSpan((article & (RowArticles - 1)) * Size, Size);
            return new ArticleFacts(
                BinaryPrimitives.ReadInt32LittleEndian(facts),
                BinaryPrimitives.ReadInt32LittleEndian(facts[sizeof(int)..]),
                BinaryPrimitives.ReadInt32LittleEndian(facts[(2 * sizeof(int))..]));
        }

        set
        {
            Words += value.Words - this[article].Words;
            var facts = Row(article >> RowBits).AsSpan((article & (RowArticles - 1)) * Size, Size);
            BinaryPrimitives.WriteInt32LittleEndian(facts, value.Category);
            BinaryPrimitives.WriteInt32LittleEndian(facts[sizeof(int)..], value.Date);
            BinaryPrimitives.WriteInt32LittleEndian(facts[(2 * sizeof(int))..], value.Words);
            _changed.Add(article >> RowBits);
        }
    }

    /// <summary>The numbers of all articles.</summary>
    public IEnumerable<int> Articles()
    {
        using var rows = connection.Prepare($"SELECT row FROM articles WHERE row > {SumRow}");
        while (rows.Read())
        {
            var first = checked((int)rows.Integer(0) * RowArticles);
            foreach (var article in Enumerable.Range(first, RowArticles).Where(article => this[article].Category != 0))
            {
                yield return article;
            }
        }
    }

    /// <summary>The number of a category; 0 where no article has had it.</summary>
    public int CategoryOf(string? name) => name is null ? ArticleFacts.None : Categories.GetValueOrDefault(name);

    /// <summary>The number of a category, which gets one if it has none.</summary>
    public int AddCategory(string? name)
    {
        var number = CategoryOf(name);
        if (number == 0)
        {
            number = ArticleFacts.None + 1 + Categories.Count;
            Categories[name!] = number;
            using var insert = connection.Prepare("INSERT INTO categories VALUES (?, ?)").Bind(1, number).Bind(2, name);
            insert.Run();
        }

        return number;
    }

    /// <exception cref="SqliteException">There is no such category.</exception>
    public string? NameOf(int category)
    {
        if (_names is null)
        {
            _names = new string?[Categories.Count + ArticleFacts.None + 1];
            foreach (var (name, number) in Categories)
            {
                _names[number] = name;
            }
        }

        return category == ArticleFacts.None ? null
            : (uint)category < (uint)_names.Length && _names[category] is { } known ? known
            : throw Damaged("an article has a category that is none");
    }

    /// <summary>Writes what has changed.</summary>
    public void Write()
    {
        using var write = connection.Prepare("INSERT OR REPLACE INTO articles VALUES (?, ?)");
        foreach (var row in _changed)
        {
            write.Bind(1, row).BindBytes(2, _rows[row]).Run();
        }

        var sum = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(sum, Words);
        write.Bind(1, SumRow).BindBytes(2, sum).Run();
        _changed.Clear();
    }

    public void Dispose() => _read?.Dispose();

    private Dictionary<string, int> Categories => _categories ??= ReadCategories();

    private Dictionary<string, int> ReadCategories()
    {
        using var all = connection.Prepare("SELECT name, number FROM categories");
        var categories = new Dictionary<string, int>(StringComparer.Ordinal);
        while (all.Read())
        {
            categories[all.Text(0)!] = (int)all.Integer(1);
        }

        return categories;
    }

    private byte[] Row(int row) => (uint)row < (uint)_rows.Length && _rows[row] is { } known ? known : ReadRow(row);

    private byte[] ReadRow(int row)
    {
        if (row < 0)
        {
            throw Damaged("an article has a number that is none");
        }

        if (row >= _rows.Length)
        {
            Array.Resize(ref _rows, Math.Max(row + 1, 2 * _rows.Length));
        }

        var facts = Read(row) ?? new byte[RowArticles * Size];
        return facts.Length == RowArticles * Size
            ? _rows[row] = facts
            : throw Damaged("a row of facts has another length");
    }

    private byte[]? Read(int row)
    {
        _read ??= connection.Prepare("SELECT facts FROM articles WHERE row = ?");
        var facts = _read.Bind(1, row).Read() ? _read.Bytes(0) : null;
        _read.Reset();
        return facts;
    }

    private static SqliteException Damaged(string why) => new(SqliteLibrary.Corrupt, why);
}
