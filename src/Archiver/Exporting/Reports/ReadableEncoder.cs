using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Archiver.Texts;

namespace Archiver.Exporting.Reports;

/// <summary>
/// What JSON escapes of a text: quotes, backslashes and <see cref="UnsafeCharacters"/>; everything readable stays as it
/// is, and what is no character becomes U+FFFD. None of .NET's encoders does that: the relaxed one lets bidirectional
/// controls pass and escapes the ideographic space, the default one escapes every letter that is not ASCII.
/// </summary>
internal sealed unsafe class ReadableEncoder : JavaScriptEncoder
{
    public static readonly ReadableEncoder Instance = new();

    private static readonly SearchValues<char> Escaped = SearchValues.Create(EscapedUpTo(LastEscaped));

    private static readonly SearchValues<byte> EscapedAscii = SearchValues.Create(Encoding.Latin1.GetBytes(EscapedUpTo('\u007F')));

    /// <summary><see cref="EscapedAscii"/>, and the first bytes in UTF-8 of all other unsafe characters.</summary>
    private static readonly SearchValues<byte> Suspects =
        SearchValues.Create([.. Encoding.Latin1.GetBytes(EscapedUpTo('\u007F')), 0xC2, 0xD8, 0xE2]);

    private const char LastEscaped = '\u2069';

    private ReadableEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => IsEscaped(unicodeScalar);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var all = new ReadOnlySpan<char>(text, textLength);
        var escaped = all.IndexOfAny(Escaped);
        var before = escaped < 0 ? all : all[..escaped];
        for (var from = 0; before[from..].IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var found; from += 2)
        {
            from += found;
            if (!char.IsHighSurrogate(before[from]) || from + 1 == before.Length || !char.IsLowSurrogate(before[from + 1]))
            {
                return from;
            }
        }

        return escaped;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        return IsEscaped(unicodeScalar)
            ? ShortOf(unicodeScalar) is not 0 and var letter
                ? output.TryWrite($"\\{(char)letter}", out numberOfCharactersWritten)
                : output.TryWrite(CultureInfo.InvariantCulture, $"\\u{unicodeScalar:X4}", out numberOfCharactersWritten)
            : new Rune(unicodeScalar).TryEncodeToUtf16(output, out numberOfCharactersWritten);
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        // A search for ASCII alone is ten times as fast as one for both, and the rest is hardly ever there.
        if (!Utf8.IsValid(utf8Text))
        {
            return base.FindFirstCharacterToEncodeUtf8(utf8Text);
        }

        var ascii = utf8Text.IndexOfAny(EscapedAscii);
        var before = ascii < 0 ? utf8Text : utf8Text[..ascii];
        return FirstUnsafeBeyondAscii(before) is >= 0 and var at ? at : ascii;
    }

    public override OperationStatus EncodeUtf8(
        ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true)
    {
        if (!Utf8.IsValid(utf8Source))
        {
            return base.EncodeUtf8(utf8Source, utf8Destination, out bytesConsumed, out bytesWritten, isFinalBlock);
        }

        var suspects = FirstUnsafeBeyondAscii(utf8Source) < 0 ? EscapedAscii : Suspects;
        (bytesConsumed, bytesWritten) = (0, 0);
        while (true)
        {
            var at = NextEscaped(utf8Source[bytesConsumed..], suspects, out var character, out var size);
            var readable = at < 0 ? utf8Source[bytesConsumed..] : utf8Source.Slice(bytesConsumed, at);
            var fitting = Fitting(readable, utf8Destination.Length - bytesWritten);
            fitting.CopyTo(utf8Destination[bytesWritten..]);
            (bytesConsumed, bytesWritten) = (bytesConsumed + fitting.Length, bytesWritten + fitting.Length);
            if (at < 0 && fitting.Length == readable.Length)
            {
                return OperationStatus.Done;
            }

            if (fitting.Length < readable.Length || !TryEscape(character, utf8Destination[bytesWritten..], out var written))
            {
                return OperationStatus.DestinationTooSmall;
            }

            (bytesConsumed, bytesWritten) = (bytesConsumed + size, bytesWritten + written);
        }
    }

    private static char[] EscapedUpTo(char last) =>
        [.. Enumerable.Range(0, last + 1).Where(IsEscaped).Select(character => (char)character)];

    private static bool IsEscaped(int scalar) => scalar is '"' or '\\' || (scalar <= char.MaxValue && UnsafeCharacters.Contains((char)scalar));

    /// <summary>As many whole characters as have room.</summary>
    private static ReadOnlySpan<byte> Fitting(ReadOnlySpan<byte> text, int room)
    {
        while (room < text.Length && (text[room] & 0xC0) == 0x80)
        {
            room--;
        }

        return room < text.Length ? text[..room] : text;
    }

    private static bool TryEscape(char character, Span<byte> output, out int written)
    {
        var letter = ShortOf(character);
        written = letter != 0 ? 2 : 6;
        if (output.Length < written)
        {
            return false;
        }

        output[0] = (byte)'\\';
        if (written == 2)
        {
            output[1] = letter;
            return true;
        }

        output[1] = (byte)'u';
        return ((ushort)character).TryFormat(output[2..], out _, "X4", CultureInfo.InvariantCulture);
    }

    /// <summary>Looks in text that is valid.</summary>
    private static int FirstUnsafeBeyondAscii(ReadOnlySpan<byte> text)
    {
        for (var from = 0; text[from..].IndexOfAny((byte)0xC2, (byte)0xD8, (byte)0xE2) is >= 0 and var found;)
        {
            from += found;
            if (UnsafeCharacters.Contains(Decode(text[from..], out var size)))
            {
                return from;
            }

            from += size;
        }

        return -1;
    }

    /// <returns>Where the next character stands that has to be escaped, or -1.</returns>
    private static int NextEscaped(ReadOnlySpan<byte> text, SearchValues<byte> suspects, out char character, out int size)
    {
        for (var from = 0; text[from..].IndexOfAny(suspects) is >= 0 and var found; from += size)
        {
            from += found;
            character = Decode(text[from..], out size);
            if (size == 1 || UnsafeCharacters.Contains(character))
            {
                return from;
            }
        }

        (character, size) = ('\0', 0);
        return -1;
    }

    /// <summary>Decodes a character that begins with one of the bytes searched for, in text that is valid.</summary>
    private static char Decode(ReadOnlySpan<byte> text, out int size)
    {
        (var character, size) = text[0] switch
        {
            0xC2 => (text[1], 2),
            0xD8 => (0x600 | (text[1] & 0x3F), 2),
            0xE2 => (0x2000 | ((text[1] & 0x3F) << 6) | (text[2] & 0x3F), 3),
            var ascii => (ascii, 1),
        };
        return (char)character;
    }

    private static byte ShortOf(int character) => character switch
    {
        '"' or '\\' => (byte)character,
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        _ => 0,
    };
}
