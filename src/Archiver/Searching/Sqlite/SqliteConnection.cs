using System.Runtime.InteropServices;
using System.Text;
using static Archiver.Searching.Sqlite.SqliteLibrary;

namespace Archiver.Searching.Sqlite;

/// <summary>A database of SQLite that is open. One thread at a time may use it.</summary>
internal sealed unsafe class SqliteConnection : IDisposable
{
    private Fts5.Api* _fullText;

    /// <param name="path">The file, which is made where there is none; empty for one that is deleted with this.</param>
    /// <param name="wait">How long to wait for another process that is writing.</param>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public SqliteConnection(string path, TimeSpan wait)
    {
        var vfs = SqlitePages.Register();
        nint handle = 0;
        int result;
        fixed (byte* name = Text(path))
        {
            result = sqlite3_open_v2(name, &handle, OpenReadWrite | OpenCreate | OpenWithoutMutex, vfs);
        }

        Handle = handle;
        try
        {
            Check(result);
            Restrict();
            Check(sqlite3_busy_timeout(handle, (int)Math.Min(wait.TotalMilliseconds, int.MaxValue)));

            // A page that is let go is written, too: else SQLite may read one that never was when it takes it again, and a
            // page without its checksum is a damaged one.
            Run("PRAGMA secure_delete = ON");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public nint Handle { get; private set; }

    /// <summary>What FTS5 offers.</summary>
    /// <exception cref="SqliteException">The file is damaged or locked.</exception>
    public Fts5.Api* FullText => _fullText is null ? _fullText = Fts5.Of(this) : _fullText;

    /// <summary>Runs statements that have no values and no answers.</summary>
    /// <exception cref="SqliteException">One failed; those after it were not run.</exception>
    public void Run(string sql)
    {
        fixed (byte* text = Text(sql))
        {
            Check(sqlite3_exec(Handle, text, null, null, null));
        }
    }

    /// <exception cref="SqliteException">The statement is wrong, or the file cannot be read.</exception>
    public SqliteStatement Prepare(string sql)
    {
        nint statement = 0;
        fixed (byte* text = Text(sql))
        {
            Check(sqlite3_prepare_v2(Handle, text, -1, &statement, null));
        }

        return new SqliteStatement(this, statement);
    }

    /// <summary>Makes an exception of what SQLite returned, if it is one.</summary>
    public void Check(int result)
    {
        if (result is not (Ok or Row or Done))
        {
            throw new SqliteException(result, Marshal.PtrToStringUTF8((nint)sqlite3_errmsg(Handle)) ?? "");
        }
    }

    public void Dispose()
    {
        _ = sqlite3_close_v2(Handle);
        Handle = 0;
    }

    /// <summary>What somebody else may have written to the file must not be run, and not written past.</summary>
    private void Restrict()
    {
        // Apple's processors pass what follows a variable number of arguments in another way.
        if (!OperatingSystem.IsMacOS())
        {
            Check(sqlite3_db_config(Handle, Defensive, 1, null));
        }

        _ = sqlite3_limit(Handle, LimitAttached, 0);
        _ = sqlite3_limit(Handle, LimitTriggerDepth, 0);
        Run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
