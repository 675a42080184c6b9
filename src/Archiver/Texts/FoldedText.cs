using System.Globalization;
using System.Text;

namespace Archiver.Texts;

/// <summary>
/// Text as it is searched, and the one definition of a word: letters and digits in a row, without case and accents, and
/// whatever their form (<see cref="CompatibilityForms"/>, <see cref="Apostrophes"/>). Where a script puts no spaces
/// between words, and in Korean, whose words carry their particles, every character is a word of its own, so that any
/// part of such a text is a phrase. So is every emoji.
/// </summary>
/// <remarks>
/// The words stand in a row with a space before and after each, so that a phrase is found as a string. Between two texts
/// there is a line feed, which no phrase contains.
/// </remarks>
/// <param name="keepsPlaces">Whether <see cref="PlaceOf"/> will be asked.</param>
internal sealed class FoldedText(bool keepsPlaces = false)
{
    /// <summary>The ASCII characters that make words, each at its place and small; the others are 0.</summary>
    private static ReadOnlySpan<byte> Letters =>
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\00123456789\0\0\0\0\0\0"u8
        + "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0"u8
        + "\0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0"u8;

    private readonly List<(int Word, int From, int To)>? _places = keepsPlaces ? [] : null;
    private char[] _words = [' '];
    private int _length = 1;

    /// <summary>Where the character that is being read begins and ends.</summary>
    private int _from;
    private int _to;

    /// <summary>The end of the text that is being read.</summary>
    private int _end;

    /// <summary>The words of all texts, as the remarks say.</summary>
    public ReadOnlySpan<char> Words => _words.AsSpan(0, _length);

    /// <summary>The words of a text, with one space between each two.</summary>
    public static string WordsOf(string text)
    {
        var folded = new FoldedText();
        folded.Add(Encoding.UTF8.GetBytes(text));
        return folded.Words.Trim(" \n").ToString();
    }

    /// <summary>Begins anew, with the memory that there is.</summary>
    public void Clear()
    {
        _length = 1;
        _places?.Clear();
    }

    /// <param name="text">The text, in UTF-8.</param>
    public void Add(ReadOnlySpan<byte> text)
    {
        // A character at most for a byte, spaces included, and the spaces and the line feed at the end.
        _end = text.Length;
        Reserve(text.Length + 3);
        for (_from = 0; _from < text.Length; _from = _to)
        {
            if (text[_from] < 0x80)
            {
                _to = _from + 1;
                if (Letters[text[_from]] != 0 || !IsLetter(new Rune(text[_from]), text))
                {
                    AddAscii(text[_from]);
                }
            }
            else
            {
                _ = Rune.DecodeFromUtf8(text[_from..], out var rune, out var length);
                _to = _from + length;
                if (Apostrophes.IsBeforeEnding(rune, text[_to..]))
                {
                    EndWord();
                }
                else if (!IsLetter(rune, text))
                {
                    AddRune(rune);
                }
            }
        }

        EndWord();
        _words[_length++] = '\n';
        _words[_length++] = ' ';
    }

    /// <summary>Where in the text, in bytes, the words stand that are found at this place in <see cref="Words"/>.</summary>
    public (int From, int To) PlaceOf(int start, int end) => (PlaceBefore(start + 1).From, PlaceBefore(end).To);

    /// <summary>Whether a character is a word of its own.</summary>
    public static bool IsOwnWord(Rune character) => character.Value switch
    {
        < 0x0E00 => false,
        <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Burmese
        >= 0x1100 and <= 0x11FF => true, // Korean, in parts
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x2190 and <= 0x2BFF => true, // signs, among them emoji
        >= 0x2E80 and <= 0x9FFF => true, // Chinese, Japanese
        >= 0xAC00 and <= 0xD7A3 => true, // Korean
        >= 0xF900 and <= 0xFAFF => true,
        >= 0x1F000 and <= 0x1FAFF => true, // emoji
        >= 0x20000 and <= 0x3FFFF => true,
        _ => false,
    };

    /// <summary>The place of the last word that begins before this one in <see cref="Words"/>.</summary>
    private (int Word, int From, int To) PlaceBefore(int end)
    {
        var (low, high) = (0, _places!.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _places[middle].Word < end ? (middle + 1, high) : (low, middle);
        }

        return _places[low - 1];
    }

    /// <summary>Whether a character is an apostrophe that is a letter of the word before it, which it does not end.</summary>
    private bool IsLetter(Rune character, ReadOnlySpan<byte> text)
    {
        var isLetter = Apostrophes.IsMark(character) && Apostrophes.IsLetter(Words, text[_to..]);
        if (isLetter)
        {
            Extend();
        }

        return isLetter;
    }

    private void AddAscii(byte character)
    {
        var letter = Letters[character];
        if (letter != 0)
        {
            Put((char)letter);
        }
        else
        {
            EndWord();
        }
    }

    private void AddRune(Rune rune)
    {
        if (WideForms.Narrow(rune) is { } narrow)
        {
            AddAscii(narrow);
            return;
        }

        rune = WideForms.Widen(rune);
        if (CompatibilityForms.Of(rune) is { } plain)
        {
            // As many letters of each as it may have, and the spaces around it.
            Reserve(_end - _to + ((LetterFolding.MaxLength + 1) * plain.Length) + 4);
            foreach (var character in plain.EnumerateRunes())
            {
                AddPlain(character);
            }
        }
        else
        {
            AddPlain(rune);
        }
    }

    private void AddPlain(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                // An accent that stands apart, or a hint where a line may end: neither ends a word.
                Combine(rune);
                break;
            case UnicodeCategory.OtherLetter when Combine(rune):
                break;
            case UnicodeCategory.DecimalDigitNumber:
                Put((char)('0' + (int)Rune.GetNumericValue(rune)));
                break;
            case UnicodeCategory.ModifierLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
                when Apostrophes.IsSilentLetter(rune):
                break;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
                or UnicodeCategory.SpacingCombiningMark:
            case UnicodeCategory.OtherSymbol when IsOwnWord(rune):
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

        Span<char> folded = stackalloc char[LetterFolding.MaxLength];
        var length = letter.IsBmp
            ? LetterFolding.Fold((char)letter.Value, folded)
            : Rune.ToLowerInvariant(letter).EncodeToUtf16(folded);
        foreach (var character in folded[..length])
        {
            Put(character);
        }

        if (isOwnWord)
        {
            EndWord();
        }
    }

    /// <summary>Makes one of the last character and the one that belongs to it; false where they stay two.</summary>
    private bool Combine(Rune mark)
    {
        var last = _words[_length - 1] == ' ' ? _length - 2 : _length - 1;
        if (last < 1 || !mark.IsBmp || LetterComposition.Of(_words[last], (char)mark.Value) is not { } composed)
        {
            return false;
        }

        _words[last] = composed;
        Extend();
        return true;
    }

    private void Put(char character)
    {
        if (_words[_length - 1] == ' ')
        {
            _places?.Add((_length, _from, _to));
        }
        else
        {
            Extend();
        }

        _words[_length++] = character;
    }

    private void Extend()
    {
        if (_places is [.., var place])
        {
            _places[^1] = place with { To = _to };
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
