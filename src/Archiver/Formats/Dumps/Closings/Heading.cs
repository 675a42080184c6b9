using System.Buffers;
using Archiver.Texts;

namespace Archiver.Formats.Dumps.Closings;

/// <summary>Finds the word that is a heading, also where marks without width stand between its letters.</summary>
internal static class Heading
{
    /// <summary>What the marks begin with, and few other characters that stand between letters of ASCII.</summary>
    private static readonly SearchValues<byte> MarkLeads =
        SearchValues.Create([0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3]);

    /// <summary>The first place in a part of a text where the heading begins, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="heading">The heading, in ASCII.</param>
    /// <param name="from">Where to start.</param>
    /// <param name="end">Where the heading has to end, but for what follows its first mark.</param>
    public static int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> heading, int from, int end)
    {
        var plain = text[from..end].IndexOf(heading);
        plain = plain < 0 ? -1 : from + plain;
        var limit = plain < 0 ? end : plain;
        for (var mark = from; text[mark..limit].IndexOfAny(MarkLeads) is >= 0 and var found; mark++)
        {
            mark += found;
            if (mark == from || !char.IsAsciiLetter((char)text[mark - 1]) || Invisible.SkipMarks(text, mark) == mark)
            {
                continue;
            }

            for (var length = Math.Min(heading.Length - 1, mark - from); length > 0; length--)
            {
                if (text[(mark - length)..mark].SequenceEqual(heading[..length])
                    && Invisible.LabelLength(text[(mark - length)..], heading) > 0)
                {
                    return mark - length;
                }
            }
        }

        return plain;
    }
}
