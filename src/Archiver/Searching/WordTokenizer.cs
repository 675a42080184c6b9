using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Archiver.Searching.Sqlite;

namespace Archiver.Searching;

/// <summary>
/// Cuts text into words for FTS5, which is all that is left to do: what comes has been folded, and its words stand
/// between spaces. In a query, words with a bar between them stand for one another in one place: FTS5 looks for
/// <c>tide|tides</c> as if it were one word, and ranks what it finds so.
/// </summary>
internal static unsafe class WordTokenizer
{
    public const string Name = "archiver_words";
    public const char Or = '|';

    private const int InSamePlace = 1;

    /// <summary>Makes the tokenizer known to a connection.</summary>
    /// <exception cref="SqliteException">The file is damaged or locked.</exception>
    public static void AddTo(SqliteConnection connection)
    {
        Api* api = null;
        nint statement = 0;
        fixed (byte* sql = "SELECT fts5(?1)"u8, pointer = "fts5_api_ptr"u8, name = "archiver_words"u8)
        {
            // The first statement on a connection reads the file.
            connection.Check(sqlite3_prepare_v2(connection.Handle, sql, -1, &statement, null));
            _ = sqlite3_bind_pointer(statement, 1, &api, pointer, null);
            _ = sqlite3_step(statement);
            _ = sqlite3_finalize(statement);
            var functions = new Functions { Create = &Create, Delete = &Delete, Tokenize = &Tokenize };
            if (api is null || api->CreateTokenizer(api, name, null, &functions, null) != Ok)
            {
                throw new InvalidOperationException("SQLite has no FTS5.");
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Create(void* data, byte** arguments, int count, void** tokenizer)
    {
        // It has no state, but FTS5 wants to see something.
        *tokenizer = (void*)1;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Delete(void* tokenizer)
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Tokenize(
        void* tokenizer, void* context, int flags, byte* text, int length,
        delegate* unmanaged[Cdecl]<void*, int, byte*, int, int, int, int> take)
    {
        var samePlace = 0;
        for (var at = 0; at < length;)
        {
            var start = at;
            while (at < length && text[at] is not ((byte)' ' or (byte)Or))
            {
                at++;
            }

            if (at > start && take(context, samePlace, text + start, at - start, start, at) is var result and not Ok)
            {
                return result;
            }

            samePlace = at < length && text[at] == Or ? InSamePlace : 0;
            at++;
        }

        return Ok;
    }

    /// <summary>The beginning of FTS5's fts5_api.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Api
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<Api*, byte*, void*, Functions*, void*, int> CreateTokenizer;
    }

    /// <summary>FTS5's fts5_tokenizer.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Functions
    {
        public delegate* unmanaged[Cdecl]<void*, byte**, int, void**, int> Create;
        public delegate* unmanaged[Cdecl]<void*, void> Delete;
        public delegate* unmanaged[Cdecl]<void*, void*, int, byte*, int, delegate* unmanaged[Cdecl]<void*, int, byte*, int, int, int, int>, int> Tokenize;
    }
}
