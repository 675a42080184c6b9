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

    private readonly DetailsEnd _detailsEnd = new(parser);

    /// <summary>Up to here in the input, what looks like the end of a dump is one.</summary>
    private long _settled;

    /// <summary>Where the line begins that may belong to the dump that was found or to the next, else -1.</summary>
    public int Doubt => _detailsEnd.Doubt;

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
        _detailsEnd.Begin();
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
        return end < closing.Block.PossibleEnd || closing.Block.DoubtfulLine > 0 || closing.Block.Foreign > 0
            ? _detailsEnd.Find(text, isAll, closing.Block, out end) : FindResult.Found;
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
            if (Invisible.LineStart(text, at, 0) >= 0 && Sections.TryReadSimilarHeading(text[at..end], out var titles, out _)
                && titles >= 0)
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

    /// <summary>Looks for the closing of the dump that begins at a place, as far as it is worth its cost.</summary>
    public static FindResult FindEvidence(
        ReadOnlySpan<byte> text, int from, bool isAll, bool acceptWeak, out Closing closing)
    {
        var end = Math.Min((long)text.Length, (long)from + EvidenceLength);
        var isWhole = isAll && end == text.Length;
        var search = Closing.Find(text[..(int)end], from, true, isWhole, acceptWeak, out closing);
        return search == FindResult.NeedsMore && end - from == EvidenceLength ? FindResult.None : search;
    }
}
