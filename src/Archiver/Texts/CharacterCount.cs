using System.Text;

namespace Archiver.Texts;

/// <summary>
/// What of a text is read by characters and not by words: Chinese, Japanese and other scripts without spaces between
/// words, and Korean (<see cref="FoldedText.IsOwnWord"/>), their punctuation included. Emoji and other signs are not read so.
/// </summary>
/// <param name="Characters">How many characters there are.</param>
/// <param name="Words">How many words, as <see cref="WordCount"/> counts them, have such characters.</param>
public readonly record struct CharacterCount(int Characters, int Words)
{
    /// <summary>The first byte of the first and of the last of these characters.</summary>
    private const byte FirstLead = 0xE0;
    private const byte LastLead = 0xF0;

    /// <param name="text">UTF-8.</param>
    public static CharacterCount Of(ReadOnlySpan<byte> text)
    {
        var count = default(CharacterCount);
        var endOfWord = 0;
        for (var at = 0; text[at..].IndexOfAnyInRange(FirstLead, LastLead) is >= 0 and var found;)
        {
            at += found;
            _ = Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            if (IsCounted(rune))
            {
                var isSameWord = at < endOfWord;
                endOfWord = isSameWord ? endOfWord : EndOfWord(text, at);
                count += new CharacterCount(1, isSameWord ? 0 : 1);
            }

            at += length;
        }

        return count;
    }

    public static CharacterCount operator +(CharacterCount left, CharacterCount right) =>
        new(left.Characters + right.Characters, left.Words + right.Words);

    /// <summary>Whether a character is one of them.</summary>
    internal static bool IsCounted(Rune rune) => rune.Value switch
    {
        >= 0x2190 and <= 0x2BFF or >= 0x1F000 and <= 0x1FAFF => false, // signs and emoji
        >= 0xFF66 and <= 0xFF9F => true, // narrow Japanese
        _ => FoldedText.IsOwnWord(rune) && !Rune.IsWhiteSpace(rune),
    };

    private static int EndOfWord(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && WordCount.SpaceLength(text[at..]) == 0)
        {
            at++;
        }

        return at;
    }
}
