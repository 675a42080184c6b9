using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Archiver.Texts;

/// <summary>
/// Writes text as JSON strings: everything readable stays as it is, and <see cref="UnsafeCharacters"/> are escaped.
/// None of .NET's encoders does both: the relaxed one lets bidirectional controls pass and escapes the ideographic
/// space, the default one escapes every letter that is not ASCII. So the escaping is done here, on UTF-8, and the
/// writer gets the finished string.
/// </summary>
internal static class JsonText
{
    /// <summary>For writers that are given to this class. Validation is off: shapes are fixed in the code and checked by tests.</summary>
    public static JsonWriterOptions WriterOptions => new() { SkipValidation = true };

    private static readonly SearchValues<byte> Ascii = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31, (byte)'"', (byte)'\\', 0x7F,
    ]);

    /// <summary>The same, and the first bytes of all other unsafe characters.</summary>
    private static readonly SearchValues<byte> All = SearchValues.Create(
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31, (byte)'"', (byte)'\\', 0x7F, 0xC2, 0xD8, 0xE2,
    ]);

    public static void Write(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
            return;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Write(json, bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <param name="json">Where to write.</param>
    /// <param name="text">UTF-8; what is not valid UTF-8 becomes U+FFFD, for a JSON text has to be valid.</param>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            Write(json, Encoding.UTF8.GetString(text));
            return;
        }

        // A search for ASCII alone is ten times as fast, and the rest is hardly ever there.
        var suspects = HasUnsafeBeyondAscii(text) ? All : Ascii;
        var buffer = ArrayPool<byte>.Shared.Rent(EscapedLength(text, suspects) + 2);
        var length = Escape(text, suspects, buffer);
        json.WriteRawValue(buffer.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Writes a property's name that comes from an article and so can hold anything.</summary>
    public static void WriteName(Utf8JsonWriter json, string name)
    {
        // A name cannot be written raw. The default encoder escapes more than is needed, but everything unsafe.
        var encoder = UnsafeCharacters.ContainsAny(name)
            ? JavaScriptEncoder.Default
            : JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.WritePropertyName(JsonEncodedText.Encode(name, encoder));
    }

    private static int EscapedLength(ReadOnlySpan<byte> text, SearchValues<byte> suspects)
    {
        var length = text.Length;
        while (NextUnsafe(text, suspects, out var character, out var size) is >= 0 and var at)
        {
            length += (ShortEscape(character) == 0 ? 6 : 2) - size;
            text = text[(at + size)..];
        }

        return length;
    }

    private static int Escape(ReadOnlySpan<byte> text, SearchValues<byte> suspects, Span<byte> output)
    {
        output[0] = (byte)'"';
        var written = 1;
        while (NextUnsafe(text, suspects, out var character, out var size) is >= 0 and var at)
        {
            text[..at].CopyTo(output[written..]);
            written += at;
            text = text[(at + size)..];
            output[written++] = (byte)'\\';
            if (ShortEscape(character) is not 0 and var letter)
            {
                output[written++] = letter;
                continue;
            }

            output[written++] = (byte)'u';
            ((ushort)character).TryFormat(output[written..], out _, "X4", CultureInfo.InvariantCulture);
            written += 4;
        }

        text.CopyTo(output[written..]);
        written += text.Length;
        output[written++] = (byte)'"';
        return written;
    }

    private static bool HasUnsafeBeyondAscii(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny((byte)0xC2, (byte)0xD8, (byte)0xE2) is >= 0 and var at)
        {
            var character = Decode(text[at..], out var size);
            if (UnsafeCharacters.Contains(character))
            {
                return true;
            }

            text = text[(at + size)..];
        }

        return false;
    }

    /// <returns>Where the next character stands that has to be escaped, or -1.</returns>
    private static int NextUnsafe(
        ReadOnlySpan<byte> text, SearchValues<byte> suspects, out char character, out int size)
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

    private static byte ShortEscape(char character) => character switch
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
