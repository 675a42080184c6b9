using System.Text;
using System.Text.Unicode;

namespace Archiver.Texts;

/// <summary>
/// Marks between two letters that are a letter themselves in some languages (Ukrainian <c>п’ять</c>, Hawaiian
/// <c>Hawaiʻi</c>), part two words in others (<c>l’amour</c>), and are typed in many ways. Letters of Unicode's that mean
/// the first vanish. What means either vanishes where no language parts words so.
/// </summary>
internal static class Apostrophes
{
    private const string Vowels = "aeiou";

    /// <summary>What English puts behind an apostrophe, without the letters it is one word for.</summary>
    private static readonly string[] Endings = ["s", "t", "d", "m", "re", "ve", "ll"];

    /// <summary>In bytes of UTF-8: an ending and what follows it.</summary>
    private const int LongestSeen = 8;

    /// <summary>Whether a character is a letter that only changes how others sound, or fills a line.</summary>
    public static bool IsSilentLetter(Rune character) => character.Value is
        (>= 0x2B9 and <= 0x2BF) or 0x2C8 or 0x2CA or 0x2CB or 0x2EE or 0x640 or 0x7FA or 0xA78B or 0xA78C;

    /// <summary>Whether a character is a mark that stands for such a letter, or parts two words.</summary>
    public static bool IsMark(Rune character) =>
        character.Value is '\'' or '`' or 0xB4 or 0x2018 or 0x2019 or 0x201B or 0x55A or 0xFF07;

    /// <summary>Whether a letter that vanishes is only another way to write the mark before an English ending (<c>donʼt</c>).</summary>
    /// <param name="character">The character.</param>
    /// <param name="after">The text after it, in UTF-8.</param>
    public static bool IsBeforeEnding(Rune character, ReadOnlySpan<byte> after)
    {
        if (character.Value is not (0x2B9 or (>= 0x2BB and <= 0x2BD) or 0x2C8 or 0x2CA or 0x2CB or 0xA78B or 0xA78C))
        {
            return false;
        }

        Span<char> next = stackalloc char[LongestSeen];
        var bytes = after[..Math.Min(after.Length, next.Length)];
        _ = Utf8.ToUtf16(bytes, next, out _, out var length, replaceInvalidSequences: true, isFinalBlock: false);
        return IsEnding(next[..length]);
    }

    /// <summary>Whether a mark between two letters is one of a word's letters.</summary>
    /// <param name="before">The folded text before it.</param>
    /// <param name="after">The text after it, in UTF-8.</param>
    public static bool IsLetter(ReadOnlySpan<char> before, ReadOnlySpan<byte> after)
    {
        _ = Rune.DecodeFromUtf8(after, out var rune, out _);
        if (!rune.IsBmp || before is not [.., var last])
        {
            return false;
        }

        var next = (char)rune.Value;
        if ((IsCyrillic(last) && IsCyrillic(next)) || (IsArmenian(last) && IsArmenian(next)))
        {
            return true;
        }

        Span<char> folded = stackalloc char[LetterFolding.MaxLength];
        return Vowels.Contains(last) && before is not [.., 'q', 'u']
            && LetterFolding.Fold(next, folded) > 0 && Vowels.Contains(folded[0]);
    }

    /// <summary>
    /// A text as others write it: with each mark or silent letter between two letters as one that vanishes, or as one that
    /// parts two words. The text is unchanged where it has none, or only before an English ending.
    /// </summary>
    public static string Rewrite(string text, bool vanishing)
    {
        var rewritten = new StringBuilder(text);
        for (var at = 1; at < text.Length - 1; at++)
        {
            var character = new Rune(char.IsSurrogate(text[at]) ? ' ' : text[at]);
            if ((IsMark(character) || IsSilentLetter(character)) && character.Value != 0x640
                && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]) && !IsEnding(text.AsSpan(at + 1)))
            {
                rewritten[at] = vanishing ? '\u02BC' : ' ';
            }
        }

        return rewritten.ToString();
    }

    private static bool IsEnding(ReadOnlySpan<char> after)
    {
        foreach (var ending in Endings)
        {
            if (after.StartsWith(ending, StringComparison.OrdinalIgnoreCase)
                && (after.Length == ending.Length || !char.IsLetter(after[ending.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u052F';

    private static bool IsArmenian(char letter) => letter is >= '\u0531' and <= '\u0587';
}
