namespace Archiver.Texts;

/// <summary>
/// What the forms of an English word have in common: <c>bridge</c>, <c>bridges</c> and <c>bridged</c> are <c>bridg</c>.
/// The rules are those of the Porter2 algorithm (snowballstem.org/algorithms/english/stemmer.html), without its
/// apostrophes, which end a word here.
/// </summary>
internal ref struct EnglishStem
{
    private const int MaxLength = 40;

    /// <summary>A y that is a consonant.</summary>
    private const char ConsonantY = 'Y';

    private readonly Span<char> _word;
    private int _length;

    /// <summary>Where the first region begins: after the first consonant that follows a vowel.</summary>
    private int _first;

    /// <summary>Where the second begins: the first region of the first region.</summary>
    private int _second;

    private EnglishStem(ReadOnlySpan<char> word, Span<char> buffer)
    {
        word.CopyTo(buffer);
        _word = buffer;
        _length = word.Length;
    }

    private readonly ReadOnlySpan<char> Word => _word[.._length];

    /// <summary>Whether a folded word may be English at all: small letters, three of them at least.</summary>
    public static bool IsOf(ReadOnlySpan<char> word) =>
        IsLength(word.Length) && !word.ContainsAnyExceptInRange('a', 'z');

    /// <summary>Whether a word of so many letters has a stem.</summary>
    public static bool IsLength(int letters) => letters is > 2 and <= MaxLength;

    /// <summary>How many characters at the beginning of a stem all its words begin with.</summary>
    public static int SharedLength(ReadOnlySpan<char> stem) => Math.Max(1, stem.Length - 2);

    /// <param name="word">A word of which <see cref="IsOf"/> is true.</param>
    public static string Of(ReadOnlySpan<char> word)
    {
        var stem = new EnglishStem(word, stackalloc char[MaxLength + 1]);
        stem.Cut();
        return stem.Word.ToString();
    }

    public static bool Is(ReadOnlySpan<char> word, ReadOnlySpan<char> stem)
    {
        var cut = new EnglishStem(word, stackalloc char[MaxLength + 1]);
        cut.Cut();
        return cut.Word.SequenceEqual(stem);
    }

    private void Cut()
    {
        if (Irregular(Word) is { } known)
        {
            known.CopyTo(_word);
            _length = known.Length;
            return;
        }

        MarkConsonants();
        FindRegions();
        CutPlural();
        if (Word is not ("inning" or "outing" or "canning" or "herring" or "earring" or "proceed" or "exceed" or "succeed"))
        {
            CutPast();
            CutY();
            CutSecond();
            CutThird();
            CutFourth();
            CutLast();
        }

        Word.Replace(_word[.._length], ConsonantY, 'y');
    }

    private static string? Irregular(ReadOnlySpan<char> word) => word switch
    {
        "skis" => "ski",
        "skies" => "sky",
        "dying" => "die",
        "lying" => "lie",
        "tying" => "tie",
        "idly" => "idl",
        "gently" => "gentl",
        "ugly" => "ugli",
        "early" => "earli",
        "only" => "onli",
        "singly" => "singl",
        "sky" or "news" or "howe" or "atlas" or "cosmos" or "bias" or "andes" => word.ToString(),
        _ => null,
    };

    private readonly void MarkConsonants()
    {
        for (var at = 0; at < _length; at++)
        {
            if (_word[at] == 'y' && (at == 0 || IsVowel(_word[at - 1])))
            {
                _word[at] = ConsonantY;
            }
        }
    }

    private void FindRegions()
    {
        _first = Word.StartsWith("gener") || Word.StartsWith("arsen") ? 5 : Word.StartsWith("commun") ? 6 : RegionAfter(0);
        _second = RegionAfter(_first);
    }

    private readonly int RegionAfter(int start)
    {
        for (var at = start + 1; at < _length; at++)
        {
            if (!IsVowel(_word[at]) && IsVowel(_word[at - 1]))
            {
                return at + 1;
            }
        }

        return _length;
    }

    private void CutPlural()
    {
        if (Word.EndsWith("sses"))
        {
            _length -= 2;
        }
        else if (Word.EndsWith("ied") || Word.EndsWith("ies"))
        {
            _length -= _length > 4 ? 2 : 1;
        }
        else if (Word.EndsWith('s') && !Word.EndsWith("us") && !Word.EndsWith("ss") && HasVowel(_length - 2))
        {
            _length--;
        }
    }

    private void CutPast()
    {
        if (LongestEnd("eedly", "eed") is { } end)
        {
            Replace(end, _first, "ee");
            return;
        }

        if (LongestEnd("ingly", "edly", "ing", "ed") is not { } cut || !HasVowel(_length - cut.Length))
        {
            return;
        }

        _length -= cut.Length;
        if (Word.EndsWith("at") || Word.EndsWith("bl") || Word.EndsWith("iz"))
        {
            _word[_length++] = 'e';
        }
        else if (_length > 1 && _word[_length - 1] == _word[_length - 2] && "bdfgmnprt".Contains(_word[_length - 1]))
        {
            _length--;
        }
        else if (_first >= _length && EndsInShortSyllable(Word))
        {
            _word[_length++] = 'e';
        }
    }

    private readonly void CutY()
    {
        if (_length > 2 && _word[_length - 1] is 'y' or ConsonantY && !IsVowel(_word[_length - 2]))
        {
            _word[_length - 1] = 'i';
        }
    }

    private void CutSecond()
    {
        var end = LongestEnd("ational", "fulness", "iveness", "ization", "ousness", "biliti", "lessli", "tional", "alism",
            "aliti", "ation", "entli", "fulli", "iviti", "ousli", "abli", "alli", "anci", "ator", "enci", "izer", "bli", "ogi", "li");
        switch (end)
        {
            case "tional" or "entli" or "fulness" or "fulli" or "ousli" or "ousness" or "lessli" or "alism" or "aliti" or "alli":
                var kept = end switch { "tional" or "lessli" => 4, "alism" or "aliti" or "alli" => 2, _ => 3 };
                Replace(end, _first, end[..kept]);
                break;
            case "enci" or "anci" or "abli":
                Replace(end, _first, string.Concat(end.AsSpan(0, 3), "e"));
                break;
            case "izer" or "ization":
                Replace(end, _first, "ize");
                break;
            case "ational" or "ation" or "ator":
                Replace(end, _first, "ate");
                break;
            case "iveness" or "iviti":
                Replace(end, _first, "ive");
                break;
            case "biliti" or "bli":
                Replace(end, _first, "ble");
                break;
            case "ogi" when Word.EndsWith("logi"):
                Replace(end, _first, "og");
                break;
            case "li" when _length > 2 && "cdeghkmnrt".Contains(_word[_length - 3]):
                Replace(end, _first, "");
                break;
        }
    }

    private void CutThird()
    {
        switch (LongestEnd("ational", "tional", "alize", "icate", "iciti", "ative", "ical", "ness", "ful"))
        {
            case "tional":
                Replace("tional", _first, "tion");
                break;
            case "ational":
                Replace("ational", _first, "ate");
                break;
            case "alize":
                Replace("alize", _first, "al");
                break;
            case { } end and ("icate" or "iciti" or "ical"):
                Replace(end, _first, "ic");
                break;
            case { } end and ("ful" or "ness"):
                Replace(end, _first, "");
                break;
            case "ative":
                Replace("ative", _second, "");
                break;
        }
    }

    private void CutFourth()
    {
        var end = LongestEnd("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
            "ion", "al", "er", "ic");
        if (end is not null && (end != "ion" || (_length > 3 && _word[_length - 4] is 's' or 't')))
        {
            Replace(end, _second, "");
        }
    }

    private void CutLast()
    {
        var at = _length - 1;
        var isCut = _word[at] switch
        {
            'e' => at >= _second || (at >= _first && !EndsInShortSyllable(Word[..at])),
            'l' => at >= _second && at > 0 && _word[at - 1] == 'l',
            _ => false,
        };
        _length -= isCut ? 1 : 0;
    }

    /// <summary>Replaces an ending, if it lies in the region that begins here.</summary>
    private void Replace(string end, int region, string by)
    {
        if (_length - end.Length >= region)
        {
            by.CopyTo(_word[(_length - end.Length)..]);
            _length += by.Length - end.Length;
        }
    }

    private readonly string? LongestEnd(params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
        {
            if (Word.EndsWith(end))
            {
                return end;
            }
        }

        return null;
    }

    private readonly bool HasVowel(int length)
    {
        var at = 0;
        while (at < length && !IsVowel(_word[at]))
        {
            at++;
        }

        return at < length;
    }

    private static bool EndsInShortSyllable(ReadOnlySpan<char> word) => word switch
    {
        [var vowel, var consonant] => IsVowel(vowel) && !IsVowel(consonant),
        [.., var before, var vowel, var consonant] => !IsVowel(before) && IsVowel(vowel) && !IsVowel(consonant)
            && consonant is not ('w' or 'x' or ConsonantY),
        _ => false,
    };

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
