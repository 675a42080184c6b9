using Archiver.Formats.Dumps.Closings;
using Archiver.Texts;

namespace Archiver.Formats.Dumps;

/// <summary>
/// Finds where a dump's details end in front of another dump: a line of the look of a detail may be the other's, and a
/// value that no syntax ends may have the other's first line glued to it. The other's repeat and stated words decide.
/// </summary>
internal sealed class DetailsEnd(DumpParser parser)
{
    private const int MaxUncertainLines = 16;
    private const int MaxPlaces = 16;

    private readonly List<GluedLine> _lines = [];

    /// <summary>Where the line begins of which nothing shows whose it is, else -1.</summary>
    public int Doubt { get; private set; }

    public void Begin() => Doubt = -1;

    public FindResult Find(ReadOnlySpan<byte> text, bool isAll, DetailsBlock block, out int end)
    {
        end = block.PossibleEnd;
        var search = DumpFinder.FindEvidence(text, end, isAll, true, out var next);
        if (search == FindResult.NeedsMore)
        {
            return search;
        }

        _lines.Clear();
        var at = block.DoubtfulLine > 0 ? block.DoubtfulLine : block.CertainEnd;
        while (at < block.PossibleEnd && _lines.Count < MaxUncertainLines)
        {
            var line = GluedLine.At(text, at);
            at = line.End + LineEnds.Length(text, line.End);
            if (line.Key != DetailKey.None)
            {
                _lines.Add(line);
            }
        }

        if (search != FindResult.Found)
        {
            ByLook(text, block, null, ref end);
        }
        else if (!ByEvidence(text, block, next, ref end) && !ByForeignLine(text, block, next, ref end))
        {
            var most = end;
            ByLook(text, block, next, ref end);
            if (end == most && !Invisible.IsBlank(text[end..]))
            {
                ByNearness(text, block, next, ref end);
            }
        }

        return FindResult.Found;
    }

    /// <summary>
    /// Looks among the details for a line that is no detail, but begins a body with as many words as are stated.
    /// </summary>
    private bool ByForeignLine(ReadOnlySpan<byte> text, DetailsBlock block, Closing next, ref int end)
    {
        var (places, wasForeign) = (0, false);
        for (var at = block.Foreign; at > 0 && at < block.CertainEnd && places < MaxPlaces;)
        {
            var lineEnd = LineEnds.Find(text, at, DetailsBlock.MaxLineLength);
            var line = text[at..lineEnd];
            var isForeign = DetailLine.Key(line, out _) == DetailKey.None && !Invisible.IsBlank(line);
            if (isForeign && !wasForeign)
            {
                places++;
                if (HasWords(text, at, next))
                {
                    end = at;
                    return true;
                }
            }

            wasForeign = isForeign;
            at = lineEnd + LineEnds.Length(text, lineEnd);
        }

        Doubt = places > 0 ? block.Foreign : -1;
        return false;
    }

    /// <summary>
    /// Nothing has just the stated words: then what comes nearest to them. Where none are stated, a line after the app's
    /// last detail is the next dump's.
    /// </summary>
    private void ByNearness(ReadOnlySpan<byte> text, DetailsBlock block, Closing next, ref int end)
    {
        var uncertain = UncertainLines(block);
        if (uncertain.Length == 0)
        {
            return;
        }

        Doubt = Doubt < 0 ? uncertain[0].Start : Doubt;
        if (WordsOff(text, end, next) is { } least)
        {
            foreach (var line in uncertain)
            {
                if (WordsOff(text, line.Start, next) < least)
                {
                    (least, end) = (WordsOff(text, line.Start, next)!.Value, line.Start);
                }
            }
        }
        else if (block.Keys.HasFlag(DetailKey.LastRead))
        {
            end = uncertain[0].Start;
        }
    }

    /// <summary>The lines of which nothing but their look shows that they are details: not those before a blank line.</summary>
    private GluedLine[] UncertainLines(DetailsBlock block) =>
        block.IsClosed ? [] : [.. _lines.Where(line => line.Start >= block.CertainEnd)];

