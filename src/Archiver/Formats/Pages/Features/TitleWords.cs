namespace Archiver.Formats.Pages.Features;

/// <summary>How much two titles have in common.</summary>
internal static class TitleWords
{
    /// <returns>The share of words that both have among those that either has, 0 to 1.</returns>
    public static double Agreement(string left, string right)
    {
        var (first, second) = (Of(left), Of(right));
        var both = first.Count(second.Contains);
        return both == 0 ? 0 : (double)both / (first.Count + second.Count - both);
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
