using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>The beginning of an article's ID, as a person types it: hyphens may be left out, letters large or small.</summary>
internal readonly record struct ArticlePrefix
{
    private const int MinLength = 4;
    private const int DigitsOfKey = RunKey.ArticleBits / 4;

    private readonly string _digits;

    private ArticlePrefix(string digits) => _digits = digits;

    /// <summary>The lowest key that an ID with this beginning can have (<see cref="RunKey.OfId"/>).</summary>
    public ulong First => Convert.ToUInt64(Key('0'), 16);

    /// <summary>The highest key that an ID with this beginning can have.</summary>
    public ulong Last => Convert.ToUInt64(Key('f'), 16);

    public static bool TryParse(string text, out ArticlePrefix prefix)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        prefix = new ArticlePrefix(digits);
        return digits.Length is >= MinLength and <= 32 && digits.All(char.IsAsciiHexDigit);
    }

    public bool Matches(Guid id) => id.ToString("N").StartsWith(_digits, StringComparison.Ordinal);

    public override string ToString() => _digits;

    private string Key(char fill) => _digits[..Math.Min(_digits.Length, DigitsOfKey)].PadRight(DigitsOfKey, fill);
}
