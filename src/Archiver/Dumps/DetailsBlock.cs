namespace Archiver.Dumps;

/// <summary>The section <c>Details</c>, which closes a dump: how far its lines reach.</summary>
internal readonly record struct DetailsBlock
{
    /// <summary>A line longer than this is no detail, but it may have the next dump's first line glued to it.</summary>
    public const int MaxLineLength = 32 * 1024;

    public static ReadOnlySpan<byte> Heading => "Details"u8;

    /// <summary>The end of the last line that is certainly a detail.</summary>
    public int CertainEnd { get; private init; }

    /// <summary>
    /// The end of the lines after it that have the look of a detail, with a key that we do not know, and that are
    /// followed by text: they may as well be the beginning of the next dump. The same where there are none.
    /// </summary>
    public int PossibleEnd { get; private init; }

    /// <summary>
    /// Where the last line starts if its value is free text in several words: the next dump may be glued to it, and no
    /// syntax shows where. Else 0.
    /// </summary>
    public int DoubtfulLine { get; private init; }

    /// <summary>The known keys that were seen.</summary>
    public DetailKey Keys { get; private init; }

    /// <summary>Whether one of the values has a form that prose hardly has: an ID, a category, a time.</summary>
    public bool IsStrong { get; private init; }

    /// <summary>The block of a dump without details, which ends at a place.</summary>
    public static DetailsBlock None(int end) => new() { CertainEnd = end, PossibleEnd = end };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// Whether the word <c>Details</c> at a place is a line of its own, or has one of its details glued to it.
    /// What precedes it is for the caller to look at.
    /// </summary>
    public static bool IsHeading(ReadOnlySpan<byte> text, int at)
    {
        if (!text[at..].StartsWith(Heading))
        {
            return false;
        }

        var rest = text[(at + Heading.Length)..];
        var next = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return next < 0 || rest[next] is (byte)'\n' or (byte)'\r' || (next == 0 && IsKnown(DetailLine.Key(rest, out _)));
    }

    /// <summary>Finds the end of the block whose heading stands at a place.</summary>
    public static DetailsBlock Measure(ReadOnlySpan<byte> text, int heading)
    {
        var at = heading + Heading.Length;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        at += LineEnds.Length(text, at);
        var block = new DetailsBlock { CertainEnd = at, PossibleEnd = at };
        while (at < text.Length)
        {
            var lineEnd = LineEnds.Find(text, at, MaxLineLength);
            var line = text[at..lineEnd];
            var next = lineEnd + LineEnds.Length(text, lineEnd);
            if (WordCount.IsBlank(line))
            {
                // Past a blank line only a key that we know, and have not seen, still belongs here.
                next = SkipBlankLines(text, next);
                if (!block.Continues(text, next))
                {
                    return block with { CertainEnd = block.PossibleEnd };
                }

                at = next;
                continue;
            }

            var key = DetailLine.Key(line, out var value);
            if (key == DetailKey.None || line.StartsWith(ByteOrderMark) || ((key & block.Keys) != 0 && !block.Continues(text, next)))
            {
                return block;
            }

            if (!IsKnown(key))
            {
                block = block with { PossibleEnd = next };
                at = next;
                continue;
            }

            var glue = Glue(line, key, value);
            if (glue > 0 && !(block with { Keys = block.Keys | key }).Continues(text, next))
            {
                return block with
                {
                    CertainEnd = at + glue,
                    PossibleEnd = at + glue,
                    IsStrong = block.IsStrong || IsStrongLine(line, key, value),
                };
            }

            if (next == lineEnd && next < text.Length)
            {
                return block;
            }

            block = new DetailsBlock
            {
                CertainEnd = next,
                PossibleEnd = next,
                Keys = block.Keys | key,
                IsStrong = block.IsStrong || IsStrongLine(line, key, value),
                DoubtfulLine = key is DetailKey.Url or DetailKey.CategoryId && line[value..].Contains((byte)' ') ? at : 0,
            };
            at = next;
        }

        return block with { CertainEnd = block.PossibleEnd };
    }

    private static bool IsKnown(DetailKey key) => key > DetailKey.Unknown;

    private static bool IsStrongLine(ReadOnlySpan<byte> line, DetailKey key, int value) =>
        key == DetailKey.CategoryId || (key != DetailKey.Date && DetailLine.SyntaxLength(key, line[value..]) > 0);

    /// <summary>Whether the line at a place has a known key that was not seen yet.</summary>
    private bool Continues(ReadOnlySpan<byte> text, int at)
    {
        var key = DetailLine.Key(text[at..LineEnds.Find(text, at, 64)], out _);
        return IsKnown(key) && (key & Keys) == 0;
    }

    /// <summary>Where in a detail line the next dump begins, in case it does; else 0.</summary>
    private static int Glue(ReadOnlySpan<byte> line, DetailKey key, int value)
    {
        var mark = line.IndexOf(ByteOrderMark);
        if (mark > 0)
        {
            return mark;
        }

        var length = DetailLine.SyntaxLength(key, line[value..]);
        if (length == 0)
        {
            return 0;
        }

        var end = value + length;
        var rest = line[end..];
        var text = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
        // A few letters after a space, such as "JST", are part of the value.
        return text < 0 || (text > 0 && rest.Length - text < 12) ? 0 : end + text;
    }

    private static int SkipBlankLines(ReadOnlySpan<byte> text, int at)
    {
        var limit = Math.Min(text.Length, at + MaxLineLength);
        while (at < limit)
        {
            var end = LineEnds.Find(text, at, MaxLineLength);
            if (end == text.Length || !WordCount.IsBlank(text[at..end]))
            {
                break;
            }

            at = end + LineEnds.Length(text, end);
        }

        return at;
    }
}