    private bool ByEvidence(ReadOnlySpan<byte> text, DetailsBlock block, Closing next, ref int end)
    {
        var hasWords = HasWords(text, block.PossibleEnd, next);
        var byRepeat = 0;
        foreach (var line in _lines)
        {
            if (!line.IsLoose && line.FindRepeat(text, next.Start) is > 0 and var place)
            {
                // After a space the value may merely be a line of the body as well.
                var isGlued = text[place - 1] is not ((byte)' ' or (byte)'\t');
                if ((isGlued || !hasWords) && HasWords(text, place, next))
                {
                    end = place;
                    return true;
                }

                byRepeat = isGlued ? place : byRepeat;
            }
        }

        foreach (var line in _lines)
        {
            if (line.Start >= block.CertainEnd && HasWords(text, line.Start, next))
            {
                end = line.Start;
                return true;
            }
        }

        if (hasWords)
        {
            // The count may be wrong by just the words of a line that follows the app's last detail.
            Doubt = block.Keys.HasFlag(DetailKey.LastRead) && UncertainLines(block) is [var line, ..] ? line.Start : -1;
            return true;
        }

        if (byRepeat == 0)
        {
            return ByWords(text, next, ref end);
        }

        end = byRepeat;
        return true;
    }

    /// <summary>Looks for the one word of a line in which a body begins that has the stated words.</summary>
    private bool ByWords(ReadOnlySpan<byte> text, Closing next, ref int end)
    {
        var places = 0;
        foreach (var line in _lines)
        {
            if (line.LooksEmpty(text) && HasWords(text, line.Value, next))
            {
                end = line.Value;
                return true;
            }

            var at = line.Value;
            while (!line.IsLoose && places++ < MaxPlaces && line.NextPlace(text, ref at, out var isSole) is > 0 and var place)
            {
                // That a count is wrong by one is likelier than that a name like McArthur has a body of one word in it.
                if ((line.Key == DetailKey.Url || WordCount.Of(text[place..line.End]) > 1) && HasWords(text, place, next))
                {
                    end = place;
                    Doubt = isSole ? -1 : line.Start;
                    return true;
                }
            }

            // A known key may have no value but the space after its colon.
            if (line.Key > DetailKey.Unknown && WordCount.Of(text[line.Value..line.End]) > 1 && HasWords(text, line.Value, next))
            {
                end = line.Value;
                return true;
            }
        }

        return false;
    }

    private void ByLook(ReadOnlySpan<byte> text, DetailsBlock block, Closing? next, ref int end)
    {
        var body = next is { } other ? text[end..other.Start] : default;
        if (Invisible.IsBlank(text[end..]))
        {
            return;
        }

        foreach (var line in _lines)
        {
            var at = line.Value;
            var value = text[line.Value..line.End];
            var mayBeGlued = !line.IsLoose
                && (line.Key == DetailKey.Unknown || value.Contains((byte)' '))
                && line.NextPlace(text, ref at, out _) > 0;
            Doubt = (mayBeGlued || line.IsLoose) && Doubt < 0 ? line.Start : Doubt;
            if (next is not null && line.LooksEmpty(text) && WordCount.Of(value) > 1)
            {
                (end, Doubt) = (line.Value, line.Start);
                return;
            }

            if (line.Start < block.CertainEnd || block.IsClosed)
            {
                continue;
            }

            var stands = Stands(body, text[line.Start..line.End]);
            if (stands || line.IsLoose || LooksLikeProse(text[line.Start..line.End], line.Value - line.Start))
            {
                end = line.Start;
                Doubt = stands ? -1 : line.Start;
                return;
            }
        }
    }

    private bool HasWords(ReadOnlySpan<byte> text, int at, Closing next) => WordsOff(text, at, next) == 0;

    private long? WordsOff(ReadOnlySpan<byte> text, int at, Closing next) =>
        parser.WordsOff(text[at..next.CertainEnd], next.Start - at);

    /// <summary>A key is capitalised; a value is seldom a sentence.</summary>
    private static bool LooksLikeProse(ReadOnlySpan<byte> line, int value) =>
        line[0] is >= (byte)'a' and <= (byte)'z' || WordCount.Of(line[value..]) > 5
            || line.TrimEnd(" \t"u8)[^1] is (byte)'.' or (byte)'!' or (byte)'?';

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
