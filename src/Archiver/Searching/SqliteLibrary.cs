using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Archiver.Searching;

/// <summary>
/// SQLite's library lies beside the program. The runtime has several names for it, and would have the loader look for
/// each of them in some fifty places, which takes longer than a search.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory,
        OperatingSystem.IsWindows() ? "e_sqlite3.dll" : OperatingSystem.IsMacOS() ? "libe_sqlite3.dylib" : "libe_sqlite3.so");

    /// <summary>Once, before anything of SQLite is called.</summary>
    public static void LoadFromHere()
    {
        NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
    }

    /// <returns>The library; 0 for another, or where it is elsewhere: then the runtime looks for it.</returns>
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" && NativeLibrary.TryLoad(File, out var library) ? library : 0;
}
