using System.Text;
using Archiver.Texts;

namespace Archiver.Articles;

/// <summary>A dump has no title; its lead, the first paragraph, stands in.</summary>
public static class Lead
{
    private const int MaxLength = 100;

    /// <summary>More than any title needs, so that a paragraph of a megabyte is not decoded for it.</summary>
    private const int MaxBytes = 4096;

    /// <summary>
    /// The first sentence of the lead; where it is longer than 100 characters, cut at a word boundary, with … at the end.
    /// </summary>
    /// <returns>Null where the paragraph is blank.</returns>
    public static string? Title(ReadOnlySpan<byte> leadParagraph)
    {
        var text = Encoding.UTF8.GetString(leadParagraph[..Math.Min(leadParagraph.Length, MaxBytes)]).AsSpan().Trim();
        if (text.IsEmpty)
        {
            return null;
        }

        var sentence = text[..Sentence.FirstLength(text)];
        var end = Cut(sentence);
        return end == sentence.Length ? sentence.ToString() : $"{sentence[..end].TrimEnd(" \t\u00A0\u3000,;:-–—、，")}…";
    }

    /// <summary>
    /// The title that an export states; null where it is what the lead gives anyway, which needs no statement.
    /// </summary>
    public static string? Stated(string? title, string? leadParagraph) =>
        title is not null && leadParagraph is not null && Title(Encoding.UTF8.GetBytes(leadParagraph)) == title ? null : title;

    /// <summary>The place at which to cut, or the length where the sentence is short enough.</summary>
    private static int Cut(ReadOnlySpan<char> sentence)
    {
        int characters = 0, at = 0, boundary = 0;
        var previous = default(Rune);
        foreach (var rune in sentence.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || IsWide(previous) || IsWide(rune))
            {
                boundary = at;
            }

            if (characters == MaxLength)
            {
                // A word longer than all that is allowed has to be cut inside.
                return boundary > 0 ? boundary : at;
            }

            characters++;
            at += rune.Utf16SequenceLength;
            previous = rune;
        }

        return sentence.Length;
    }

    /// <summary>Whether a character is of a script that is written without spaces: kana, kanji, and what goes with them.</summary>
    private static bool IsWide(Rune rune) =>
        rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFFEF or >= 0x20000 and <= 0x3FFFF;
}
