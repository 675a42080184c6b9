using System.Runtime.InteropServices;
using static Archiver.Searching.Sqlite.SqliteLibrary;

namespace Archiver.Searching.Sqlite;

/// <summary>What is used of the interface of FTS5 (https://sqlite.org/fts5.html#extending_fts5), in its own order.</summary>
internal static unsafe class Fts5
{
    /// <summary>What FTS5 offers to a connection.</summary>
    /// <exception cref="SqliteException">The file is damaged or locked.</exception>
    public static Api* Of(SqliteConnection connection)
    {
        Api* api = null;
        nint statement = 0;
        fixed (byte* sql = "SELECT fts5(?1)"u8, pointer = "fts5_api_ptr"u8)
        {
            // The first statement on a connection reads the file.
            connection.Check(sqlite3_prepare_v2(connection.Handle, sql, -1, &statement, null));
            _ = sqlite3_bind_pointer(statement, 1, &api, pointer, null);
            _ = sqlite3_step(statement);
            _ = sqlite3_finalize(statement);
        }

        return api is null ? throw Missing() : api;
    }

    public static InvalidOperationException Missing() => new("SQLite has no FTS5.");

    /// <summary>The beginning of fts5_api.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Api
    {
        public int Version;
        public void* CreateTokenizer;
        public void* FindTokenizer;
        public delegate* unmanaged[Cdecl]<
            Api*, byte*, nint, delegate* unmanaged[Cdecl]<ExtensionApi*, void*, void*, int, void**, void>, void*, int>
            CreateFunction;
    }

    /// <summary>The beginning of Fts5ExtensionApi: what a function may ask about the row it is called for.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ExtensionApi
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<void*, nint> UserData;
        public void* ColumnCount;
        public delegate* unmanaged[Cdecl]<void*, long*, int> RowCount;
        public void* ColumnTotalSize;
        public void* Tokenize;
        public void* PhraseCount;
        public void* PhraseSize;
        public void* InstanceCount;
        public void* Instance;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<void*, long> RowId;
        public void* ColumnText;
        public void* ColumnSize;
        public delegate* unmanaged[Cdecl]<void*, int, void*, delegate* unmanaged[Cdecl]<ExtensionApi*, void*, void*, int>, int> QueryPhrase;
        public void* SetData;
        public void* GetData;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<void*, int, PhrasePlaces*, int*, int*, int> PhraseFirst;
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<void*, PhrasePlaces*, int*, int*, void> PhraseNext;
    }

    /// <summary>Fts5PhraseIter: the places of a phrase in a row that FTS5 has before it, so that to go on takes no time.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PhrasePlaces
    {
        private readonly void* _next;
        private readonly void* _end;
    }
}
