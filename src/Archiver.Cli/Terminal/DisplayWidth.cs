using System.Globalization;
using System.Text;

namespace Archiver.Cli.Terminal;

/// <summary>
/// How many columns of a terminal text takes, counted in graphemes: what is drawn as one sign counts once, however many
/// characters it is made of.
/// </summary>
internal static class DisplayWidth
{
    private const int EmojiPresentation = 0xFE0F;

    public static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        while (!text.IsEmpty)
        {
            text = text[Next(text, out var columns)..];
            width += columns;
        }

        return width;
    }

    /// <returns>How many characters the first grapheme of <paramref name="text"/> has.</returns>
    public static int Next(ReadOnlySpan<char> text, out int columns)
    {
        if (char.IsAscii(text[0]) && (text.Length == 1 || char.IsAscii(text[1])) && text[0] != '\r')
        {
            columns = 1;
            return 1;
        }

        var length = StringInfo.GetNextTextElementLength(text);
        columns = OfGrapheme(text[..length]);
        return length;
    }

    /// <summary>
    /// A grapheme with a wide character is two columns, a family of emoji no more than one of them; any other is as
    /// wide as its letters together, for terminals give the letters of an Indic cluster a column each.
    /// </summary>
    private static int OfGrapheme(ReadOnlySpan<char> grapheme)
    {
        var columns = 0;
        foreach (var rune in grapheme.EnumerateRunes())
        {
            if (rune.Value == EmojiPresentation || WideCharacters.Contains(rune.Value))
            {
                return 2;
            }

            columns += IsZeroWidth(rune) ? 0 : 1;
        }

        return columns;
    }

    private static bool IsZeroWidth(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.Format => rune.Value != 0xAD,
        // Vowels and final consonants of Hangul are drawn into the syllable's first letter, which is wide.
        _ => rune.Value is >= 0x1160 and <= 0x11FF,
    };
}
