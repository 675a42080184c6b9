using Archiver.Formats.Pages.Features;

namespace Archiver.Benchmarks.Pages;

/// <summary>
/// Trains trees on labelled pages: every page weighs about the same, in it long paragraphs more than short ones.
/// </summary>
internal sealed class PageTrainer
{
    public const int Folds = 4;

    private readonly TrainingPage[] _pages;
    private readonly TreeTrainer _trainer;
    private readonly int[] _starts;

    public PageTrainer(TrainingPage[] pages, TrainingOptions options)
    {
        _pages = pages;
        _starts = new int[pages.Length + 1];
        for (var i = 0; i < pages.Length; i++)
        {
            _starts[i + 1] = _starts[i] + pages[i].Rows.Length;
        }

        float[] weights = [.. pages.SelectMany(WeightsOf)];
        _trainer = new TreeTrainer(new BinnedRows([.. pages.SelectMany(page => page.Rows)]),
            [.. pages.SelectMany(page => page.Labels)], weights, options);
    }

    /// <summary>Pages of one domain are in one fold, whatever its pages are.</summary>
    public static int FoldOf(TrainingPage page) =>
        (int)(page.Page.Domain.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u) % Folds);

    /// <summary>Trains on all pages, or on all but those of one fold.</summary>
    public BoostedTrees Train(int? without = null) => _trainer.Train([.. Enumerable.Range(0, _pages.Length)
        .Where(page => FoldOf(_pages[page]) != without).SelectMany(page =>
            Enumerable.Range(_starts[page], _pages[page].Rows.Length))]);

    /// <summary>Of each page the log-odds that a model gives which has not seen its domain.</summary>
    public float[][] CrossValidated()
    {
        var logOdds = new float[_pages.Length][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var model = Train(fold);
            for (var i = 0; i < _pages.Length; i++)
            {
                logOdds[i] = FoldOf(_pages[i]) == fold ? [.. _pages[i].Rows.Select(model.LogOdds)] : logOdds[i];
            }
        }

        return logOdds;
    }

    private static IEnumerable<float> WeightsOf(TrainingPage page)
    {
        double[] raw = [.. page.Words.Select(words => Math.Pow(Math.Max(0.5, words.Length), 0.65))];
        var wanted = raw.Where((_, index) => page.Labels[index] > 0.5).Sum();
        var scale = 100 / (wanted + (0.3 * raw.Sum()) + 1);
        return raw.Select(weight => (float)(weight * scale));
    }
}
