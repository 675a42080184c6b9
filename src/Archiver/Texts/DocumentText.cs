using System.Text;

namespace Archiver.Texts;

/// <summary>
/// Text as documents can carry it. XML and HTML forbid most control characters, what is no character and halves of
/// surrogate pairs; each code unit of these becomes one other, so that places in the text stay what they are.
/// </summary>
internal static class DocumentText
{
    private const char Replacement = '\uFFFD';

    public static string Of(ReadOnlyMemory<byte> utf8) => Of(Encoding.UTF8.GetString(utf8.Span));

    /// <summary>
    /// A text without what is forbidden; the text itself where nothing in it is. Tabs and line ends stay.
    /// </summary>
    public static string Of(string text)
    {
        var first = FirstForbidden(text, 0);
        if (first < 0)
        {
            return text;
        }

        var characters = text.ToCharArray();
        for (var at = first; at >= 0; at = FirstForbidden(text, at + 1))
        {
            characters[at] = text[at] is '\v' or '\f' or '\u0085' or '\u2028' or '\u2029' ? ' ' : Replacement;
        }

        return new string(characters);
    }

    /// <summary>
    /// A text as documents can carry it, on one line: tabs and line ends, with the white space around them, become one
    /// space, and there is none around the whole. Empty for null.
    /// </summary>
    public static string Line(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var line = Of(text).AsSpan().Trim();
        const StringSplitOptions Words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        return line.IndexOfAny("\t\r\n") < 0 ? line.ToString()
            : string.Join(' ', line.ToString().Split(['\t', '\r', '\n'], Words));
    }

    private static int FirstForbidden(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is >= ' ' and < '\u007F')
            {
                var plain = text.AsSpan(at).IndexOfAnyExceptInRange(' ', '~');
                if (plain < 0)
                {
                    return -1;
                }

                at += plain;
            }

            var character = text[at];
            if (character is '\t' or '\n' or '\r')
            {
                continue;
            }

            if (character < '\u00A0' || character is '\u2028' or '\u2029' or (>= '\uFDD0' and <= '\uFDEF') or >= '\uFFFE'
                || (char.IsSurrogate(character) && !IsInCharacter(text, at)))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Whether a half of a surrogate pair is beside its other half, and both are a character.</summary>
    private static bool IsInCharacter(string text, int at)
    {
        var first = char.IsHighSurrogate(text[at]) ? at : at - 1;
        return Rune.TryGetRuneAt(text, Math.Max(first, 0), out var rune)
            && rune.Utf16SequenceLength == 2 && (rune.Value & 0xFFFE) != 0xFFFE;
    }
}
