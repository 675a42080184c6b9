using System.Text;

namespace Archiver.Formats.Reading;

/// <summary>Ways to see where the next part of an input begins.</summary>
internal static class PartBeginnings
{
    private const int MaxLine = 512;

    /// <summary>Finds a tag, in letters of any case.</summary>
    /// <param name="window">A part of the input.</param>
    /// <param name="from">Where to look from.</param>
    /// <param name="to">Where the last may begin.</param>
    /// <param name="tag">Such as <c>&lt;REUTERS</c>; its name ends there.</param>
    public static int OfTag(ReadOnlySpan<byte> window, int from, int to, ReadOnlySpan<byte> tag)
    {
        while (OfText(window, from, to, tag) is >= 0 and var found)
        {
            if (found + tag.Length < window.Length && window[found + tag.Length] is var next && !char.IsAsciiLetterOrDigit((char)next)
                && next is not ((byte)'-' or (byte)'.' or (byte)'_' or (byte)':'))
            {
                return found;
            }

            from = found + 1;
        }

        return -1;
    }

    /// <summary>Finds a text, in letters of any case.</summary>
    /// <param name="window">A part of the input.</param>
    /// <param name="from">Where to look from.</param>
    /// <param name="to">Where the last may begin.</param>
    /// <param name="text">It begins with a character that is no letter.</param>
    public static int OfText(ReadOnlySpan<byte> window, int from, int to, ReadOnlySpan<byte> text)
    {
        while (from < to && window[from..to].IndexOf(text[0]) is >= 0 and var at)
        {
            from += at;
            var rest = window[from..];
            if (rest.Length >= text.Length && Ascii.EqualsIgnoreCase(rest[..text.Length], text))
            {
                return from;
            }

            from++;
        }

        return -1;
    }

    /// <summary>Finds a line.</summary>
    /// <param name="window">A part of the input.</param>
    /// <param name="from">Where to look from.</param>
    /// <param name="to">Where the last may begin.</param>
    /// <param name="isBeginning">Whether a line, without its end, begins a part.</param>
    public static int OfLine(ReadOnlySpan<byte> window, int from, int to, Func<ReadOnlySpan<byte>, bool> isBeginning)
    {
        while (from < to)
        {
            if (from == 0 || window[from - 1] == (byte)'\n')
            {
                var line = window[from..];
                var end = line[..Math.Min(line.Length, MaxLine)].IndexOf((byte)'\n');
                line = end >= 0 ? line[..end] : line;
                if (line.Length < MaxLine && isBeginning(line is [.., (byte)'\r'] ? line[..^1] : line))
                {
                    return from;
                }
            }

            var next = window[from..to].IndexOf((byte)'\n');
            from = next < 0 ? to : from + next + 1;
        }

        return -1;
    }
}
