using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages;

/// <summary>
/// Tells the paragraphs of the article from all others, by the trees that are built into the program.
/// </summary>
internal static class ArticleModel
{
    private static readonly Lazy<BoostedTrees> Trees = new(Load);

    /// <summary>Of each paragraph the log-odds that it belongs to the article.</summary>
    public static float[] LogOdds(PageFacts page)
    {
        var (features, row) = (new BlockFeatures(page), new float[BlockFeatures.Names.Length]);
        var logOdds = new float[page.Texts.Length];
        for (var i = 0; i < logOdds.Length; i++)
        {
            features.Fill(i, row);
            logOdds[i] = Trees.Value.LogOdds(row);
        }

        return logOdds;
    }

    /// <summary>
    /// Where to cut so that the F1 of the words kept is expected to be highest: on a page of which nothing is sure,
    /// lower than even odds.
    /// </summary>
    /// <param name="logOdds">Of each paragraph.</param>
    /// <param name="words">How many words each has.</param>
    /// <returns>The lowest odds to keep, and the F1 to expect.</returns>
    public static (float Cut, double Expected) BestCut(float[] logOdds, float[] words)
    {
        var order = new int[logOdds.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (left, right) => logOdds[left] != logOdds[right] ? logOdds[right].CompareTo(logOdds[left])
            : left.CompareTo(right));
        var all = 0.0;
        for (var i = 0; i < logOdds.Length; i++)
        {
            all += words[i] * Probability(logOdds[i]);
        }

        var (kept, right, best, cut) = (0.0, 0.0, 0.0, float.PositiveInfinity);
        foreach (var i in order)
        {
            kept += words[i];
            right += words[i] * Probability(logOdds[i]);
            var expected = 2 * right / Math.Max(1e-9, kept + all);
            (best, cut) = expected > best ? (expected, logOdds[i]) : (best, cut);
        }

        return (cut, best);
    }

    private static double Probability(float logOdds) => 1 / (1 + Math.Exp(-logOdds));

    private static BoostedTrees Load()
    {
        using var stream = typeof(ArticleModel).Assembly.GetManifestResourceStream("article.trees")
            ?? throw new InvalidOperationException("The table of trees is not built in.");
        return BoostedTrees.Read(stream);
    }
}
