using System.Buffers;
using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>What an index takes of an article: its words, folded, in UTF-8, as values that are not text for SQLite to convert.</summary>
/// <param name="Number">The article's number.</param>
/// <param name="Category">Its category.</param>
/// <param name="Date">Its date as <c>yyyymmdd</c>; 0 where it has none.</param>
/// <param name="Title">The words of the title, and after them those stems of theirs that are not the words themselves.</param>
/// <param name="Body">
/// The words and stems of the body, with a line feed between two paragraphs, which no phrase contains.
/// </param>
/// <param name="Summary">The words and stems of the summary.</param>
/// <param name="Count">How many words these are, without the stems.</param>
internal sealed record ArticleWords(
    int Number, string? Category, int Date,
    ReadOnlyMemory<byte> Title, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Summary, int Count)
{
    /// <summary>What a stem begins with, and no word.</summary>
    public const char StemMark = '-';

    public static int ToInteger(DateOnly date) => (date.Year * 10000) + (date.Month * 100) + date.Day;
}

/// <summary>Makes words of articles, one after the other.</summary>
internal sealed class ArticleWordsReader
{
    private readonly FoldedText _folded = new();
    private readonly StemTable _stems = new();
    private readonly ArrayBufferWriter<byte> _found = new();
    private int _count;

    /// <summary>What stands between two lines.</summary>
    private static ReadOnlySpan<byte> Between => " \n "u8;

    public ArticleWords Read(Article article, ArticleText text) => Read(
        article.Number,
        article.Details.Category,
        article.Details.Date is { } date ? ArticleWords.ToInteger(date) : 0,
        Encoding.UTF8.GetBytes(article.Title ?? ""),
        text.Paragraphs,
        text.Summary);

    public ArticleWords Read(
        int number, string? category, int date, ReadOnlyMemory<byte> title,
        IReadOnlyList<ReadOnlyMemory<byte>> body, IReadOnlyList<ReadOnlyMemory<byte>> summary)
    {
        _count = 0;
        return new ArticleWords(number, category, date, WordsOf([title]), WordsOf(body), WordsOf(summary), _count);
    }

    private ReadOnlyMemory<byte> WordsOf(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        // Line by line, so that a long text is not in memory three times.
        var written = new ArrayBufferWriter<byte>(1 + lines.Sum(line => line.Length + Between.Length));
        _found.ResetWrittenCount();
        foreach (var line in lines)
        {
            _folded.Clear();
            _folded.Add(line.Span);
            var words = _folded.Words.Trim(" \n");
            FindStems(words);
            if (!words.IsEmpty)
            {
                if (written.WrittenCount > 0)
                {
                    written.Write(Between);
                }

                Encoding.UTF8.GetBytes(words, written);
            }
        }

        _count += written.WrittenCount == 0 ? 0 : written.WrittenSpan.Count((byte)' ') + 1;
        if (_found.WrittenCount > 0)
        {
            written.Write(Between[..^1]);
            written.Write(_found.WrittenSpan);
        }

        return written.WrittenMemory;
    }

    private void FindStems(ReadOnlySpan<char> words)
    {
        for (var start = 0; start < words.Length;)
        {
            var end = start;
            var isEnglish = true;
            for (; end < words.Length && words[end] != ' '; end++)
            {
                isEnglish &= char.IsAsciiLetterLower(words[end]);
            }

            if (isEnglish && EnglishStem.IsLength(end - start))
            {
                _found.Write(_stems.Of(words[start..end]));
            }

            start = end + 1;
        }
    }
}
