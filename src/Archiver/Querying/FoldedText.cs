using System.Globalization;
using System.Text;

namespace Archiver.Querying;

/// <summary>
/// Text as it is searched, and the one definition of a word: letters and digits in a row, without case and accents. Where
/// a script puts no spaces between words, and in Korean, whose words carry their particles, every character is a word of
/// its own, so that any part of such a text is a phrase.
/// </summary>
/// <remarks>
/// The words stand in a row with a space before and after each, so that a phrase is found as a string. Between two texts
/// there is a line feed, which no phrase contains.
/// </remarks>
internal sealed class FoldedText
{
    private char[] _words = [' '];
    private int _length = 1;

    /// <summary>The words of a text, with one space between each two.</summary>
    public static string WordsOf(string text)
    {
        var folded = new FoldedText();
        folded.Add(Encoding.UTF8.GetBytes(text));
        return folded._words.AsSpan(0, folded._length).Trim(" \n").ToString();
    }

    /// <summary>Begins anew, with the memory that there is.</summary>
    public void Clear() => _length = 1;

    /// <param name="text">The text, in UTF-8.</param>
    public void Add(ReadOnlySpan<byte> text)
    {
        // Two letters at most for a byte, and the spaces and the line feed at the end.
        Reserve((2 * text.Length) + 3);
        while (!text.IsEmpty)
        {
            if (text[0] < 0x80)
            {
                AddAscii((char)text[0]);
                text = text[1..];
                continue;
            }

            _ = Rune.DecodeFromUtf8(text, out var rune, out var length);
            AddRune(rune);
            text = text[length..];
        }

        EndWord();
        _words[_length++] = '\n';
        _words[_length++] = ' ';
    }

    /// <summary>Whether the words of this pattern follow one another somewhere in one of the texts.</summary>
    public bool Contains(TextPattern pattern) => _words.AsSpan(0, _length).IndexOf(pattern.Key, StringComparison.Ordinal) >= 0;

    /// <summary>The words of all texts, as the remarks say.</summary>
    public ReadOnlySpan<char> Words => _words.AsSpan(0, _length);

    /// <summary>The same as a string.</summary>
    public override string ToString() => new(_words, 0, _length);

    /// <summary>Whether a character is a word of its own.</summary>
    public static bool IsOwnWord(Rune character) => character.Value switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Burmese
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x2E80 and <= 0x9FFF => true, // Chinese, Japanese
        >= 0xAC00 and <= 0xD7A3 => true, // Korean
        >= 0xF900 and <= 0xFAFF or >= 0xFF66 and <= 0xFF9F => true,
        >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };

    private void AddAscii(char character)
    {
        if (char.IsAsciiLetterOrDigit(character))
        {
            _words[_length++] = char.ToLowerInvariant(character);
        }
        else
        {
            EndWord();
        }
    }

    private void AddRune(Rune rune)
    {
        if (rune.Value is >= 0xFF01 and <= 0xFF5E)
        {
            // The wide forms of ASCII, as Japanese text has them.
            AddAscii((char)(rune.Value - 0xFEE0));
            return;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                // An accent that stands apart, or a hint where a line may end: neither ends a word.
                break;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.LetterNumber or UnicodeCategory.SpacingCombiningMark:
                AddLetter(rune);
                break;
            default:
                EndWord();
                break;
        }
    }

    private void AddLetter(Rune letter)
    {
        var isOwnWord = IsOwnWord(letter);
        if (isOwnWord)
        {
            EndWord();
        }

        _length += letter.IsBmp
            ? LetterFolding.Fold((char)letter.Value, _words.AsSpan(_length))
            : Rune.ToLowerInvariant(letter).EncodeToUtf16(_words.AsSpan(_length));
        if (isOwnWord)
        {
            EndWord();
        }
    }

    private void EndWord()
    {
        if (_words[_length - 1] != ' ')
        {
            _words[_length++] = ' ';
        }
    }

    private void Reserve(int more)
    {
        if (_words.Length - _length < more)
        {
            Array.Resize(ref _words, Math.Max(_words.Length * 2, _length + more));
        }
    }
}
