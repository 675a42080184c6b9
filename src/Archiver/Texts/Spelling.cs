namespace Archiver.Texts;

/// <summary>Guesses what was meant.</summary>
public static class Spelling
{
    /// <summary>Nobody writes so many letters by mistake, and to compare them takes long.</summary>
    private const int Longest = 100;

    /// <summary>The word that is nearest to a misspelt one, in large or small letters; null where none is near.</summary>
    public static string? Nearest(string misspelt, IEnumerable<string> words)
    {
        var written = misspelt.ToLowerInvariant();
        if (written.Length is < 3 or > Longest)
        {
            return null;
        }

        (string Word, string Lower)[] near =
            [.. words.Where(word => word.Length <= Longest).Select(word => (word, word.ToLowerInvariant()))];
        var (nearest, distance) = near.Select(word => (word.Word, Distance: Distance(written, word.Lower)))
            .DefaultIfEmpty((Word: "", Distance: int.MaxValue)).MinBy(pair => pair.Distance);
        return distance <= Math.Max(1, nearest.Length / 3) ? nearest
            : near.FirstOrDefault(word => word.Lower.StartsWith(written, StringComparison.Ordinal)
                || (word.Lower.Length > 2 && written.StartsWith(word.Lower, StringComparison.Ordinal))).Word;
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
