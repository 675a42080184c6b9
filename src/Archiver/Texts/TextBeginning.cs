namespace Archiver.Texts;

/// <summary>
/// As much of a text as tells what it is about. A dump may have the text of a hundred books, and to weigh all its words
/// takes twenty times its size in memory.
/// </summary>
internal static class TextBeginning
{
    /// <summary>Some twenty novels' worth of words.</summary>
    public const int MostBytes = 4 << 20;

    /// <summary>The first paragraphs, in UTF-8; the last of them may be cut, between two characters.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(IEnumerable<ReadOnlyMemory<byte>> paragraphs)
    {
        var left = MostBytes;
        foreach (var paragraph in paragraphs)
        {
            yield return paragraph[..Boundary(paragraph.Span, Math.Min(left, paragraph.Length))];
            left -= paragraph.Length;
            if (left <= 0)
            {
                break;
            }
        }
    }

    private static int Boundary(ReadOnlySpan<byte> text, int at)
    {
        while (at > 0 && at < text.Length && (text[at] & 0xC0) == 0x80)
        {
            at--;
        }

        return at;
    }
}
