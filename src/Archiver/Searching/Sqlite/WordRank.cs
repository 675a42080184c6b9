using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Archiver.Searching.Sqlite.SqliteLibrary;

namespace Archiver.Searching.Sqlite;

/// <summary>
/// Scores what FTS5 finds by BM25, as its own function does, but with the forms of a word as one word:
/// <c>tide OR tides</c> is as rare as an article with either, and not as rare as each. FTS5's own also has SQLite look
/// for the length of each article, which takes longer than all the rest.
/// </summary>
internal sealed unsafe class WordRank : IDisposable
{
    /// <summary>The function that takes what is found; it answers nothing.</summary>
    public const string Name = "archiver_rank";

    /// <summary>What a word counts in title, body and summary.</summary>
    public static readonly double[] Weights = [3, 1, 1.5];

    /// <summary>How much a word counts that comes again, and how much the length of a text. FTS5 has the same.</summary>
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;

    /// <summary>For a word that is in more than half of the articles.</summary>
    private const double LeastRarity = 1e-6;

    private readonly GCHandle _handle;
    private IMatches? _matches;
    private ulong[] _found = [];
    private int _foundCount;
    private int[] _words = [];
    private double[] _counts = [];
    private double[] _rarities = [];
    private double _averageLength;
    private bool _isPrepared;

    /// <summary>Makes the function known to a connection.</summary>
    public WordRank(SqliteConnection connection)
    {
        var api = connection.FullText;
        _handle = GCHandle.Alloc(this);
        fixed (byte* name = "archiver_rank"u8)
        {
            if (api->CreateFunction(api, name, GCHandle.ToIntPtr(_handle), &Take, null) != Ok)
            {
                throw Fts5.Missing();
            }
        }
    }

    /// <summary>What the next query looks for.</summary>
    /// <param name="forms">Of how many phrases each word consists, in the order of the query.</param>
    /// <param name="matches">Takes what is found.</param>
    public void Prepare(IReadOnlyList<int> forms, IMatches matches)
    {
        _matches = matches;
        _words = [.. forms.SelectMany((count, word) => Enumerable.Repeat(word, count))];
        _counts = new double[forms.Count];
        _rarities = new double[forms.Count];
        _rarities.AsSpan().Fill(1);
        _isPrepared = !matches.IsRanked;
    }

    public void Dispose() => _handle.Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Take(Fts5.ExtensionApi* api, void* row, void* answer, int count, void** values)
    {
        var result = Corrupt;
        try
        {
            result = ((WordRank)GCHandle.FromIntPtr(api->UserData(row)).Target!).Take(api, row);
        }
        catch (Exception)
        {
            // Nothing may be thrown through SQLite, and only an index that nobody here wrote has such rows.
        }

        if (result != Ok)
        {
            sqlite3_result_error_code(answer, result);
        }
    }

    private int Take(Fts5.ExtensionApi* api, void* row)
    {
        if (!_isPrepared && TryPrepare(api, row) is var result and not Ok)
        {
            return result;
        }

        var article = checked((int)api->RowId(row));
        var length = _matches!.WordsOf(article);
        if (length == IMatches.Unwanted)
        {
            return Ok;
        }

        var score = 0d;
        if (_matches.IsRanked && (result = TryScore(api, row, length, out score)) != Ok)
        {
            return result;
        }

        _matches.Add(article, score);
        return Ok;
    }

    private int TryScore(Fts5.ExtensionApi* api, void* row, int length, out double score)
    {
        score = 0;
        _counts.AsSpan().Clear();
        for (var phrase = 0; phrase < _words.Length; phrase++)
        {
            Fts5.PhrasePlaces places;
            int column, place;
            if (api->PhraseFirst(row, phrase, &places, &column, &place) is var result and not Ok)
            {
                return result;
            }

            for (; column >= 0; api->PhraseNext(row, &places, &column, &place))
            {
                _counts[_words[phrase]] += Weights[column];
            }
        }

        var norm = Saturation * (1 - LengthShare + (LengthShare * length / _averageLength));
        for (var word = 0; word < _counts.Length; word++)
        {
            score += _rarities[word] * _counts[word] * (Saturation + 1) / (_counts[word] + norm);
        }

        return Ok;
    }

    /// <summary>Looks at all articles. How rare a single word is makes no difference.</summary>
    private int TryPrepare(Fts5.ExtensionApi* api, void* row)
    {
        long articles;
        if (api->RowCount(row, &articles) is var result and not Ok
            || (_rarities.Length > 1 && (result = TryCount(api, row, articles)) != Ok))
        {
            return result;
        }

        _averageLength = (double)_matches!.Words / articles;
        _isPrepared = true;
        return Ok;
    }

    /// <summary>Counts the articles that have each word.</summary>
    private int TryCount(Fts5.ExtensionApi* api, void* row, long articles)
    {
        for (int phrase = 0, word = 0; word < _rarities.Length; word++)
        {
            _found.AsSpan().Clear();
            _foundCount = 0;
            for (; phrase < _words.Length && _words[phrase] == word; phrase++)
            {
                if (api->QueryPhrase(row, phrase, (void*)GCHandle.ToIntPtr(_handle), &Count) is var result and not Ok)
                {
                    return result;
                }
            }

            _rarities[word] = Math.Max(LeastRarity, Math.Log((articles - _foundCount + 0.5) / (_foundCount + 0.5)));
        }

        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Count(Fts5.ExtensionApi* api, void* row, void* rank)
    {
        try
        {
            ((WordRank)GCHandle.FromIntPtr((nint)rank).Target!).Count(api->RowId(row));
            return Ok;
        }
        catch (Exception)
        {
            return Corrupt;
        }
    }

    /// <summary>An article that has more than one form of a word counts once.</summary>
    private void Count(long article)
    {
        var place = checked((int)(article >> 6));
        if (place >= _found.Length)
        {
            Array.Resize(ref _found, Math.Max(place + 1, 2 * _found.Length));
        }

        var bit = 1ul << (int)(article & 63);
        if ((_found[place] & bit) == 0)
        {
            _found[place] |= bit;
            _foundCount++;
        }
    }
}
