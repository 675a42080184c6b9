using System.Text;
using static Archiver.Searching.Sqlite.SqliteLibrary;

namespace Archiver.Searching.Sqlite;

/// <summary>A statement that SQLite has prepared. Its values are counted from 1, the columns of its answers from 0.</summary>
internal sealed unsafe class SqliteStatement(SqliteConnection connection, nint handle) : IDisposable
{
    private nint _handle = handle;

    public SqliteStatement Bind(int index, long value)
    {
        connection.Check(sqlite3_bind_int64(_handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        if (value is not null)
        {
            return Bind(index, Encoding.UTF8.GetBytes(value));
        }

        connection.Check(sqlite3_bind_null(_handle, index));
        return this;
    }

    /// <param name="index">Which value.</param>
    /// <param name="value">Text, in UTF-8.</param>
    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        // Text of no length needs an address, too: without one it would be no value.
        fixed (byte* text = value.IsEmpty ? [0] : value)
        {
            connection.Check(sqlite3_bind_text(_handle, index, text, value.Length, Transient));
        }

        return this;
    }

    /// <param name="index">Which value.</param>
    /// <param name="value">Bytes that are no text.</param>
    public SqliteStatement BindBytes(int index, ReadOnlySpan<byte> value)
    {
        fixed (byte* bytes = value)
        {
            connection.Check(sqlite3_bind_blob(_handle, index, bytes, value.Length, Transient));
        }

        return this;
    }

    /// <summary>Goes to the next answer.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    public bool Read()
    {
        var result = sqlite3_step(_handle);
        connection.Check(result);
        return result == Row;
    }

    /// <summary>Runs a statement that has no answers; it can be run again.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public void Run()
    {
        Read();
        Reset();
    }

    /// <summary>Begins anew, with other values.</summary>
    public void Reset() => connection.Check(sqlite3_reset(_handle));

    public long Integer(int column) => sqlite3_column_int64(_handle, column);

    public double Number(int column) => sqlite3_column_double(_handle, column);

    /// <returns>Null where there is no value.</returns>
    public string? Text(int column)
    {
        var text = sqlite3_column_text(_handle, column);
        return text is null ? null : Encoding.UTF8.GetString(text, sqlite3_column_bytes(_handle, column));
    }

    /// <summary>A copy of what is no text.</summary>
    public byte[] Bytes(int column) =>
        new ReadOnlySpan<byte>(sqlite3_column_blob(_handle, column), sqlite3_column_bytes(_handle, column)).ToArray();

    public void Dispose()
    {
        _ = sqlite3_finalize(_handle);
        _handle = 0;
    }
}
