namespace Archiver.Texts;

/// <summary>
/// Two characters that Unicode has as one, too: <c>か</c> with its sound mark and <c>が</c>, <c>и</c> with its breve and
/// <c>й</c>, the parts of a Korean syllable. Only where the mark makes another letter; accents that do not are dropped.
/// </summary>
internal static class LetterComposition
{
    private const char FirstSyllable = '\uAC00';
    private const int Vowels = 21;
    private const int Finals = 28;

    /// <summary>Kana that a sound mark makes another kana, the next in Unicode.</summary>
    private const string Voiced = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホゝヽ";
    private const string HalfVoiced = "はひふへほハヒフヘホ";

    /// <returns>Null where the two stay two.</returns>
    public static char? Of(char letter, char mark) => (letter, mark) switch
    {
        ('う', '\u3099') => 'ゔ',
        ('ウ', '\u3099') => 'ヴ',
        (_, '\u3099') when Voiced.Contains(letter) => (char)(letter + 1),
        (_, '\u309A') when HalfVoiced.Contains(letter) => (char)(letter + 2),
        ('и', '\u0306') => 'й',
        ('у', '\u0306') => 'ў',
        ('і', '\u0308') => 'ї',
        ('г', '\u0301') => 'ѓ',
        ('к', '\u0301') => 'ќ',
        _ when letter is >= '\u1100' and <= '\u1112' && mark is >= '\u1161' and <= '\u1175' =>
            (char)(FirstSyllable + ((((letter - '\u1100') * Vowels) + (mark - '\u1161')) * Finals)),
        _ when letter is >= FirstSyllable and <= '\uD7A3' && mark is >= '\u11A8' and <= '\u11C2'
            && (letter - FirstSyllable) % Finals == 0 =>
            (char)(letter + (mark - '\u11A7')),
        _ => null,
    };
}
