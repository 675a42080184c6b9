namespace Archiver.Texts;

/// <summary>Guesses what was meant.</summary>
internal static class Spelling
{
    /// <summary>The word that is nearest to a misspelt one; null where none is near.</summary>
    public static string? Nearest(string misspelt, IEnumerable<string> words)
    {
        var written = misspelt.ToLowerInvariant();
        if (written.Length < 3)
        {
            return null;
        }

        var (nearest, distance) = words.Select(word => (word, Distance(written, word))).MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, nearest.Length / 3) ? nearest : words.FirstOrDefault(word =>
            word.StartsWith(written, StringComparison.Ordinal) || written.StartsWith(word, StringComparison.Ordinal));
    }

    /// <summary>How many letters must be put in, left out, changed, or swapped with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distances[i, j] = i + j;
                    continue;
                }

                distances[i, j] = Math.Min(
                    Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1,
                    distances[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
                }
            }
        }

        return distances[left.Length, right.Length];
    }
}
