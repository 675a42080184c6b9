using System.Text;

namespace Archiver.Texts;

/// <summary>The forms that East Asian text has of ASCII, as wide as its own characters, and of kana, half as wide.</summary>
internal static class WideForms
{
    private const string Kana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309A";

    /// <summary>The ASCII character of a wide form; null where it is none.</summary>
    public static byte? Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? (byte)(rune.Value - 0xFEE0) : null;

    /// <summary>The kana of a narrow form; any other character as it is.</summary>
    public static Rune Widen(Rune rune) =>
        rune.Value is >= 0xFF66 and <= 0xFF9F ? new Rune(Kana[rune.Value - 0xFF66]) : rune;
}
