using Archiver.Texts;

namespace Archiver.Formats.Dumps.Closings;

/// <summary>
/// What closes a dump: its statistics and details. Both are looked for by their headings, and a heading counts only
/// where what follows has the structure that it announces.
/// </summary>
internal readonly record struct Closing
{
    /// <summary>
    /// How far past a place one has to see to decide what stands there: a detail line, and the one after it.
    /// </summary>
    public const int Foresight = (3 * DetailsBlock.MaxLineLength) + (2 * StatisticsBlock.MaxLength);

    private const int StepLength = 16 * 1024;

    /// <summary>Where the statistics begin, or the details where there are no statistics: the end of all else.</summary>
    public required int Start { get; init; }

    /// <summary>Where the heading <c>Details</c> stands, else -1.</summary>
    public required int Details { get; init; }

    public required DetailsBlock Block { get; init; }

    /// <summary>Whether prose could look the same: details without statistics, an ID, a category or a time.</summary>
    public required bool IsWeak { get; init; }

    /// <summary>The end of the dump, as far as it is certain.</summary>
    public int CertainEnd => Block.CertainEnd;

    /// <summary>Finds the first closing in a text.</summary>
    /// <param name="text">What is there of the input.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="startsLine">Whether that place counts as the beginning of a line, whatever precedes it.</param>
    /// <param name="isAll">Whether nothing follows the text.</param>
    /// <param name="acceptWeak">Whether to stop at a weak one.</param>
    /// <param name="closing">What was found.</param>
    public static FindResult Find(ReadOnlySpan<byte> text, int from, bool startsLine, bool isAll, bool acceptWeak,
        out Closing closing)
    {
        // Stepwise, lest a search for one heading runs to the end of the input each time because only the other is used.
        for (var step = from; step < text.Length; step += StepLength)
        {
            var end = Math.Min(text.Length, step + StepLength + StatisticsBlock.Heading.Length - 1);
            var statistics = Next(text, StatisticsBlock.Heading, step, end);
            var details = Next(text, DetailsBlock.Heading, step, end);
            while (statistics < int.MaxValue || details < int.MaxValue)
            {
                var at = Math.Min(statistics, details);
                if (!isAll && at + Foresight > text.Length)
                {
                    closing = default;
                    return FindResult.NeedsMore;
                }

                var line = Invisible.LineStart(text, at, from);
                line = line == from && !startsLine ? -1 : line;
                if ((at == statistics ? AtStatistics(text, at, line, out closing) : AtDetails(text, at, line, from, out closing))
                    && (acceptWeak || !closing.IsWeak))
                {
                    return !isAll && closing.Block.PossibleEnd + Foresight > text.Length
                        ? FindResult.NeedsMore
                        : FindResult.Found;
                }

                if (at == statistics)
                {
                    statistics = Next(text, StatisticsBlock.Heading, at + 1, end);
                }
                else
                {
                    details = Next(text, DetailsBlock.Heading, at + 1, end);
                }
            }
        }

        closing = default;
        return isAll ? FindResult.None : FindResult.NeedsMore;
    }

    private static int Next(ReadOnlySpan<byte> text, ReadOnlySpan<byte> heading, int from, int end)
    {
        var at = Heading.Find(text, heading, from, end);
        return at < 0 ? int.MaxValue : at;
    }

    /// <param name="text">The text.</param>
    /// <param name="at">Where the heading stands.</param>
    /// <param name="line">Where its line begins, if nothing can be seen before it; else -1.</param>
    /// <param name="closing">What was found.</param>
    private static bool AtStatistics(ReadOnlySpan<byte> text, int at, int line, out Closing closing)
    {
        closing = default;
        var statistics = StatisticsBlock.Read(text, at);
        var start = line < 0 ? at : line;
        if (statistics.IsLoose)
        {
            var details = DetailsBlock.Measure(text, statistics.Details);
            closing = new Closing { Start = start, Details = statistics.Details, Block = details, IsWeak = !details.IsStrong };
            return line >= 0 || (statistics.Labels != StatisticsLabel.None && details.IsStrong);
        }

        // Glued to the end of the summary, or without details, the block has to be complete to be believed.
        if (!statistics.IsComplete && (line < 0 || statistics.Details < 0))
        {
            return false;
        }

        if (statistics.Details < 0)
        {
            // What follows in the same line is the next dump's.
            var end = Invisible.SkipInLine(text, statistics.End);
            var lineEnd = LineEnds.Length(text, end);
            end = lineEnd > 0 || end == text.Length ? end + lineEnd : statistics.End;
            closing = new Closing { Start = start, Details = -1, Block = DetailsBlock.None(end), IsWeak = false };
            return true;
        }

        var block = DetailsBlock.Measure(text, statistics.Details);
        closing = new Closing
        {
            Start = start,
            Details = statistics.Details,
            Block = block,
            IsWeak = statistics.IsEmpty && !block.IsStrong,
        };
        return !statistics.IsEmpty || block.Keys != DetailKey.None;
    }

    /// <param name="text">The text.</param>
    /// <param name="at">Where the heading stands.</param>
    /// <param name="line">Where its line begins, if nothing can be seen before it; else -1.</param>
    /// <param name="from">Where the dump begins.</param>
    /// <param name="closing">What was found.</param>
    private static bool AtDetails(ReadOnlySpan<byte> text, int at, int line, int from, out Closing closing)
    {
        closing = default;
        if (!DetailsBlock.IsHeading(text, at) || (line < 0 && !DetailsBlock.LeadsToTellingLine(text, at)))
        {
            return false;
        }

        var block = DetailsBlock.Measure(text, at);
        if (block.Keys == DetailKey.None)
        {
            return false;
        }

        // The heading of the statistics may be missing.
        var statistics = LooseStatistics.FindStart(text, at, from);
        if (statistics >= 0 && StatisticsBlock.Read(text, statistics).Details != at)
        {
            statistics = -1;
        }

        var isGlued = line < 0 && statistics < 0;
        closing = new Closing
        {
            Start = statistics >= 0 ? statistics : line < 0 ? at : line,
            Details = at,
            Block = block,
            // A sentence may end so.
            IsWeak = !block.IsStrong || isGlued,
        };
        return !isGlued || block.IsStrong;
    }
}

/// <summary>How a search in a part of an input ended.</summary>
internal enum FindResult
{
    Found,

    /// <summary>There is nothing to find up to the input's end.</summary>
    None,

    /// <summary>The answer depends on what follows.</summary>
    NeedsMore,
}
