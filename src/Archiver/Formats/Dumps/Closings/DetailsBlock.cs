using Archiver.Texts;

namespace Archiver.Formats.Dumps.Closings;

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
    /// followed by text: they may as well be the beginning of the next dump. It is
    /// <see cref="CertainEnd"/> where there are none.
    /// </summary>
    public int PossibleEnd { get; private init; }

    /// <summary>
    /// Where the last line that is certainly a detail starts if no syntax ends its value: the next dump may be glued to
    /// it. Else 0.
    /// </summary>
    public int DoubtfulLine { get; private init; }

    /// <summary>
    /// Where the first line starts that does not look like a detail and stands among those that certainly are; else 0.
    /// </summary>
    public int Foreign { get; private init; }

    /// <summary>Whether a blank line follows the last line: then that is the dump's unless something shows that it is not.</summary>
    public bool IsClosed { get; private init; }

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
        var end = HeadingEnd(text, at);
        if (end == at)
        {
            return false;
        }

        var rest = text[end..];
        var next = Invisible.SkipInLine(rest, 0);
        return next == rest.Length || rest[next] is (byte)'\n' or (byte)'\r'
            || (rest[0] != ' ' && IsKnown(DetailLine.Key(rest, out _)));
    }

    /// <summary>Where the word <c>Details</c> at a place ends; the place itself where it does not stand there.</summary>
    public static int HeadingEnd(ReadOnlySpan<byte> text, int at) => at + Invisible.LabelLength(text[at..], Heading);

    /// <summary>
    /// Whether a heading at a place leads to an ID, a category or a URL. No article has these by chance behind a line
    /// that ends in <c>Details</c>.
    /// </summary>
    public static bool LeadsToTellingLine(ReadOnlySpan<byte> text, int heading)
    {
        text = text[..(int)Math.Min(text.Length, (long)heading + MaxLineLength)];
        var at = AfterHeading(text, heading);
        for (var lines = 0; at < text.Length && lines < 8; lines++)
        {
            var lineEnd = LineEnds.Find(text, at, MaxLineLength);
            var key = DetailLine.Key(text[at..lineEnd], out _);
            if ((key & DetailLine.Telling) != 0)
            {
                return true;
            }

            if (key == DetailKey.None && !Invisible.IsBlank(text[at..lineEnd]))
            {
                return ForeignLines.NextDetail(text, at, DetailKey.None) >= 0;
            }

            at = lineEnd + LineEnds.Length(text, lineEnd);
        }

        return false;
    }

    /// <summary>Finds the end of the block whose heading stands at a place.</summary>
    public static DetailsBlock Measure(ReadOnlySpan<byte> text, int heading)
    {
        var at = AfterHeading(text, heading);
        var block = new DetailsBlock { CertainEnd = at, PossibleEnd = at };
        while (at < text.Length)
        {
            var lineEnd = LineEnds.Find(text, at, MaxLineLength);
            var line = text[at..lineEnd];
            var next = lineEnd + LineEnds.Length(text, lineEnd);
            if (Invisible.IsBlank(line))
            {
                // Past a blank line only a key that we know, and have not seen, still belongs here.
                next = SkipBlankLines(text, next);
                if (block.Continues(text, next))
                {
                    at = next;
                }
                else if (ForeignLines.NextDetail(text, at, block.Keys) is >= 0 and var detail)
                {
                    (block, at) = (block.With(next, detail), detail);
                }
                else
                {
                    return block with { IsClosed = true };
                }

                continue;
            }

            var key = DetailLine.Key(line, out var value);
            var isSeen = (key & block.Keys) != 0;
            if (line.StartsWith(ByteOrderMark) && (!IsKnown(key) || isSeen))
            {
                return block;
            }

            if (key == DetailKey.None || (isSeen && !IsTime(line, key, value) && !block.Continues(text, next)))
            {
                if (ForeignLines.NextDetail(text, at, block.Keys) is >= 0 and var detail)
                {
                    (block, at) = (block.With(at, detail), detail);
                    continue;
                }

                if (block.Keys == DetailKey.None || key != DetailKey.None || !DetailLine.IsLoose(line))
                {
                    return block;
                }
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
                    DoubtfulLine = 0,
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
                Foreign = block.Foreign,
                Keys = block.Keys | key,
                IsStrong = block.IsStrong || IsStrongLine(line, key, value),
                DoubtfulLine = key == DetailKey.Url
                    || (key == DetailKey.CategoryId ? line[value..].Contains((byte)' ') || (value < line.Length && line[value - 1] == ':')
                        : value < line.Length && DetailLine.SyntaxLength(key, line[value..]) == 0) ? at : 0,
            };
            at = next;
        }

        // Nothing follows.
        return block with { CertainEnd = block.PossibleEnd };
    }

    private static bool IsKnown(DetailKey key) => key > DetailKey.Unknown;

    /// <summary>Nothing else reads so: where it stands a second time it is a detail all the same.</summary>
    private static bool IsTime(ReadOnlySpan<byte> line, DetailKey key, int value) =>
        key is DetailKey.Created or DetailKey.Updated or DetailKey.LastRead && DetailLine.SyntaxLength(key, line[value..]) > 0;

    /// <summary>This block, to which everything belongs up to a detail that certainly does.</summary>
    private DetailsBlock With(int foreign, int detail) => this with
    {
        CertainEnd = detail,
        PossibleEnd = detail,
        DoubtfulLine = 0,
        Foreign = Foreign > 0 ? Foreign : foreign,
    };

    private static bool IsStrongLine(ReadOnlySpan<byte> line, DetailKey key, int value) =>
        key == DetailKey.CategoryId || (key != DetailKey.Date && DetailLine.SyntaxLength(key, line[value..]) > 0);

    /// <summary>Whether the line at a place has a known key that was not seen yet.</summary>
    private bool Continues(ReadOnlySpan<byte> text, int at)
    {
        var key = DetailLine.Key(text[at..LineEnds.Find(text, at, DetailLine.BufferLength)], out _);
        return IsKnown(key) && (key & Keys) == 0;
    }

    /// <summary>Where in a detail line the next dump begins, in case it does; else 0.</summary>
    private static int Glue(ReadOnlySpan<byte> line, DetailKey key, int value)
    {
        // The mark of a file that was joined to this one; but around the value it is as invisible as any other.
        var mark = line[value..].IndexOf(ByteOrderMark);
        if (mark > 0 && !Invisible.IsBlank(line[(value + mark)..]))
        {
            return value + mark;
        }

        var length = DetailLine.SyntaxLength(key, line[value..]);
        if (length == 0)
        {
            return 0;
        }

        var end = value + length;
        var text = Invisible.SkipInLine(line, end);
        // A few letters after a space, such as "JST", are part of the value.
        return text == line.Length || (text > end && line.Length - text < 12) ? 0 : text;
    }

    private static int AfterHeading(ReadOnlySpan<byte> text, int heading)
    {
        var at = Invisible.SkipInLine(text, HeadingEnd(text, heading));
        return at + LineEnds.Length(text, at);
    }

    private static int SkipBlankLines(ReadOnlySpan<byte> text, int at)
    {
        var limit = Math.Min(text.Length, at + MaxLineLength);
        while (at < limit)
        {
            var end = LineEnds.Find(text, at, MaxLineLength);
            if (end == text.Length || !Invisible.IsBlank(text[at..end]))
            {
                break;
            }

            at = end + LineEnds.Length(text, end);
        }

        return at;
    }
}
