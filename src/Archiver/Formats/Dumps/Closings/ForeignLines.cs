using Archiver.Texts;

namespace Archiver.Formats.Dumps.Closings;

/// <summary>
/// Lines among details that do not look like one: a key with marks in it, a value that goes on in a second line. What
/// shows that they belong there is a detail after them.
/// </summary>
internal static class ForeignLines
{
    /// <summary>So many of them may stand between two details.</summary>
    private const int Max = 8;

    /// <summary>
    /// Where the next line starts that is certainly a detail, past a few lines that are not; -1 where no detail comes
    /// before another dump's headings.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the first line starts that is no detail.</param>
    /// <param name="seen">The keys that were seen before it.</param>
    public static int NextDetail(ReadOnlySpan<byte> text, int at, DetailKey seen)
    {
        text = text[..(int)Math.Min(text.Length, (long)at + DetailsBlock.MaxLineLength)];
        var isApart = false;
        for (var lines = 0; at < text.Length && lines <= Max;)
        {
            var end = LineEnds.Find(text, at, DetailsBlock.MaxLineLength);
            var line = text[at..end];
            if (Invisible.IsBlank(line))
            {
                isApart = true;
            }
            else if (lines++ > 0 && IsCertain(line, seen, isApart))
            {
                return at;
            }
            else if (HasHeading(text, at, end))
            {
                return -1;
            }

            at = end + LineEnds.Length(text, end);
        }

        return -1;
    }

    /// <summary>A line of a body may well be a date or a URL; those count where the app has them, and nothing else parts them.</summary>
    private static bool IsCertain(ReadOnlySpan<byte> line, DetailKey seen, bool isApart)
    {
        var key = DetailLine.Key(line, out var value);
        return key > DetailKey.Unknown && (key & seen) == 0 && DetailLine.HasShape(key, line[value..])
            && (key is not (DetailKey.Url or DetailKey.Date) || (key > seen && seen != DetailKey.None && !isApart));
    }

    /// <summary>Whether a line is a heading of a dump, or has one glued to it.</summary>
    private static bool HasHeading(ReadOnlySpan<byte> text, int start, int end)
    {
        var line = text[start..end];
        var plain = Invisible.Trim(line).Of(line);
        if (Invisible.LabelLength(plain, "Similar Readings"u8) > 0 || Invisible.LabelLength(plain, "Summary"u8) == plain.Length)
        {
            return true;
        }

        var statistics = Heading.Find(line, StatisticsBlock.Heading, 0, line.Length);
        if (statistics >= 0)
        {
            var after = Invisible.Skip(line, statistics + Invisible.LabelLength(line[statistics..], StatisticsBlock.Heading));
            if (after == line.Length || char.IsAsciiDigit((char)line[after]))
            {
                return true;
            }
        }

        for (var at = 0; (at = Heading.Find(line, DetailsBlock.Heading, at, line.Length)) >= 0; at++)
        {
            if (DetailsBlock.IsHeading(text, start + at))
            {
                return true;
            }
        }

        return false;
    }
}
