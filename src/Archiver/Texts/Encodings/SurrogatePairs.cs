using System.Buffers;
using System.Text;

namespace Archiver.Texts.Encodings;

/// <summary>
/// Characters beyond the first 65,536 as CESU-8 has them: each half of a pair of UTF-16 written as if it were a character.
/// Some programs call that UTF-8.
/// </summary>
internal static class SurrogatePairs
{
    private const int HalfLength = 3;

    /// <summary>The length of the pair at the start of a text, or 0.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text) =>
        text.Length >= 2 * HalfLength && text[0] == 0xED && text[1] is >= 0xA0 and <= 0xAF && IsLast(text[2])
            && text[3] == 0xED && text[4] is >= 0xB0 and <= 0xBF && IsLast(text[5]) ? 2 * HalfLength : 0;

    /// <summary>The text with each pair as UTF-8 has it; itself where there is none.</summary>
    public static ReadOnlySpan<byte> Joined(ReadOnlySpan<byte> text)
    {
        ArrayBufferWriter<byte>? joined = null;
        var written = 0;
        for (var at = 0; text[at..].IndexOf((byte)0xED) is >= 0 and var found; at++)
        {
            at += found;
            if (LengthAt(text[at..]) is not (> 0 and var length))
            {
                continue;
            }

            joined ??= new ArrayBufferWriter<byte>(text.Length);
            joined.Write(text[written..at]);
            var high = (char)(0xD000 | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F));
            var low = (char)(0xD000 | ((text[at + 4] & 0x3F) << 6) | (text[at + 5] & 0x3F));
            joined.Advance(new Rune(high, low).EncodeToUtf8(joined.GetSpan(4)));
            at += length - 1;
            written = at + 1;
        }

        if (joined is null)
        {
            return text;
        }

        joined.Write(text[written..]);
        return joined.WrittenSpan;
    }

    private static bool IsLast(byte value) => value is >= 0x80 and <= 0xBF;
}
