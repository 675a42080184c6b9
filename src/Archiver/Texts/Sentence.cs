using System.Buffers;
using System.Text;

namespace Archiver.Texts;

/// <summary>Where sentences end.</summary>
internal static class Sentence
{
    /// <summary>Words whose full stop does not end a sentence.</summary>
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Cpl", "Adm", "Sen", "Rep",
        "Gov", "Pres", "Hon", "St", "Mt", "Ft", "Jr", "Sr", "vs", "etc", "Inc", "Ltd", "Co", "Corp", "Bros", "approx",
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
        "Mon", "Tue", "Wed", "Thu", "Fri",
    };

    /// <summary>
    /// "No." and "Fig." are abbreviations before a number and ends of sentences elsewhere.
    /// </summary>
    private static readonly HashSet<string> BeforeNumbers =
        new(StringComparer.OrdinalIgnoreCase) { "No", "Nos", "Fig", "Art" };

    private const int LongestAbbreviation = 32;

    private static readonly SearchValues<char> BeforeWords = SearchValues.Create(" \t(\u201C\"\u00A0");

    public static bool IsEnder(Rune rune) => rune.Value is '.' or '!' or '?' || IsWideEnder(rune);

    /// <summary>Whether a character ends a sentence whatever follows it: 。！？｡．, the danda ।॥, the Arabic ؟ ۔.</summary>
    public static bool IsWideEnder(Rune rune) =>
        rune.Value is 0x3002 or 0xFF01 or 0xFF1F or 0xFF61 or 0xFF0E or 0x0964 or 0x0965 or 0x061F or 0x06D4;

    /// <summary>Whether a character may stand between a sentence's end mark and the next sentence: quotes, brackets.</summary>
    public static bool IsCloser(Rune rune) =>
        rune.Value is '"' or '\'' or ')' or ']' or 0x2019 or 0x201D or 0xBB or 0x300D or 0x300F or 0xFF09 or 0x3011;

    /// <summary>The length of the first sentence in UTF-16 units; the text's where it does not end.</summary>
    public static int FirstLength(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryCreate(text[i], out var rune) || !IsEnder(rune))
            {
                continue;
            }

            var end = i + 1;
            while (end < text.Length && Rune.TryCreate(text[end], out var next) && (IsEnder(next) || IsCloser(next)))
            {
                end++;
            }

            if (IsWideEnder(rune))
            {
                // In Japanese a quotation goes on after its closing bracket: 「はい。」と言った。
                if (end == i + 1 || end == text.Length || char.IsWhiteSpace(text[end]))
                {
                    return end;
                }

                i = end - 1;
                continue;
            }

            if (end == text.Length
                || (char.IsWhiteSpace(text[end]) && !(rune.Value == '.' && end == i + 1 && IsAbbreviation(text, i))
                    && !GoesOn(text[end..])))
            {
                return end;
            }

            i = end - 1;
        }

        return text.Length;
    }

    /// <summary>Whether the full stop at a place belongs to an abbreviation.</summary>
    public static bool IsAbbreviation(ReadOnlySpan<char> text, int stop)
    {
        // No abbreviation is longer, and a text without spaces is not looked through for each stop.
        var before = text[Math.Max(0, stop - LongestAbbreviation)..stop];
        var word = before[(before.LastIndexOfAny(BeforeWords) + 1)..];
        // An initial, or letters with stops between them: "J.", "U.S.", "a.m.".
        if (word.Length == 1 && char.IsLetter(word[0]))
        {
            return true;
        }

        if (word.Length >= 3 && word[^2] == '.' && char.IsLetter(word[^1]))
        {
            return true;
        }

        if (Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
        {
            return true;
        }

        var rest = text[(stop + 1)..].TrimStart();
        return rest.Length > 0 && char.IsAsciiDigit(rest[0])
            && BeforeNumbers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    /// <summary>Whether what follows a full stop begins in lower case, as no sentence does.</summary>
    private static bool GoesOn(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        return rest.Length > 0 && char.IsLower(rest[0]);
    }
}
