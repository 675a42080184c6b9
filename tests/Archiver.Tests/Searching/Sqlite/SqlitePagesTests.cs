using Archiver.Searching.Sqlite;

namespace Archiver.Tests.Searching.Sqlite;

/// <summary>Pages of a database that have checksums.</summary>
public sealed class SqlitePagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>SQLite does not care what such a page says, and leaves it unwritten unless it is told to.</summary>
    [Fact]
    public void A_page_that_is_let_go_before_it_was_written_can_be_taken_again()
    {
        using var connection = new SqliteConnection(_folder["pages.db"], TimeSpan.Zero);
        SqlitePages.ReserveBytes(connection.Handle);
        connection.Run($"""
            PRAGMA page_size = {SqlitePages.PageSize};
            PRAGMA journal_mode = MEMORY;
            PRAGMA cache_size = 10;
            CREATE TABLE blocks(id INTEGER PRIMARY KEY, block BLOB);
            BEGIN;
            {Insert(from: 1, to: 200)}
            {Insert(from: 201, to: 206)}
            DELETE FROM blocks WHERE id > 200;
            CREATE TABLE lengths AS SELECT sum(length(block)) FROM blocks;
            {Insert(from: 301, to: 400)}
            COMMIT;
            """);
        using var count = connection.Prepare("SELECT count(*) FROM blocks");
        Assert.True(count.Read());
        Assert.Equal(300, count.Integer(0));

        static string Insert(int from, int to) => $"WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to}) "
            + "INSERT INTO blocks SELECT i, zeroblob(16000) FROM n;";
    }

    /// <summary>SQLite reads those pages past its cache, and without their ends.</summary>
    [Theory]
    [InlineData(16_300)]
    [InlineData(16_400)]
    [InlineData(33_000)]
    [InlineData(200_000)]
    public void A_value_that_is_longer_than_a_page_comes_back_and_is_damaged_where_a_bit_flips(int length)
    {
        var path = _folder["pages.db"];
        using (var connection = new SqliteConnection(path, TimeSpan.Zero))
        {
            SqlitePages.ReserveBytes(connection.Handle);
            connection.Run($"PRAGMA page_size = {SqlitePages.PageSize}; CREATE TABLE texts(text); INSERT INTO texts VALUES (hex(zeroblob({length / 2})) || 'end')");
        }

        Assert.Equal(new string('0', length) + "end", Text());
        var bytes = File.ReadAllBytes(path);
        bytes[^(SqlitePages.PageSize - 200)] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.True(Assert.Throws<SqliteException>(Text).IsOfDamage);

        string? Text()
        {
            using var connection = new SqliteConnection(path, TimeSpan.Zero);
            using var text = connection.Prepare("SELECT text FROM texts");
            return text.Read() ? text.Text(0) : null;
        }
    }
}
