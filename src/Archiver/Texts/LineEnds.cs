namespace Archiver.Texts;

/// <summary>LF, CRLF and CR. Nothing else ends a line: U+2028 and its kin are text.</summary>
internal static class LineEnds
{
    /// <summary>The end of the line around a place, whichever way it ends; or the place that many bytes on.</summary>
    public static int Find(ReadOnlySpan<byte> text, int at, int limit)
    {
        var rest = text.Slice(at, Math.Min(limit, text.Length - at));
        var length = rest.IndexOfAny((byte)'\n', (byte)'\r');
        return at + (length < 0 ? rest.Length : length);
    }

    /// <summary>The length of the line end at a place: 0 where there is none.</summary>
    public static int Length(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
        {
            return 0;
        }

        return text[at] switch
        {
            (byte)'\n' => 1,
            (byte)'\r' => at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1,
            _ => 0,
        };
    }

    /// <summary>The number of line ends in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCr">Whether a CR without an LF counts.</param>
    public static int Count(ReadOnlySpan<byte> text, bool isCr)
    {
        var count = text.Count((byte)'\n');
        return isCr ? count + text.Count((byte)'\r') - text.Count("\r\n"u8) : count;
    }
}
