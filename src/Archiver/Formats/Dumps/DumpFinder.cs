using Archiver.Formats.Dumps.Closings;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Dumps;

/// <summary>
/// Finds where the first dump of a text ends. Headings decide; where they leave it open, the next dump's stated word
/// count and its repeat are asked.
/// </summary>
internal sealed class DumpFinder(DumpParser parser)
{
    /// <summary>How far to look for evidence, lest every doubt costs a look at the rest of the input.</summary>
    private const int EvidenceLength = 1024 * 1024;

    private const int MaxUncertainLines = 16;

    /// <summary>Up to here in the input, what looks like the end of a dump is one.</summary>
    private long _settled;

    /// <summary>Forgets the input so far.</summary>
    public void Begin() => _settled = 0;

    /// <param name="text">What is there of the input.</param>
    /// <param name="isAll">Whether nothing follows it.</param>
    /// <param name="offset">Where it stands in the input.</param>
    /// <param name="closing">The dump's statistics and details.</param>
    /// <param name="end">The dump's end.</param>
    public FindResult Find(ReadOnlySpan<byte> text, bool isAll, long offset, out Closing closing, out int end)
    {
        end = 0;
        var from = text.StartsWith(TextEncoding.ByteOrderMark) ? TextEncoding.ByteOrderMark.Length : 0;
        var search = Closing.Find(text, from, true, isAll, true, out closing);
        if (search != FindResult.Found)
        {
            return search;
        }

        if (closing.IsWeak && offset + closing.Start >= _settled)
        {
            search = FindEvidence(text, closing.CertainEnd, isAll, false, out var strong);
            if (search == FindResult.NeedsMore)
            {
                return search;
            }

            if (search == FindResult.Found && parser.HasStatedWords(text[..strong.CertainEnd], strong.Start))
            {
                closing = strong;
            }
            else
            {
                _settled = offset + (search == FindResult.Found ? strong.Start : closing.CertainEnd + EvidenceLength);
            }
        }

        end = closing.Block.CertainEnd;
        return end < closing.Block.PossibleEnd ? Decide(text, isAll, closing, out end)
            : closing.Block.DoubtfulLine > 0 ? Unglue(text, isAll, closing, ref end) : FindResult.Found;
    }

    /// <summary>
    /// Looks for the end of a dump that has similar readings, but neither statistics nor details, in front of another.
    /// </summary>
    /// <returns>The end if the words of what follows are those that it states; else 0.</returns>
    public int FindEarlierEnd(ReadOnlySpan<byte> text, int closing)
    {
        var places = 0;
        for (var at = 0; at < closing && places < MaxUncertainLines;)
        {
            var heading = text[at..closing].IndexOf(Sections.SimilarOpening);
            if (heading < 0)
            {
                break;
            }

            at += heading;
            var end = LineEnds.Find(text, at, Math.Min(closing - at, Sections.MaxHeadingLength));
            if (Invisible.LineStart(text, at, 0) >= 0 && Sections.TryReadSimilarHeading(text[at..end], out var titles, out _))
            {
                places++;
                var next = SkipLines(text[..closing], end, titles);
                var afterSummary = SkipLines(text[..closing], next, 1);
                if (Sections.IsSummaryHeading(text[next..afterSummary]))
                {
                    next = SkipLines(text[..closing], afterSummary, 1);
                }

                if (next < closing && parser.HasStatedWords(text[next..], closing - next))
                {
                    return next;
                }
            }

            at = end;
        }

        return 0;
    }

    /// <summary>The end of so many lines that are not blank.</summary>
    private static int SkipLines(ReadOnlySpan<byte> text, int at, int count)
    {
        at += LineEnds.Length(text, at);
        while (count > 0 && at < text.Length)
        {
            var end = LineEnds.Find(text, at, int.MaxValue);
            count -= WordCount.IsBlank(text[at..end]) ? 0 : 1;
            at = end + LineEnds.Length(text, end);
        }

        return at;
    }

