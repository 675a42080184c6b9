using System.Globalization;

namespace Archiver.Files;

/// <summary>A number of bytes, as people write it: <c>500M</c>, <c>16G</c>, in powers of 1,024.</summary>
public static class ByteSize
{
    private const string Units = "KMGT";

    public static bool TryParse(string text, out long bytes)
    {
        text = text.Trim().ToUpperInvariant();
        text = text.EndsWith("IB", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('B') ? text[..^1] : text;
        var unit = text.Length > 0 ? Units.IndexOf(text[^1]) : -1;
        bytes = 0;
        if (!long.TryParse(unit < 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue >> (10 * (unit + 1)))
        {
            return false;
        }

        bytes = number << (10 * (unit + 1));
        return true;
    }

    /// <summary>In the largest unit of which it is a whole number.</summary>
    public static string Of(long bytes)
    {
        var unit = 0;
        for (; unit < Units.Length && bytes > 0 && bytes % 1024 == 0; unit++)
        {
            bytes /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {(unit == 0 ? "bytes" : $"{Units[unit - 1]}iB")}");
    }
}
