using System.Buffers;
using System.Text;
using Archiver.Texts;

namespace Archiver.Files;

/// <summary>Makes a part of a file's name of any text, so that every system takes it and it leads nowhere else.</summary>
internal static class SafeFileName
{
    /// <summary>What Windows, shells or links in notes do not take.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("*\"\\/<>:|?#^[]%`'$&;!{}~");

    /// <param name="text">Any text.</param>
    /// <param name="mostBytes">How long it may be in UTF-8; it ends at a whole character.</param>
    /// <returns>It is empty where nothing of the text can be in a name.</returns>
    public static string Of(string text, int mostBytes)
    {
        var name = new StringBuilder();
        var bytes = 0;
        foreach (var rune in DocumentText.Line(text.Length > 2 * mostBytes ? text[..(2 * mostBytes)] : text).EnumerateRunes())
        {
            var isLeftOut = (rune.IsBmp && Forbidden.Contains((char)rune.Value))
                || rune == Rune.ReplacementChar || Invisible.IsMark(rune);
            var written = isLeftOut ? default : Rune.IsWhiteSpace(rune) ? new Rune(' ') : rune;
            if (isLeftOut || (written.Value == ' ' && (name.Length == 0 || name[^1] == ' ')))
            {
                continue;
            }

            if ((bytes += written.Utf8SequenceLength) > mostBytes)
            {
                break;
            }

            name.Append(written);
        }

        return name.ToString().Trim('.', ' ', '-');
    }

    /// <summary>
    /// A text as a part of addresses: small letters and digits of any script, with hyphens between words; at most so many
    /// bytes of UTF-8.
    /// </summary>
    public static string Slug(string text, int mostBytes)
    {
        var slug = new StringBuilder();
        var bytes = 0;
        foreach (var rune in Of(text, mostBytes).EnumerateRunes())
        {
            // A small letter may be longer than its capital.
            var small = Rune.ToLowerInvariant(rune);
            if ((bytes += small.Utf8SequenceLength) > mostBytes)
            {
                break;
            }

            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                slug.Append(small);
            }
            else if (slug is [.., not '-'])
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }
}
