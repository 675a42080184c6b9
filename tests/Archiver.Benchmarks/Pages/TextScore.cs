using System.Text.RegularExpressions;

namespace Archiver.Benchmarks.Pages;

/// <summary>WCXB's score of a text: its words, in small letters, as a bag.</summary>
/// <param name="Precision">The share of the words given that are wanted.</param>
/// <param name="Recall">The share of the words wanted that are given.</param>
internal sealed partial record TextScore(double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static TextScore Of(IEnumerable<string> given, string wanted)
    {
        var bag = new Dictionary<string, int>(StringComparer.Ordinal);
        var want = 0;
        foreach (var word in WordsOf(wanted))
        {
            bag[word] = bag.GetValueOrDefault(word) + 1;
            want++;
        }

        var (gave, both) = (0, 0);
        foreach (var word in given.SelectMany(WordsOf))
        {
            gave++;
            if (bag.TryGetValue(word, out var left) && left > 0)
            {
                bag[word] = left - 1;
                both++;
            }
        }

        return gave == 0 && want == 0 ? new TextScore(1, 1) : new TextScore(gave == 0 ? 0 : (double)both / gave, want == 0 ? 0 : (double)both / want);
    }

    public static IEnumerable<string> WordsOf(string text) => Word().Matches(text.ToLowerInvariant()).Select(match => match.Value);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
