namespace Archiver.Searching.Sqlite;

/// <summary>SQLite could not do something.</summary>
internal sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}, {message}.")
{
    /// <summary>Why, in words that follow the name of the file.</summary>
    public string Reason => (code & 0xFF) switch
    {
        5 or 6 => "another process is using it.",
        8 => "it may not be written. Check the permissions of the file and its folder.",
        10 => "the disk cannot read or write it.",
        13 => "no space is left for it.",
        14 => "it cannot be opened. Check the permissions of the file and its folder, or delete it: it is only a cache.",
        _ => Message,
    };

    /// <summary>Whether what it read is no database that it or <see cref="SqlitePages"/> could have written.</summary>
    public bool IsOfDamage => code is SqliteLibrary.Corrupt or SqliteLibrary.NotADatabase;
}
