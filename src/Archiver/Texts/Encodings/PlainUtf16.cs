using System.Buffers.Binary;

namespace Archiver.Texts.Encodings;

/// <summary>
/// Knows UTF-16 without a byte order mark by the spaces, digits and line ends that texts of all scripts have: only in
/// UTF-16 is one of their two bytes NUL, and it shows the order of bytes.
/// </summary>
internal static class PlainUtf16
{
    /// <summary>How much of an input is looked at.</summary>
    public const int HeadLength = 16 * 1024;

    /// <returns>Null where it is something else, or cannot be decided.</returns>
    public static TextEncoding? Find(ReadOnlySpan<byte> head)
    {
        if (!head.Contains((byte)0))
        {
            return null;
        }

        var little = Look(head, false);
        var big = Look(head, true);
        var (better, other, encoding) = little.Ascii - little.Bad >= big.Ascii - big.Bad
            ? (little, big, TextEncoding.Utf16Le) : (big, little, TextEncoding.Utf16Be);
        var units = head.Length / 2;

        // Read in the wrong order, East Asian characters are of all scripts and none, and some are ASCII.
        return better.Bad * 100 <= units && better.Ascii * 200 >= units
            && (better.Ascii >= 4 * (other.Ascii + 1) || other.Bad * 50 > units) ? encoding : null;
    }

    /// <summary>Whether data that is no text otherwise has much of UTF-16 in it.</summary>
    public static bool IsPossible(ReadOnlySpan<byte> data)
    {
        data = data[..Math.Min(data.Length, HeadLength)];
        var (little, big) = (Look(data, false), Look(data, true));
        return data.Length >= 16 && Math.Max(little.Ascii - little.Bad, big.Ascii - big.Bad) >= data.Length / 400
            && Math.Min(little.Bad, big.Bad) <= data.Length / 8;
    }

    /// <returns>The characters of ASCII, and what no text has.</returns>
    private static (int Ascii, int Bad) Look(ReadOnlySpan<byte> head, bool isBigEndian)
    {
        var (ascii, bad) = (0, 0);
        var isPairOpen = false;
        for (; head.Length >= 2; head = head[2..])
        {
            var unit = (char)(isBigEndian
                ? BinaryPrimitives.ReadUInt16BigEndian(head)
                : BinaryPrimitives.ReadUInt16LittleEndian(head));
            bad += isPairOpen != char.IsLowSurrogate(unit) || IsNoText(unit) ? 1 : 0;
            isPairOpen = char.IsHighSurrogate(unit);
            ascii += unit is '\n' or '\r' or '\t' or (>= ' ' and <= '~') ? 1 : 0;
        }

        return (ascii, bad);
    }

    public static bool IsNoText(char unit) =>
        unit is (< ' ' and not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001B'))
            or (>= '\u007F' and <= '\u009F' and not '\u0085')
            or (>= '\uE000' and <= '\uF8FF') or >= '\uFFFE';
}
