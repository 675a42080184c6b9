using System.Reflection;
using System.Runtime.InteropServices;

namespace Archiver.Searching;

/// <summary>
/// What is used of SQLite's C interface (https://sqlite.org/c3ref/intro.html), in its own names. A library between it
/// and this would make a pool of connections, and a timer for it, which takes as long as a search.
/// </summary>
internal static unsafe partial class Sqlite
{
    public const int Ok = 0;
    public const int Corrupt = 11;
    public const int NotADatabase = 26;
    public const int Row = 100;
    public const int Done = 101;
    public const int ShortRead = 522;

    public const int OpenReadWrite = 0x2;
    public const int OpenCreate = 0x4;

    /// <summary>A connection is only used by one thread at a time.</summary>
    public const int OpenWithoutMutex = 0x8000;

    /// <summary>SQLite copies what is bound.</summary>
    public const nint Transient = -1;

    private const string Library = "e_sqlite3";

    /// <summary>
    /// The library lies beside the program. The runtime has several names for it, and would have the loader look for
    /// each of them in some fifty places, which takes longer than a search.
    /// </summary>
    private static readonly string File = Path.Combine(AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so");

    /// <summary>Once, before anything else here.</summary>
    public static void LoadFromHere() => NativeLibrary.SetDllImportResolver(typeof(Sqlite).Assembly, Resolve);

    [LibraryImport(Library)]
    public static partial int sqlite3_open_v2(byte* path, nint* connection, int flags, byte* vfs);

    [LibraryImport(Library)]
    public static partial int sqlite3_close_v2(nint connection);

    [LibraryImport(Library)]
    public static partial int sqlite3_busy_timeout(nint connection, int milliseconds);

    [LibraryImport(Library)]
    public static partial byte* sqlite3_errmsg(nint connection);

    [LibraryImport(Library)]
    public static partial int sqlite3_exec(nint connection, byte* sql, void* callback, void* context, void* error);

    [LibraryImport(Library)]
    public static partial int sqlite3_prepare_v2(nint connection, byte* sql, int length, nint* statement, byte** rest);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_int64(nint statement, int index, long value);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_null(nint statement, int index);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_pointer(nint statement, int index, void* value, byte* type, void* destroy);

    [LibraryImport(Library)]
    public static partial int sqlite3_bind_text(nint statement, int index, byte* value, int length, nint destroy);

    [LibraryImport(Library)]
    public static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_reset(nint statement);

    [LibraryImport(Library)]
    public static partial int sqlite3_finalize(nint statement);

    [LibraryImport(Library)]
    public static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Library)]
    public static partial byte* sqlite3_column_text(nint statement, int column);

    [LibraryImport(Library)]
    public static partial int sqlite3_column_bytes(nint statement, int column);

    [LibraryImport(Library)]
    public static partial void sqlite3_result_double(void* answer, double value);

    [LibraryImport(Library)]
    public static partial void sqlite3_result_error_code(void* answer, int code);

    [LibraryImport(Library)]
    public static partial int sqlite3_file_control(nint connection, byte* name, int operation, void* argument);

    [LibraryImport(Library)]
    public static partial CheckedPages.Vfs* sqlite3_vfs_find(byte* name);

    [LibraryImport(Library)]
    public static partial int sqlite3_vfs_register(CheckedPages.Vfs* vfs, int makeDefault);

    /// <returns>The library; 0 for another, or where it is elsewhere: then the runtime looks for it.</returns>
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Library && NativeLibrary.TryLoad(File, out var library) ? library : 0;
}
