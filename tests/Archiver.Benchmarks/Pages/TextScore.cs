using System.Text.RegularExpressions;

namespace Archiver.Benchmarks.Pages;

/// <summary>WCXB's score of a text: its words, in small letters, as a bag.</summary>
/// <param name="Precision">The share of the words given that are wanted.</param>
/// <param name="Recall">The share of the words wanted that are given.</param>
internal sealed partial record TextScore(double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <param name="given">How many words are given.</param>
    /// <param name="wanted">How many are wanted.</param>
    /// <param name="both">How many of those given are wanted.</param>
    public static TextScore Of(int given, int wanted, int both) =>
        given == 0 && wanted == 0 ? new TextScore(1, 1) : new TextScore(given == 0 ? 0 : (double)both / given,
            wanted == 0 ? 0 : (double)both / wanted);

    public static IEnumerable<string> WordsOf(string text) => Word().Matches(text.ToLowerInvariant())
        .Select(match => match.Value);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
