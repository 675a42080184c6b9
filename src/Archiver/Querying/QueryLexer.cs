using System.Globalization;
using System.Text;

namespace Archiver.Querying;

/// <summary>Where a parser is in a query, and what stands there. Space between two things is skipped.</summary>
internal sealed class QueryLexer(string text)
{
    private int _at;

    /// <summary>The last quote that closes one, as far as the text has been looked at.</summary>
    private int _lastClosing = -1;
    private int _closingKnownTo;

    /// <summary>What closes a quote and does not stand in the rest of the text, but within words.</summary>
    private string? _missing;

    /// <summary>Where the next thing begins.</summary>
    public int Position => SkipSpace();

    /// <summary>Where the last thing ended.</summary>
    public int End => _at;

    public bool IsAtEnd => SkipSpace() == text.Length;

    /// <summary>Whether there is space, or the end, right here.</summary>
    public bool IsAtSpace => _at == text.Length || char.IsWhiteSpace(text[_at]);

    public bool IsAt(char character) => !IsAtEnd && text[_at] == character;

    public bool Take(char character)
    {
        var isThere = IsAt(character);
        _at += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Whether this word stands here, by itself and in capitals.</summary>
    public bool IsAtWord(string word)
    {
        SkipSpace();
        return text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal)
            && (_at + word.Length == text.Length || EndsWord(text[_at + word.Length]));
    }

    public bool TakeWord(string word)
    {
        var isThere = IsAtWord(word);
        _at += isThere ? word.Length : 0;
        return isThere;
    }

    /// <summary>The name of a field, if letters and a colon stand here.</summary>
    public string? Field()
    {
        SkipSpace();
        var end = _at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end > _at && end < text.Length && text[end] == ':' ? text[_at..end] : null;
    }

    public void Skip(int length) => _at += length;

    /// <summary>
    /// What stands right here: text in quotes, in which two closing ones mean one; or all up to a space, a quote, or a
    /// parenthesis that the value did not open. Quotes may be those that word processors and web pages have. One between
    /// two letters is one of a word (Hebrew <c>צה"ל</c>), and one after a digit a unit (<c>27"</c>).
    /// </summary>
    /// <param name="takesPrefix">Whether an asterisk after the quotes belongs to it.</param>
    /// <param name="isWord">Whether any parenthesis ends it.</param>
    /// <returns>Null where a quote is not closed.</returns>
    public WrittenValue? Value(bool takesPrefix, bool isWord = false)
    {
        if (_at < text.Length && Closing(text[_at]).Length > 0)
        {
            return Quoted() is { } quoted
                ? new WrittenValue(quoted, IsQuoted: true, IsPrefix: takesPrefix && _at < text.Length && text[_at] == '*' && _at++ >= 0)
                : null;
        }

        var start = _at;
        for (var open = 0; _at < text.Length && !char.IsWhiteSpace(text[_at]) && !IsOpening(_at, start); _at++)
        {
            open += text[_at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (open < 0 || (open > 0 && (isWord || _at == start)))
            {
                break;
            }
        }

        return new WrittenValue(text[start.._at], IsQuoted: false);
    }

    private string? Quoted()
    {
        var value = new StringBuilder();
        var closing = Closing(text[_at]);
        (int Length, int End)? inWord = null;
        for (var at = _at + 1; at < text.Length; at++)
        {
            if (!closing.Contains(text[at]))
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == text[at])
            {
                value.Append(text[at++]);
            }
            else if (IsInWord(at) && _missing != closing)
            {
                // Unless nothing else closes it.
                inWord ??= (value.Length, at + 1);
                value.Append(text[at]);
            }
            else
            {
                _at = at + 1;
                return value.ToString();
            }
        }

        if (inWord is not { } only)
        {
            return null;
        }

        (_at, _missing) = (only.End, closing);
        return value.ToString(0, only.Length);
    }

    /// <summary>Whether a character within an unquoted value begins a value in quotes.</summary>
    private bool IsOpening(int at, int start) =>
        Closing(text[at]).Length > 0 && !(at > start && (IsInWord(at) ? !IsClosedAfter(at) : IsOfUnit(at)));

    /// <summary>Whether another quote up to the next space closes this one: <c>a"b"</c> is two values.</summary>
    private bool IsClosedAfter(int at)
    {
        for (;
            _closingKnownTo < at || (_closingKnownTo < text.Length && !char.IsWhiteSpace(text[_closingKnownTo]));
            _closingKnownTo++)
        {
            _lastClosing = Closing(text[_closingKnownTo]).Length > 0 && !IsInWord(_closingKnownTo) && !IsOfUnit(_closingKnownTo)
                ? _closingKnownTo
                : _lastClosing;
        }

        return _lastClosing > at;
    }

    private bool IsOfUnit(int at) => at > 0 && text[at] == '"' && char.IsDigit(text[at - 1]);

    /// <summary>Whether a quote stands between two letters of one word.</summary>
    private bool IsInWord(int at) => at > 0 && at + 1 < text.Length && IsLetter(text[at - 1]) && IsLetter(text[at + 1]);

    private static bool IsLetter(char character) => char.IsLetter(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>What closes the quote that a character opens: any of these; empty where it opens none.</summary>
    private static string Closing(char character) => character switch
    {
        '"' => "\"",
        '\u201C' => "\u201D",
        '\u201E' => "\u201C\u201D",
        '\u00AB' => "\u00BB",
        _ => "",
    };

    private static bool EndsWord(char character) =>
        char.IsWhiteSpace(character) || character is '(' or ')' || Closing(character).Length > 0;

    private int SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return _at;
    }
}
