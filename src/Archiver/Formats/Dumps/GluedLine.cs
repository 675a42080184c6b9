using System.Globalization;
using System.Text;
using Archiver.Formats.Dumps.Closings;
using Archiver.Texts;

namespace Archiver.Formats.Dumps;

/// <summary>A detail whose value no syntax ends: the first line of the next dump may be glued to it.</summary>
/// <param name="Start">Where the line begins.</param>
/// <param name="Value">Where its value does.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Key">Its key.</param>
/// <param name="IsLoose">Whether it looks little like a detail: then nothing is looked for in it.</param>
internal readonly record struct GluedLine(int Start, int Value, int End, DetailKey Key, bool IsLoose)
{
    private const int MaxScheme = 16;

    public static GluedLine At(ReadOnlySpan<byte> text, int start)
    {
        var end = LineEnds.Find(text, start, DetailsBlock.MaxLineLength);
        var key = DetailLine.Key(text[start..end], out var value);
        var isLoose = key == DetailKey.None && DetailLine.IsLoose(text[start..end]);
        return new GluedLine(start, start + value, end, isLoose ? DetailKey.Unknown : key, isLoose);
    }

    /// <summary>
    /// Whether the value of a key that we know looks empty, and what stands there like another text: no space parts it from
    /// the colon, or it should be a URL.
    /// </summary>
    public bool LooksEmpty(ReadOnlySpan<byte> text)
    {
        var value = text[Value..End];
        return Key > DetailKey.Unknown && !value.IsEmpty && (text[Value - 1] == ':' || Key == DetailKey.Url) && Key switch
        {
            DetailKey.CategoryId => WordCount.Of(value) > 1,
            DetailKey.Url => value[..Math.Min(value.Length, MaxScheme)].IndexOf("://"u8) < 0,
            _ => !DetailLine.HasShape(Key, value),
        };
    }

    /// <summary>
    /// Where a line begins in this one that stands again among the lines after it, in front of the one that follows
    /// this line: then a body begins in this line, and is repeated. 0 where there is none.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="end">Where the next dump's statistics begin.</param>
    public int FindRepeat(ReadOnlySpan<byte> text, int end)
    {
        var line = text[Value..End];
        var (longest, candidate) = (0, 0);
        ReadOnlySpan<byte> second = default;
        var count = 0;
        for (var at = End; at < end;)
        {
            var lineEnd = LineEnds.Find(text[..end], at, int.MaxValue);
            var other = text[at..lineEnd];
            at = lineEnd + LineEnds.Length(text, lineEnd);
            if (WordCount.IsBlank(other))
            {
                continue;
            }

            second = count == 0 ? other : second;
            var isAgain = count > 1 ? other.SequenceEqual(second)
                : count == 1 && (Sections.TryReadSimilarHeading(other, out _, out _) || Sections.IsSummaryHeading(other));
            longest = isAgain ? Math.Max(longest, candidate) : longest;
            candidate = line.EndsWith(other) ? other.Length : 0;
            count++;
        }

        // A body of one paragraph may have nothing between its repeat and the statistics.
        longest = count == 1 ? Math.Max(longest, candidate) : longest;
        return longest > 0 ? End - longest : 0;
    }

    /// <summary>
    /// The likeliest place in the next word of the value at which another text may be glued to what is before it: a
    /// capital after something else, a letter without capitals after one with them, an opening quote, a digit.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to go on; then the end of the word.</param>
    /// <param name="isSole">Whether there is no other place as likely.</param>
    /// <returns>The place, or 0 where no word has one.</returns>
    public int NextPlace(ReadOnlySpan<byte> text, ref int at, out bool isSole)
    {
        (isSole, var place, var best) = (true, 0, 0);
        var (before, beforeAt, start) = (new Rune(' '), 0, at);
        while (at < End)
        {
            Rune.DecodeFromUtf8(text[at..End], out var rune, out var length);
            if (Rune.IsWhiteSpace(rune))
            {
                if (place > 0)
                {
                    return place;
                }

                start = at + length;
            }
            else if (at > start && Likelihood(before, rune, text[(at + length)..End]) is > 0 and var likelihood && likelihood >= best
                && (!IsOpening(before) || beforeAt > start))
            {
                // The last of several capitals: what is before the first line has more of them than a word of it.
                isSole = likelihood > best;
                best = likelihood;
                place = IsOpening(before) ? beforeAt : at;
            }

            (before, beforeAt) = (rune, at);
            at += length;
        }

        return place;
    }

    private static int Likelihood(Rune before, Rune rune, ReadOnlySpan<byte> rest) =>
        (IsOther(rune) && !IsOther(before)) || (Rune.IsUpper(rune)
            && (!Rune.IsUpper(before) || (rest.Length > 0 && char.IsAsciiLetterLower((char)rest[0])))) ? 3
        : IsOpening(rune) ? 2
        : Rune.IsDigit(rune) && Rune.IsLetter(before) ? 1 : 0;

    private static bool IsOther(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter;

    private static bool IsOpening(Rune rune) => rune.Value is '"' or '\'' or 0xA1 or 0xBF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.OpenPunctuation;
}
