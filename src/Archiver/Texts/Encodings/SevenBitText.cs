using System.Buffers;
using System.Text;

namespace Archiver.Texts.Encodings;

/// <summary>Knows encodings that write all characters in bytes of ASCII, by their escapes.</summary>
internal static class SevenBitText
{
    private const byte Escape = 0x1B, ShiftOut = 0x0E, ShiftIn = 0x0F;

    /// <summary>In bits: what it takes to tell UTF-7 from sums, telephone numbers, addresses and base64.</summary>
    private const int EnoughEvidence = 16;

    private static readonly SearchValues<byte> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <returns>Null where a text is what it seems to be.</returns>
    public static TextEncoding? Find(ReadOnlySpan<byte> bytes)
    {
        var page = Designated(bytes) switch
        {
            "ISO-2022-JP" => 50221,
            "ISO-2022-KR" => 50225,
            null when bytes.Contains(ShiftOut) && HasSoundStretches(bytes, [ShiftOut], [ShiftIn], 50225) => 50225,
            null when bytes.IndexOf("~{"u8) >= 0 && HasSoundStretches(bytes, "~{"u8, "~}"u8, 52936) => 52936,
            _ => 0,
        };
        return page == 0 || !Ascii.IsValid(bytes) ? null : TextEncoding.OfCodePage(page);
    }

    /// <summary>The name of an encoding that a text seems to be in, and that cannot be read; null where there is none.</summary>
    public static string? Unreadable(ReadOnlySpan<byte> bytes) => !Ascii.IsValid(bytes) ? null
        : Designated(bytes) is "ISO-2022-CN" ? "ISO-2022-CN" : IsUtf7(bytes) ? "UTF-7" : null;

    /// <summary>The encoding in which the first escape means something that names a set of characters.</summary>
    private static string? Designated(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf(Escape) is >= 0 and var at)
        {
            bytes = bytes[(at + 1)..];
            switch (bytes)
            {
                case [(byte)'$', (byte)'B' or (byte)'@', ..]
                    or [(byte)'$', (byte)'(', (byte)'D', ..] or [(byte)'(', (byte)'I', ..]:
                    return "ISO-2022-JP";
                case [(byte)'$', (byte)')', (byte)'C', ..]:
                    return "ISO-2022-KR";
                case [(byte)'$', (byte)')', (byte)'A' or (byte)'E' or (byte)'G', ..]:
                    return "ISO-2022-CN";
            }
        }

        return null;
    }

    /// <summary>Whether what stands between escapes is mostly letters, of two bytes each.</summary>
    private static bool HasSoundStretches(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close, int page)
    {
        var (letters, bad) = (0, 0);
        var encoding = TextEncoding.OfCodePage(page)!;
        while (bytes.IndexOf(open) is >= 0 and var at)
        {
            var length = open.Length;
            while (at + length + 1 < bytes.Length
                && bytes[at + length] is >= 0x21 and <= 0x7D && bytes[at + length + 1] is >= 0x21 and <= 0x7E)
            {
                length += 2;
            }

            var isClosed = length > open.Length && bytes[(at + length)..].StartsWith(close);
            foreach (var character in isClosed ? encoding.Decode(bytes.Slice(at, length + close.Length)) : "\uFFFD")
            {
                letters += char.IsLetter(character) ? 1 : 0;
                bad += TextEncoding.IsInvalid(character) || character is >= '\uE000' and <= '\uF8FF' ? 1 : 0;
            }

            bytes = bytes[(at + length)..];
        }

        return letters >= 2 && letters > bad;
    }

    private static bool IsUtf7(ReadOnlySpan<byte> bytes)
    {
        long evidence = 0;
        while (bytes.IndexOf((byte)'+') is >= 0 and var at)
        {
            bytes = bytes[(at + 1)..];
            var length = bytes.IndexOfAnyExcept(Base64);
            length = length < 0 ? bytes.Length : length;
            evidence += length == 0 ? 0 : Utf7Evidence(bytes[..length], bytes[length..] is [(byte)'-', ..]);
            bytes = bytes[length..];
        }

        return evidence >= EnoughEvidence;
    }

    /// <summary>In bits: how much less likely it is that what follows a plus sign gives such characters by chance.</summary>
    private static int Utf7Evidence(ReadOnlySpan<byte> run, bool isClosed)
    {
        const int against = -8;
        var padding = 6 * run.Length % 16;
        if (padding >= 6 || !run.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return against;
        }

        var (evidence, value, bits, pairs) = (padding + (isClosed ? 2 : 0), 0, 0, 0);
        foreach (var letter in run)
        {
            (value, bits) = ((value << 6) | Digit(letter), bits + 6);
            if (bits < 16)
            {
                continue;
            }

            bits -= 16;
            var unit = (char)(value >> bits);
            value &= (1 << bits) - 1;
            var isSound = char.IsSurrogate(unit)
                ? char.IsLowSurrogate(unit) == (pairs == 1)
                : pairs == 0 && Weight(unit) >= 0;
            if (!isSound)
            {
                return against;
            }

            pairs = char.IsHighSurrogate(unit) ? 1 : 0;
            evidence += char.IsSurrogate(unit) ? 5 : Weight(unit);
        }

        return value == 0 && pairs == 0 ? evidence : against;
    }

    private static int Digit(byte letter) => letter switch
    {
        >= (byte)'a' => letter - 'a' + 26,
        >= (byte)'A' => letter - 'A',
        >= (byte)'0' => letter - '0' + 52,
        (byte)'+' => 62,
        _ => 63,
    };

    /// <summary>In bits: how few of all characters are like this; less than 0 for what no text has.</summary>
    private static int Weight(char unit) => unit switch
    {
        '\n' or '\r' or '\t' or (>= ' ' and <= '~') => 3,
        // What words and acronyms of ASCII give.
        >= '\u0180' and <= '\u036F' and not (>= '\u0218' and <= '\u021B') => 1,
        >= '\u00A0' and <= '\u06FF' or (>= '\u1E00' and <= '\u1FFF') => 5,
        >= '\u2010' and <= '\u2044' or (>= '\u20A0' and <= '\u20BF') or '\u2116' or '\u2122' => 5,
        >= '\u3000' and <= '\u30FF' or (>= '\uFF01' and <= '\uFF9F') => 5,
        >= '\u4E00' and <= '\u9FFF' => 1,
        >= '\uAC00' and <= '\uD7A3' => 2,
        > '\u06FF' and < '\u1200' or (>= '\u1780' and <= '\u17FF') => 4,
        _ => -1,
    };
}
