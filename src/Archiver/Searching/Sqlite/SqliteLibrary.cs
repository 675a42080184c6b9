using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Archiver.Articles;

namespace Archiver.Searching.Sqlite;

/// <summary>
/// What is used of SQLite's C interface (https://sqlite.org/c3ref/intro.html), in its own names. A library between it
/// and this would make a pool of connections, and a timer for it, which takes as long as a search.
/// </summary>
internal static unsafe partial class SqliteLibrary
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

    public const int Defensive = 1010;
    public const int LimitAttached = 7;
    public const int LimitTriggerDepth = 10;

    /// <summary>SQLite copies what is bound.</summary>
    public const nint Transient = -1;

    private const string Library = "e_sqlite3";

    /// <summary>
    /// The library lies beside the program. The runtime has several names for it, and would have the loader look for
    /// each of them in some fifty places, which takes longer than a search.
    /// </summary>
    private static readonly string File = Path.Combine(AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so");

    private static readonly Lazy<(nint Library, string? Problem)> Loaded = new(() => Load(File));

    /// <summary>Why the library cannot be used; null where it can.</summary>
    public static string? Problem => Loaded.Value.Problem;

    /// <summary>Once, before anything else here.</summary>
    /// <exception cref="ArchiverException">The library is missing, or another file has its name.</exception>
    public static void LoadFromHere()
    {
        if (Problem is { } problem)
        {
            throw new ArchiverException(Failure.General, problem);
        }

        NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly,
            (name, _, _) => name == Library ? Loaded.Value.Library : 0);
    }

    /// <summary>Loads the library from this place, or, where nothing is, from where the runtime finds it.</summary>
    /// <returns>The library, or a sentence that says why it cannot be used.</returns>
    internal static (nint Library, string? Problem) Load(string file)
    {
        nint library;
        if (!System.IO.File.Exists(file))
        {
            return NativeLibrary.TryLoad(Library, typeof(SqliteLibrary).Assembly, null, out library)
                ? (library, null)
                : Fail("is missing");
        }

        return IsCutShort(file) || !NativeLibrary.TryLoad(file, out library) ? Fail("is damaged, or made for another system")
            : !NativeLibrary.TryGetExport(library, nameof(sqlite3_vfs_register), out _) ? Fail("is another library")
            : (library, null);

        (nint, string?) Fail(string what) => (0,
            $"The index of the words needs {Path.GetFileName(file)}, which {what}: it belongs in {Path.GetDirectoryName(file)}, "
            + "beside the program, and comes with it.");
    }

    /// <summary>The loader of Linux would be killed by a library whose end is missing. The last thing in one is a table.</summary>
    private static bool IsCutShort(string file)
    {
        Span<byte> header = stackalloc byte[64];
        using var stream = System.IO.File.OpenHandle(file);
        if (RandomAccess.Read(stream, header, 0) < header.Length)
        {
            return true;
        }

        return header.StartsWith("\u007FELF\u0002\u0001"u8)
            && BinaryPrimitives.ReadInt64LittleEndian(header[40..])
                + (BinaryPrimitives.ReadUInt16LittleEndian(header[58..]) * BinaryPrimitives.ReadUInt16LittleEndian(header[60..]))
                > RandomAccess.GetLength(stream);
    }

    [LibraryImport(Library)]
    public static partial int sqlite3_db_config(nint connection, int option, int value, int* result);

    [LibraryImport(Library)]
    public static partial int sqlite3_limit(nint connection, int limit, int value);

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
    public static partial int sqlite3_bind_blob(nint statement, int index, byte* value, int length, nint destroy);

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
    public static partial double sqlite3_column_double(nint statement, int column);

    [LibraryImport(Library)]
    public static partial byte* sqlite3_column_text(nint statement, int column);

    [LibraryImport(Library)]
    public static partial byte* sqlite3_column_blob(nint statement, int column);

    [LibraryImport(Library)]
    public static partial int sqlite3_column_bytes(nint statement, int column);

    [LibraryImport(Library)]
    public static partial void sqlite3_result_error_code(void* answer, int code);

    [LibraryImport(Library)]
    public static partial int sqlite3_file_control(nint connection, byte* name, int operation, void* argument);

    [LibraryImport(Library)]
    public static partial SqlitePages.Vfs* sqlite3_vfs_find(byte* name);

    [LibraryImport(Library)]
    public static partial int sqlite3_vfs_register(SqlitePages.Vfs* vfs, int makeDefault);
}
