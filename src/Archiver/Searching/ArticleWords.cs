using System.Buffers;
using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>What an index takes of an article: its words, folded, in UTF-8, as values that are not text for SQLite to convert.</summary>
/// <param name="Number">The article's number.</param>
/// <param name="Category">Its category.</param>
/// <param name="Date">Its date as <c>yyyymmdd</c>; 0 where it has none.</param>
/// <param name="Title">The words of the title.</param>
/// <param name="Body">The words of the body, with a line feed between two paragraphs, which no phrase contains.</param>
/// <param name="Summary">The words of the summary.</param>
/// <param name="Stems">English words that came up in no article before, and their stems.</param>
internal sealed record ArticleWords(
    int Number, string? Category, int Date, ReadOnlyMemory<byte> Title, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Summary,
    IReadOnlyList<(string Stem, string Word)> Stems)
{
    /// <summary>How many words these are, as FTS5 counts them.</summary>
    public int Count => CountOf(Title.Span) + CountOf(Body.Span) + CountOf(Summary.Span);

    public static int ToInteger(DateOnly date) => (date.Year * 10000) + (date.Month * 100) + date.Day;

    private static int CountOf(ReadOnlySpan<byte> words) => words.IsEmpty ? 0 : words.Count((byte)' ') + 1;
}

/// <summary>Makes words of articles, one after the other.</summary>
internal sealed class ArticleWordsReader
{
    /// <summary>How many words are remembered. Beyond that it begins anew, and words come twice.</summary>
    private const int MaxKnown = 200_000;

    /// <summary>So many letters fit into 64 bits.</summary>
    private const int MaxLetters = 12;

    /// <summary>How many of the known short words can be told by one look. Most of a text is few words.</summary>
    private const int FrequentBits = 14;

    /// <summary>What stands between two lines.</summary>
    private static ReadOnlySpan<byte> Between => " \n "u8;

    private readonly FoldedText _folded = new();
    private readonly ulong[] _frequent = new ulong[1 << FrequentBits];
    private readonly HashSet<ulong> _known = [];
    private readonly HashSet<string> _knownLong = [];

    public ArticleWords Read(Article article, ArticleText text)
    {
        if (_known.Count + _knownLong.Count > MaxKnown)
        {
            _frequent.AsSpan().Clear();
            _known.Clear();
            _knownLong.Clear();
        }

        var stems = new List<(string, string)>();
        return new ArticleWords(
            article.Number,
            article.Details.Category,
            article.Details.Date is { } date ? ArticleWords.ToInteger(date) : 0,
            WordsOf([Encoding.UTF8.GetBytes(article.Title ?? "")], stems),
            WordsOf(text.Paragraphs, stems),
            WordsOf(text.Summary, stems),
            stems);
    }

    private ReadOnlyMemory<byte> WordsOf(IReadOnlyList<ReadOnlyMemory<byte>> lines, List<(string Stem, string Word)> stems)
    {
        // Line by line, so that a long text is not in memory three times.
        var written = new ArrayBufferWriter<byte>(1 + lines.Sum(line => line.Length + Between.Length));
        foreach (var line in lines)
        {
            _folded.Clear();
            _folded.Add(line.Span);
            var words = _folded.Words.Trim(" \n");
            AddStems(words, stems);
            if (!words.IsEmpty)
            {
                if (written.WrittenCount > 0)
                {
                    written.Write(Between);
                }

                Encoding.UTF8.GetBytes(words, written);
            }
        }

        return written.WrittenMemory;
    }

    private void AddStems(ReadOnlySpan<char> words, List<(string Stem, string Word)> stems)
    {
        for (var start = 0; start < words.Length;)
        {
            // Most words are short and known: their letters fit into a number, five bits each.
            var (end, letters) = (start, 0ul);
            var isEnglish = true;
            for (; end < words.Length && words[end] != ' '; end++)
            {
                isEnglish &= char.IsAsciiLetterLower(words[end]);
                letters = (letters << 5) | (words[end] & 31u);
            }

            var word = words[start..end];
            start = end + 1;
            if (isEnglish && EnglishStem.IsLength(word.Length)
                && (word.Length <= MaxLetters ? IsNew(letters) : _knownLong.GetAlternateLookup<ReadOnlySpan<char>>().Add(word)))
            {
                stems.Add((EnglishStem.Of(word), word.ToString()));
            }
        }
    }

    private bool IsNew(ulong letters)
    {
        ref var last = ref _frequent[(letters * 0x9E3779B97F4A7C15) >> (64 - FrequentBits)];
        if (last == letters)
        {
            return false;
        }

        last = letters;
        return _known.Add(letters);
    }
}
