using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Archiver.Searching.Sqlite.SqliteLibrary;

namespace Archiver.Searching.Sqlite;

/// <summary>
/// Cuts text into words for FTS5, which is all that is left to do: what comes has been folded, and its words stand
/// between spaces.
/// </summary>
internal static unsafe class WordTokenizer
{
    public const string Name = "archiver_words";

    /// <summary>Makes the tokenizer known to a connection.</summary>
    /// <exception cref="SqliteException">The file is damaged or locked.</exception>
    public static void AddTo(SqliteConnection connection)
    {
        var api = connection.FullText;
        var functions = new Fts5.Tokenizer { Create = &Create, Delete = &Delete, Tokenize = &Tokenize };
        fixed (byte* name = "archiver_words"u8)
        {
            if (api->CreateTokenizer(api, name, null, &functions, null) != Ok)
            {
                throw Fts5.Missing();
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
        delegate* unmanaged[Cdecl, SuppressGCTransition]<void*, int, byte*, int, int, int, int> take)
    {
        for (var at = 0; at < length; at++)
        {
            var start = at;
            while (at < length && text[at] != ' ')
            {
                at++;
            }

            if (at > start && take(context, 0, text + start, at - start, start, at) is var result and not Ok)
            {
                return result;
            }
        }

        return Ok;
    }
}
