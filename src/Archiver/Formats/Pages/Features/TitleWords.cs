namespace Archiver.Formats.Pages.Features;

/// <summary>How much two titles have in common.</summary>
internal static class TitleWords
{
    private static readonly string[] Little = "the a an of to in for and or on with your you is are how what why do der die das und le la les de des el los y en".Split(' ');

    /// <returns>The share of words that both have among those that either has, 0 to 1.</returns>
    public static double Agreement(string left, string right)
    {
        var (first, second) = (Of(left), Of(right));
        var both = first.Count(second.Contains);
        return both == 0 ? 0 : (double)both / (first.Count + second.Count - both);
    }

    /// <returns>The share of the shorter one's words that the other has, 0 to 1; little words do not count.</returns>
    public static double Overlap(string left, string right)
    {
        var (first, second) = (Of(left), Of(right));
        first.ExceptWith(Little);
        second.ExceptWith(Little);
        var least = Math.Min(first.Count, second.Count);
        return least == 0 ? 0 : (double)first.Count(second.Contains) / Math.Max(2, least);
    }

    /// <summary>Whether a heading is the shorter end of a title behind a bar or dash: the name of a site or a section.</summary>
    public static bool IsSite(string heading, string title)
    {
        foreach (var separator in new[] { " | ", " - ", " – ", " — ", " · ", ": " })
        {
            var (last, first) = (title.LastIndexOf(separator, StringComparison.Ordinal), title.IndexOf(separator, StringComparison.Ordinal));
            if ((last > heading.Length && title.AsSpan(last + separator.Length).Trim().Equals(heading, StringComparison.OrdinalIgnoreCase))
                || (first > 0 && title.Length > (2 * first) + separator.Length && title.AsSpan(0, first).Trim().Equals(heading, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        text = text.Length > 400 ? text[..400] : text;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
