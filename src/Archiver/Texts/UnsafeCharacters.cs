namespace Archiver.Texts;

/// <summary>
/// The characters that act on a terminal, on a line or on the order of the text around them instead of being seen: C0,
/// DEL and C1 controls, the line and paragraph separators, and Unicode's bidirectional controls. JSON escapes them and
/// a terminal shows them escaped, both in the form <c>\u001B</c>, so that no article sends escape sequences, forges a
/// line or reorders what is read.
/// </summary>
public static class UnsafeCharacters
{
    public static bool Contains(char character) => character switch
    {
        < '\u0020' => true,
        < '\u007F' => false,
        <= '\u009F' => true,
        '\u061C' or '\u200E' or '\u200F' => true,
        >= '\u2028' and <= '\u202E' => true,
        >= '\u2066' and <= '\u2069' => true,
        _ => false,
    };

    public static bool ContainsAny(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (Contains(character))
            {
                return true;
            }
        }

        return false;
    }
}
