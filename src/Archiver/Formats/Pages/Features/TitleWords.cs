using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Archiver.Formats.Pages.Features;

/// <summary>How much two titles have in common.</summary>
internal static class TitleWords
{
    /// <summary>What is longer is no title, and its beginning is enough.</summary>
    private const int MaxLength = 400;

    private static readonly HashSet<string> Little = new(
        ("the a an of to in for and or on with your you is are how what why do "
            + "der die das und le la les de des el los y en")
            .Split(' '), StringComparer.Ordinal);

    /// <inheritdoc cref="Agreement(HashSet{string}, HashSet{string})"/>
    public static double Agreement(string left, HashSet<string> right)
    {
        // Every paragraph is compared: no set is made of its words.
        var known = right.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<ulong> seen = stackalloc ulong[MaxLength];
        var (both, count) = (0, 0);
        var rest = Begun(left, stackalloc char[MaxLength]);
        while (Next(ref rest) is { Length: > 0 } word)
        {
            var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word));
            if (!seen[..count].Contains(hash))
            {
                seen[count++] = hash;
                both += known.Contains(word) ? 1 : 0;
            }
        }

        return both == 0 ? 0 : (double)both / (count + right.Count - both);
    }

    /// <returns>The share of words that both have among those that either has, 0 to 1.</returns>
    public static double Agreement(HashSet<string> left, HashSet<string> right)
    {
        var both = left.Count(right.Contains);
        return both == 0 ? 0 : (double)both / (left.Count + right.Count - both);
    }

    /// <returns>The share of the shorter one's words that the other has, 0 to 1; little words do not count.</returns>
    public static double Overlap(string left, string right) => Overlap(Of(left), Of(right));

    /// <inheritdoc cref="Overlap(string, string)"/>
    public static double Overlap(HashSet<string> left, HashSet<string> right)
    {
        var (both, first, second) = (0, 0, right.Count(word => !Little.Contains(word)));
        foreach (var word in left)
        {
            if (!Little.Contains(word))
            {
                first++;
                both += right.Contains(word) ? 1 : 0;
            }
        }

        return both / (double)Math.Max(2, Math.Min(first, second));
    }

    /// <summary>
    /// Whether a heading is the shorter end of a title behind a bar or dash: the name of a site or a section.
    /// </summary>
    public static bool IsSite(string heading, string title)
    {
        foreach (var separator in new[] { " | ", " - ", " – ", " — ", " · ", ": " })
        {
            var (last, first) = (title.LastIndexOf(separator, StringComparison.Ordinal),
                title.IndexOf(separator, StringComparison.Ordinal));
            if ((last > heading.Length && title.AsSpan(last + separator.Length).Trim().Equals(heading,
                StringComparison.OrdinalIgnoreCase))
                || (first > 0 && title.Length > (2 * first) + separator.Length
                    && title.AsSpan(0, first).Trim().Equals(heading, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var rest = Begun(text, stackalloc char[MaxLength]);
        while (Next(ref rest) is { Length: > 0 } word)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>The beginning of a text in small letters.</summary>
    private static ReadOnlySpan<char> Begun(string text, Span<char> small) =>
        small[..text.AsSpan(0, Math.Min(text.Length, MaxLength)).ToLowerInvariant(small)];

    /// <summary>Takes the next word; an empty one at the end.</summary>
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var start = 0;
        while (start < rest.Length && !char.IsLetterOrDigit(rest[start]))
        {
            start++;
        }

        var end = start;
        while (end < rest.Length && char.IsLetterOrDigit(rest[end]))
        {
            end++;
        }

        var word = rest[start..end];
        rest = rest[end..];
        return word;
    }
}
