using System.Buffers;
using System.Text;

namespace Archiver.Texts;

/// <summary>
/// White space and marks without width: what browsers copy along and nobody sees. Around a heading, a key or a value
/// it means nothing; within a text it is text.
/// </summary>
internal static class Invisible
{
    /// <summary>The length of the invisible character at the start, or 0.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        var first = text[0];
        if (first < 0x80)
        {
            return first == ' ' || (uint)(first - 9) < 5 ? 1 : 0;
        }

        return Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done
            && (Rune.IsWhiteSpace(rune) || IsMark(rune)) ? length : 0;
    }

    /// <summary>The first place from one on that can be seen, or the text's end.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && Length(text[at..]) is > 0 and var length)
        {
            at += length;
        }

        return at;
    }

    /// <summary>
    /// The first place from one on that can be seen, or the line's end, or the text's: a line end counts as visible.
    /// </summary>
    public static int SkipInLine(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is not ((byte)'\n' or (byte)'\r') && Length(text[at..]) is > 0 and var length)
        {
            at += length;
        }

        return at;
    }

    public static bool IsBlank(ReadOnlySpan<byte> text) => Skip(text, 0) == text.Length;

    /// <summary>The part of a text without what is invisible around it; empty where nothing can be seen.</summary>
    public static TextRange Trim(ReadOnlySpan<byte> text)
    {
        var start = Skip(text, 0);
        var end = text.Length;
        while (end > start && LastLength(text[start..end]) is > 0 and var length)
        {
            end -= length;
        }

        return new TextRange(start, end - start);
    }

    /// <summary>
    /// The length of a label at the start of a text, in capitals or not: any white space may stand for a space of it,
    /// and marks may stand between its letters. 0 where it is not there.
    /// </summary>
    public static int LabelLength(ReadOnlySpan<byte> text, ReadOnlySpan<byte> label, bool ignoresCase = false)
    {
        var at = 0;
        foreach (var letter in label)
        {
            var next = letter == ' ' ? Skip(text, at) : at > 0 ? SkipMarks(text, at) : at;
            if (letter == ' ' ? next == at : next == text.Length || !IsSame(text[next], letter))
            {
                return 0;
            }

            at = letter == ' ' ? next : next + 1;
        }

        return at;

        bool IsSame(byte first, byte second) =>
            first == second || (ignoresCase && char.ToLowerInvariant((char)first) == char.ToLowerInvariant((char)second));
    }

    /// <summary>The first place from one on that is no mark, or the text's end.</summary>
    public static int SkipMarks(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] >= 0x80
            && Rune.DecodeFromUtf8(text[at..], out var rune, out var length) == OperationStatus.Done && IsMark(rune))
        {
            at += length;
        }

        return at;
    }

    /// <summary>Where the line around a place begins if nothing can be seen before the place; else -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="from">Where to stop looking.</param>
    public static int LineStart(ReadOnlySpan<byte> text, int at, int from)
    {
        while (at > from && text[at - 1] is not ((byte)'\n' or (byte)'\r'))
        {
            var length = LastLength(text[from..at]);
            if (length == 0)
            {
                return -1;
            }

            at -= length;
        }

        return at;
    }

    /// <summary>
    /// Writes a text plainly: without marks, with one space for white space, and with the digits of all scripts as
    /// those of ASCII. It stops where the destination is full.
    /// </summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="plain">The destination.</param>
    /// <param name="ends">For each byte of it, where in the text the character ends that it is from; at least as long.</param>
    /// <returns>How many bytes were written.</returns>
    public static int ToPlain(ReadOnlySpan<byte> text, Span<byte> plain, Span<int> ends)
    {
        var written = 0;
        for (var at = 0; at < text.Length;)
        {
            var isValid = Rune.DecodeFromUtf8(text[at..], out var rune, out var length) == OperationStatus.Done;
            var source = text.Slice(at, length);
            at += length;
            if (isValid && Rune.IsWhiteSpace(rune))
            {
                source = written == 0 || plain[written - 1] == ' ' ? default : " "u8;
            }
            else if (isValid && IsMark(rune))
            {
                source = default;
            }
            else if (isValid && !rune.IsAscii && Rune.IsDigit(rune))
            {
                source = "0123456789"u8.Slice((int)Rune.GetNumericValue(rune), 1);
            }

            if (written + source.Length > plain.Length)
            {
                break;
            }

            source.CopyTo(plain[written..]);
            ends.Slice(written, source.Length).Fill(at);
            written += source.Length;
        }

        return written;
    }

    /// <summary>Whether a character has no width: marks of direction, joiners, soft hyphens, selectors of forms.</summary>
    public static bool IsMark(Rune rune) => rune.Value is 0xAD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or >= 0x180B and <= 0x180F or >= 0x200B and <= 0x200F or >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x206F
        or 0x3164 or 0xFEFF or 0xFFA0 || IsSelector(rune) || rune.Value is >= 0xE0000 and <= 0xE0FFF;

    /// <summary>The form of the character before it is a selector's to choose: at the end of a value it is no stray.</summary>
    private static bool IsSelector(Rune rune) =>
        rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0020 and <= 0xE007F or >= 0xE0100 and <= 0xE01EF;

    private static int LastLength(ReadOnlySpan<byte> text)
    {
        var last = text[^1];
        if (last < 0x80)
        {
            return last == ' ' || (uint)(last - 9) < 5 ? 1 : 0;
        }

        return Rune.DecodeLastFromUtf8(text, out var rune, out var length) == OperationStatus.Done
            && (Rune.IsWhiteSpace(rune) || (IsMark(rune) && !IsSelector(rune))) ? length : 0;
    }
}
