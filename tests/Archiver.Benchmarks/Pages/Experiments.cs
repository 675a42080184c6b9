using Archiver.Formats.Pages.Features;

namespace Archiver.Benchmarks.Pages;

internal static class Experiments
{
    private static TrainingPage[] set = [];
    private static BinnedRows rows = null!;
    private static float[] labels = [];
    private static int[] starts = [], folds = [];

    public static void Run(TrainingPage[] pages, TextWriter output)
    {
        set = pages;
        rows = new BinnedRows([.. set.SelectMany(page => page.Rows)]);
        labels = set.SelectMany(page => page.Labels).ToArray();
        starts = new int[set.Length + 1];
        for (var i = 0; i < set.Length; i++)
        {
            starts[i + 1] = starts[i] + set[i].Rows.Length;
        }

        folds = set.Select(page => (int)(Fnv(page.Page.Domain) % 4)).ToArray();
        var one = Odds(new TrainingOptions(), 0.65, 1);
        Show("one", one);
        var article = Odds(new TrainingOptions { Seed = 2 }, 0.65, 1, only: true);
        Show("article only", article);
        Show("average", Average(one, article, 0.5f));
        var same = Odds(new TrainingOptions { Seed = 2 }, 0.65, 1);
        Show("two seeds", Average(one, same, 0.5f));
        Show("three", Average(Average(one, same, 0.5f), article, 0.33f));
        Show("200 slow", Odds(new TrainingOptions { Trees = 200, Rate = 0.07 }, 0.65, 1));
        Show("article x2", Odds(new TrainingOptions(), 0.65, 2));
        Show("24 leaves ridge 5", Odds(new TrainingOptions { Leaves = 24, Ridge = 5, LeastWeight = 10 }, 0.65, 1));
        Show("power 0.8", Odds(new TrainingOptions(), 0.8, 1));

        void Show(string name, float[][] odds)
        {
            var index = set.Select((page, i) => (page, i)).ToDictionary(each => each.page, each => each.i);
            var cuts = set.Select((page, i) => Cut(page, odds[i])).ToArray();
            TrainPagesCommand.Print(output, $"{name} best expected", set, (page, k) => odds[index[page]][k] >= cuts[index[page]]);
            TrainPagesCommand.Print(output, $"{name} at 0", set, (page, k) => odds[index[page]][k] >= 0);
        }
    }

    private static float[][] Average(float[][] left, float[][] right, float share) =>
        [.. left.Select((page, i) => page.Select((odds, k) => (odds * (1 - share)) + (share * right[i][k])).ToArray())];

    private static float[][] Odds(TrainingOptions options, double power, double articles, bool only = false)
    {
        var weights = new float[labels.Length];
        for (var i = 0; i < set.Length; i++)
        {
            var raw = set[i].Words.Select(words => Math.Pow(Math.Max(0.5, words.Length), power)).ToArray();
            var good = raw.Where((_, k) => set[i].Labels[k] > 0.5).Sum();
            var scale = 100 / (good + (0.3 * raw.Sum()) + 1) * (set[i].Page.Kind == "article" ? articles : 1);
            for (var k = 0; k < raw.Length; k++)
            {
                weights[starts[i] + k] = (float)(raw[k] * scale);
            }
        }

        var odds = new float[set.Length][];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, fold =>
        {
            var chosen = Enumerable.Range(0, set.Length).Where(i => folds[i] != fold && (!only || set[i].Page.Kind == "article")).SelectMany(i => Enumerable.Range(starts[i], set[i].Rows.Length)).ToArray();
            var model = new TreeTrainer(rows, labels, weights, options).Train(chosen);
            for (var i = 0; i < set.Length; i++)
            {
                if (folds[i] == fold)
                {
                    odds[i] = [.. set[i].Rows.Select(model.LogOdds)];
                }
            }
        });
        return odds;
    }

    public static float Cut(TrainingPage page, float[] odds)
    {
        var order = Enumerable.Range(0, odds.Length).OrderByDescending(i => odds[i]).ToArray();
        double Weight(int i) => page.Words[i].Length;
        double Probability(int i) => 1 / (1 + Math.Exp(-odds[i]));
        var all = order.Sum(i => Weight(i) * Probability(i));
        var (kept, right, best, cut) = (0.0, 0.0, 0.0, 0f);
        foreach (var i in order)
        {
            kept += Weight(i);
            right += Weight(i) * Probability(i);
            var f = 2 * right / (kept + all);
            (best, cut) = f > best ? (f, odds[i]) : (best, cut);
        }

        return cut;
    }

    public static uint Fnv(string text) => text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u);
}
