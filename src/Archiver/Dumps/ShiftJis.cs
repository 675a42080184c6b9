namespace Archiver.Dumps;

/// <summary>Tells Shift_JIS from Windows-1252, where nothing but the bytes themselves can say.</summary>
internal static class ShiftJis
{
    /// <summary>
    /// Japanese text is made of pairs of which a good part are kana or Japanese punctuation; in Windows-1252 a high
    /// byte is a single letter among ASCII letters, or a quote, and most often the byte after it forms no valid pair.
    /// </summary>
    public static bool IsLikely(ReadOnlySpan<byte> bytes)
    {
        int pairs = 0, japanese = 0, halfwidth = 0, invalid = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80)
            {
                var next = bytes[i..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (next < 0)
                {
                    break;
                }

                i += next - 1;
                continue;
            }

            if (lead is >= 0xA1 and <= 0xDF)
            {
                halfwidth++;
                continue;
            }

            var trail = i + 1 < bytes.Length ? bytes[i + 1] : (byte)0;
            if (lead is 0x80 or 0xA0 or > 0xFC || trail is < 0x40 or 0x7F or > 0xFC)
            {
                invalid++;
                continue;
            }

            pairs++;
            japanese += IsKanaOrPunctuation(lead, trail) || IsKanji(lead, trail) ? 1 : 0;
            i++;
        }

        return pairs + halfwidth > 0 && invalid <= (pairs + halfwidth) / 100 && 2 * japanese >= pairs
            && (japanese > 0 || IsHalfwidthText(bytes, halfwidth));
    }

    private static bool IsKanaOrPunctuation(byte lead, byte trail) =>
        (lead == 0x82 && trail >= 0x9F) || (lead == 0x83 && trail <= 0x96) || (lead == 0x81 && trail <= 0xAC)
        || (lead == 0x82 && trail is >= 0x4F and <= 0x9A);

    /// <summary>Whether a pair is a kanji whose trail byte is no ASCII letter, as the letter after an accented one is.</summary>
    private static bool IsKanji(byte lead, byte trail) =>
        lead is >= 0x88 and <= 0x9F or >= 0xE0 and <= 0xEA && trail >= 0x80;

    /// <summary>Half-width katakana stand together; accented capitals and symbols of Windows-1252 stand alone.</summary>
    private static bool IsHalfwidthText(ReadOnlySpan<byte> bytes, int count)
    {
        var together = 0;
        for (var i = 1; i < bytes.Length; i++)
        {
            together += bytes[i] is >= 0xA1 and <= 0xDF && bytes[i - 1] is >= 0xA1 and <= 0xDF ? 1 : 0;
        }

        return 2 * together > count;
    }
}
