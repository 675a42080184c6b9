using System.Globalization;

namespace Archiver.Querying;

/// <summary>How ranges are written: <c>A..B</c>, <c>A..</c>, <c>..B</c>, <c>..</c>, <c>&gt;=A</c>, <c>A</c>.</summary>
internal static class RangeSyntax
{
    private const string Dots = "..";

    /// <param name="text">The range.</param>
    /// <param name="read">Reads a value that stands in it, as the first and the last that it means.</param>
    /// <param name="before">The value before another, if there is one.</param>
    /// <param name="after">The value after another, if there is one.</param>
    /// <param name="first">The first value; null where the range has no beginning.</param>
    /// <param name="last">The last value; null where the range has no end.</param>
    /// <returns>False where it is no range, or one in which nothing can be.</returns>
    public static bool TryRead<T>(
        string text, Func<string, (T First, T Last)?> read, Func<T, T?> before, Func<T, T?> after, out T? first, out T? last)
        where T : struct, IComparable<T>
    {
        (first, last) = (null, null);
        if (text.IndexOf(Dots, StringComparison.Ordinal) is >= 0 and var dots)
        {
            var (left, right) = (text[..dots], text[(dots + Dots.Length)..]);
            first = left.Length == 0 ? null : read(left)?.First;
            last = right.Length == 0 ? null : read(right)?.Last;
            return (left.Length == 0 || first is not null) && (right.Length == 0 || last is not null)
                && !(first is { } low && last is { } high && low.CompareTo(high) > 0);
        }

        var comparison = text[..^text.AsSpan().TrimStart("<>=").Length];
        if (read(text[comparison.Length..]) is not { } value)
        {
            return false;
        }

        (first, last) = comparison switch
        {
            "" or "=" => (value.First, value.Last),
            ">=" => (value.First, null),
            "<=" => (null, value.Last),
            ">" => (after(value.Last), null),
            "<" => (null, before(value.First)),
            _ => ((T?)null, (T?)null),
        };
        return first is not null || last is not null;
    }

    public static string Write<T>(T? first, T? last, string format)
        where T : struct, IEquatable<T>, IFormattable
    {
        var (left, right) = (Text(first), Text(last));
        return first is not null && left == right ? left : left + Dots + right;

        string Text(T? value) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
    }
}
