namespace Archiver.Dumps;

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
    public static Search Find(ReadOnlySpan<byte> text, int from, bool startsLine, bool isAll, bool acceptWeak,
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
                    return Search.NeedsMore;
                }

                var isLine = at == from ? startsLine : text[at - 1] is (byte)'\n' or (byte)'\r';
                if ((at == statistics ? AtStatistics(text, at, isLine, out closing) : AtDetails(text, at, isLine, out closing))
                    && (acceptWeak || !closing.IsWeak))
                {
                    return !isAll && closing.Block.PossibleEnd + Foresight > text.Length ? Search.NeedsMore : Search.Found;
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
        return isAll ? Search.None : Search.NeedsMore;
    }

    private static int Next(ReadOnlySpan<byte> text, ReadOnlySpan<byte> heading, int from, int end)
    {
        var at = text[from..end].IndexOf(heading);
        return at < 0 ? int.MaxValue : from + at;
    }

    private static bool AtStatistics(ReadOnlySpan<byte> text, int at, bool isLine, out Closing closing)
    {
        closing = default;
        var statistics = StatisticsBlock.Read(text, at);
        // Glued to the end of the summary, or without details, the block has to be complete to be believed.
        if (!statistics.IsComplete && (!isLine || statistics.Details < 0))
        {
            return false;
        }

        if (statistics.Details < 0)
        {
            var end = statistics.End;
            while (end < text.Length && text[end] is (byte)' ' or (byte)'\t' && end < statistics.End + 16)
            {
                end++;
            }

            // What follows in the same line is the next dump's.
            var lineEnd = LineEnds.Length(text, end);
            end = lineEnd > 0 || end == text.Length ? end + lineEnd : statistics.End;
            closing = new Closing { Start = at, Details = -1, Block = DetailsBlock.None(end), IsWeak = false };
            return true;
        }

        var block = DetailsBlock.Measure(text, statistics.Details);
        closing = new Closing
        {
            Start = at,
            Details = statistics.Details,
            Block = block,
            IsWeak = statistics.IsEmpty && !block.IsStrong,
        };
        return !statistics.IsEmpty || block.Keys != DetailKey.None;
    }

    private static bool AtDetails(ReadOnlySpan<byte> text, int at, bool isLine, out Closing closing)
    {
        closing = default;
        if (!isLine || !DetailsBlock.IsHeading(text, at))
        {
            return false;
        }

        var block = DetailsBlock.Measure(text, at);
        closing = new Closing { Start = at, Details = at, Block = block, IsWeak = !block.IsStrong };
        return block.Keys != DetailKey.None;
    }
}

/// <summary>How a search in a part of an input ended.</summary>
internal enum Search
{
    Found,

    /// <summary>There is nothing to find up to the input's end.</summary>
    None,

    /// <summary>The answer depends on what follows.</summary>
    NeedsMore,
}
