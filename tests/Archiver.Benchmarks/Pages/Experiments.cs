using Archiver.Formats.Pages.Features;

namespace Archiver.Benchmarks.Pages;

internal static class Experiments
{
    public static void Run(TrainingPage[] set, TextWriter output)
    {
        var rows = new BinnedRows([.. set.SelectMany(page => page.Rows)]);
        var labels = set.SelectMany(page => page.Labels).ToArray();
        var starts = new int[set.Length + 1];
        for (var i = 0; i < set.Length; i++)
        {
            starts[i + 1] = starts[i] + set[i].Rows.Length;
        }

        var folds = set.Select(page => (int)(Fnv(page.Page.Domain) % 4)).ToArray();
        foreach (var power in new[] { 0.5, 0.8 })
        {
            var weights = new float[labels.Length];
            for (var i = 0; i < set.Length; i++)
            {
                var raw = set[i].Words.Select(words => Math.Pow(Math.Max(0.5, words.Length), power)).ToArray();
                var good = raw.Where((_, k) => set[i].Labels[k] > 0.5).Sum();
                var scale = 100 / (good + (0.3 * raw.Sum()) + 1);
                for (var k = 0; k < raw.Length; k++)
                {
                    weights[starts[i] + k] = (float)(raw[k] * scale);
                }
            }

            var odds = new float[set.Length][];
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, fold =>
            {
                var chosen = Enumerable.Range(0, set.Length).Where(i => folds[i] != fold).SelectMany(i => Enumerable.Range(starts[i], set[i].Rows.Length)).ToArray();
                var model = new TreeTrainer(rows, labels, weights, new TrainingOptions()).Train(chosen);
                for (var i = 0; i < set.Length; i++)
                {
                    if (folds[i] == fold)
                    {
                        odds[i] = [.. set[i].Rows.Select(model.LogOdds)];
                    }
                }

                if (fold == 0)
                {
                    var used = model.Trees.SelectMany(tree => tree.Splits).GroupBy(split => split.Feature).OrderByDescending(group => group.Count()).Take(40);
                    output.WriteLine(string.Join("; ", used.Select(group => $"{BlockFeatures.Names[group.Key]} {group.Count()}")));
                }
            });
            var index = set.Select((page, i) => (page, i)).ToDictionary(each => each.page, each => each.i);
            foreach (var threshold in new[] { -0.6f, -0.3f, 0f, 0.3f })
            {
                TrainPagesCommand.Print(output, $"power {power} at {threshold}", set, (page, k) => odds[index[page]][k] > threshold);
            }
        }
    }

    public static uint Fnv(string text) => text.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u);
}
