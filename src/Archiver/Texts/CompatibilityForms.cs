using System.Globalization;
using System.Text;

namespace Archiver.Texts;

/// <summary>
/// Characters that are another way to write plain ones, and what they are written for: Unicode's compatibility forms
/// (subscripts, radicals, circled and mathematical letters, Roman numerals, squared words, ligatures, the shapes of Arabic
/// letters), and letters that speakers take for one, such as the Arabic and the Persian kaf.
/// </summary>
/// <remarks>
/// The table is a file in the assembly, which is read when the first character comes that may be in it.
/// </remarks>
internal static class CompatibilityForms
{
    private static readonly Lazy<Range[]> Table = new(ReadTable);

    /// <param name="First">The first of some characters in a row.</param>
    /// <param name="Count">How many they are.</param>
    /// <param name="IsRising">Whether the last character of the plain text rises with them.</param>
    /// <param name="Plain">What the first is written for.</param>
    private readonly record struct Range(int First, int Count, bool IsRising, string Plain);

    /// <summary>
    /// What a character is written for, in small letters mostly; a space is where a word ends. Null where it is written
    /// for itself, or something else than this table says what it is.
    /// </summary>
    public static string? Of(Rune character)
    {
        if (!IsPossible(character.Value))
        {
            return null;
        }

        var (low, high) = (0, Table.Value.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Table.Value[middle].First <= character.Value ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && Table.Value[low - 1] is var range && character.Value - range.First is var place && place < range.Count
            ? !range.IsRising || place == 0 ? range.Plain : range.Plain[..^1] + (char)(range.Plain[^1] + place)
            : null;
    }

    /// <summary>What most texts have is in none of the ranges, and costs no table.</summary>
    private static bool IsPossible(int character) => character switch
    {
        < 0xAA => false,
        < 0x250 => character is 0xAA or 0xB2 or 0xB3 or 0xB5 or (>= 0xB9 and <= 0xBE)
            or 0x132 or 0x133 or 0x149 or (>= 0x1C4 and <= 0x1CC) or (>= 0x1F1 and <= 0x1F3),
        < 0x2B0 => false, // International phonetic letters
        < 0x3D0 => character < 0x300 || character >= 0x374,
        >= 0x400 and < 0x587 => false, // Cyrillic, Armenian
        >= 0x1E00 and < 0x2070 => false, // Latin and Greek with marks, punctuation
        >= 0x3040 and < 0x30FF => character == 0x309F, // Japanese
        >= 0x3400 and < 0xA640 => false, // Chinese and Japanese
        >= 0xAC00 and < 0xF900 => false, // Korean
        _ => true,
    };

    private static Range[] ReadTable()
    {
        using var file = typeof(CompatibilityForms).Assembly.GetManifestResourceStream("CompatibilityForms.txt")!;
        using var lines = new StreamReader(file);
        var table = new List<Range>();
        while (lines.ReadLine() is { } line)
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            var sign = line.AsSpan(0, end).IndexOfAny('=', '+');
            table.Add(new Range(
                Number(line.AsSpan(0, sign < 0 ? end : sign)),
                sign < 0 ? 1 : Number(line.AsSpan((sign + 1)..end)),
                sign >= 0 && line[sign] == '+',
                line[(end + 1)..]));
        }

        return [.. table];
    }

    private static int Number(ReadOnlySpan<char> hexadecimal) =>
        int.Parse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
