using System.Buffers.Binary;

namespace Archiver.Texts.Encodings;

/// <summary>Knows UTF-32 without a byte order mark: of its four bytes the upper one is NUL, and the next hardly more.</summary>
internal static class PlainUtf32
{
    /// <returns>Null where it is something else.</returns>
    public static TextEncoding? Find(ReadOnlySpan<byte> head)
    {
        // In texts of all scripts there are spaces, digits and line ends.
        foreach (var encoding in head.Contains((byte)0) ? [TextEncoding.Utf32Le, TextEncoding.Utf32Be] : ReadOnlySpan<TextEncoding>.Empty)
        {
            var (ascii, bad) = Look(head, encoding.IsBigEndian);
            if (head.Length >= 4 && bad * 400 <= head.Length && ascii * 800 >= head.Length)
            {
                return encoding;
            }
        }

        return null;
    }

    /// <summary>Whether data that is no text otherwise has much of UTF-32 in it.</summary>
    public static bool IsPossible(ReadOnlySpan<byte> data)
    {
        data = data[..Math.Min(data.Length, PlainUtf16.HeadLength)];
        var (little, big) = (Look(data, false), Look(data, true));
        return data.Length >= 16 && Math.Max(little.Ascii - little.Bad, big.Ascii - big.Bad) >= data.Length / 800
            && Math.Min(little.Bad, big.Bad) <= data.Length / 16;
    }

    /// <returns>The characters of ASCII, and what no text has.</returns>
    private static (int Ascii, int Bad) Look(ReadOnlySpan<byte> head, bool isBigEndian)
    {
        var (ascii, bad) = (0, 0);
        for (; head.Length >= 4; head = head[4..])
        {
            var value = isBigEndian
                ? BinaryPrimitives.ReadUInt32BigEndian(head)
                : BinaryPrimitives.ReadUInt32LittleEndian(head);
            var isBad = value > 0x10FFFF
                || (value <= 0xFFFF && (char.IsSurrogate((char)value) || PlainUtf16.IsNoText((char)value)));
            bad += isBad ? 1 : 0;
            ascii += value is '\n' or '\r' or '\t' or (>= ' ' and <= '~') ? 1 : 0;
        }

        return (ascii, bad);
    }
}
