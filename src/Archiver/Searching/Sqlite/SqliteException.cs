namespace Archiver.Searching.Sqlite;

/// <summary>SQLite could not do something.</summary>
internal sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}, {message}.")
{
    /// <summary>Whether what it read is no database that it or <see cref="SqlitePages"/> could have written.</summary>
    public bool IsOfDamage => code is SqliteLibrary.Corrupt or SqliteLibrary.NotADatabase;
}