    /// <summary>
    /// Looks in a URL or a category for the beginning of the next dump: where a capital follows something else, and
    /// what begins there is repeated, or gives the next dump the words that it states.
    /// </summary>
    private FindResult Unglue(ReadOnlySpan<byte> text, bool isAll, Closing closing, ref int end)
    {
        var search = FindEvidence(text, end, isAll, true, out var next);
        if (search != FindResult.Found)
        {
            return search == FindResult.None ? FindResult.Found : search;
        }

        var lineEnd = LineEnds.Find(text, closing.Block.DoubtfulLine, DetailsBlock.MaxLineLength);
        var body = text[end..next.Start];
        var byWords = parser.HasStatedWords(text[end..next.CertainEnd], next.Start - end) ? end : 0;
        var places = 0;
        DetailLine.Key(text[closing.Block.DoubtfulLine..lineEnd], out var value);
        for (var at = closing.Block.DoubtfulLine + value + 1; at < lineEnd && places < MaxUncertainLines; at++)
        {
            if (!char.IsAsciiLetterUpper((char)text[at]) || text[at - 1] is (byte)' ' || char.IsAsciiLetterUpper((char)text[at - 1]))
            {
                continue;
            }

            places++;
            if (Stands(body, text[at..lineEnd]))
            {
                end = at;
                return FindResult.Found;
            }

            byWords = byWords == 0 && parser.HasStatedWords(text[at..next.CertainEnd], next.Start - at) ? at : byWords;
        }

        end = byWords > 0 ? byWords : end;
        return FindResult.Found;
    }

    /// <summary>Decides how many of the lines that may be details belong to the dump.</summary>
    private FindResult Decide(ReadOnlySpan<byte> text, bool isAll, Closing closing, out int end)
    {
        end = closing.Block.PossibleEnd;
        var search = FindEvidence(text, end, isAll, true, out var next);
        if (search == FindResult.NeedsMore)
        {
            return search;
        }

        var first = closing.Block.CertainEnd;
        var lineCount = 0;
        for (var at = first; search == FindResult.Found && lineCount <= MaxUncertainLines; lineCount++)
        {
            if (parser.HasStatedWords(text[at..next.CertainEnd], next.Start - at))
            {
                end = at;
                return FindResult.Found;
            }

            if (at == closing.Block.PossibleEnd)
            {
                break;
            }

            at = AfterLine(text, at);
        }

        var body = search == FindResult.Found ? text[end..next.Start] : default;
        lineCount = 0;
        for (var at = first; at < closing.Block.PossibleEnd && lineCount < MaxUncertainLines; lineCount++)
        {
            var line = text[at..LineEnds.Find(text, at, DetailsBlock.MaxLineLength)];
            if (LooksLikeProse(line) || Stands(body, line))
            {
                end = at;
                break;
            }

            at = AfterLine(text, at);
        }

        return FindResult.Found;
    }

    private static FindResult FindEvidence(ReadOnlySpan<byte> text, int from, bool isAll, bool acceptWeak, out Closing closing)
    {
        var end = Math.Min((long)text.Length, (long)from + EvidenceLength);
        var isWhole = isAll && end == text.Length;
        var search = Closing.Find(text[..(int)end], from, true, isWhole, acceptWeak, out closing);
        return search == FindResult.NeedsMore && end - from == EvidenceLength ? FindResult.None : search;
    }

    private static int AfterLine(ReadOnlySpan<byte> text, int at)
    {
        var end = LineEnds.Find(text, at, DetailsBlock.MaxLineLength);
        return end + LineEnds.Length(text, end);
    }

    /// <summary>A key is capitalised; a value is seldom a sentence.</summary>
    private static bool LooksLikeProse(ReadOnlySpan<byte> line)
    {
        DetailLine.Key(line, out var value);
        return line[0] is >= (byte)'a' and <= (byte)'z' || WordCount.Of(line[value..]) > 5
            || line.TrimEnd(" \t"u8)[^1] is (byte)'.' or (byte)'!' or (byte)'?';
    }

    /// <summary>Whether a line stands among others.</summary>
    private static bool Stands(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> line)
    {
        for (var at = 0; at < lines.Length;)
        {
            var end = LineEnds.Find(lines, at, int.MaxValue);
            if (lines[at..end].SequenceEqual(line))
            {
                return true;
            }

            at = end + LineEnds.Length(lines, end);
        }

        return false;
    }
}
