using Archiver.Formats.Pages.Features;

namespace Archiver.Benchmarks.Pages;

/// <summary>How trees are grown.</summary>
internal sealed record TrainingOptions
{
    public int Trees { get; init; } = 100;

    public int Leaves { get; init; } = 16;

    public double Rate { get; init; } = 0.12;

    /// <summary>Adds to the weight of each leaf: what little data says counts less.</summary>
    public double Ridge { get; init; } = 1;

    public double LeastWeight { get; init; } = 1;

    public double RowShare { get; init; } = 0.6;

    public double FeatureShare { get; init; } = 0.5;

    public ulong Seed { get; init; } = 1;
}

/// <summary>
/// Gradient boosting of logistic loss over histograms, leaf by leaf. The same rows give the same trees.
/// </summary>
internal sealed class TreeTrainer(BinnedRows rows, float[] labels, float[] weights, TrainingOptions options)
{
    private const int Width = 2 * BinnedRows.MaxBins;

    private readonly double[] _scores = new double[rows.Count];
    private readonly float[] _gradients = new float[2 * rows.Count];
    private ulong _random;

    /// <param name="chosen">The rows to learn from.</param>
    public BoostedTrees Train(int[] chosen)
    {
        _random = options.Seed * 0x9E3779B97F4A7C15UL;
        var (positive, all) = (0.0, 0.0);
        foreach (var row in chosen)
        {
            positive += weights[row] * labels[row];
            all += weights[row];
        }

        var start = Math.Log(positive / (all - positive));
        Array.Fill(_scores, start);
        var trees = new List<BoostedTrees.Tree>();
        for (var i = 0; i < options.Trees; i++)
        {
            int[] sample = [.. chosen.Where(_ => Next() < options.RowShare)];
            int[] features = [.. Enumerable.Range(0, rows.Features).Where(_ => Next() < options.FeatureShare)];
            foreach (var row in sample)
            {
                var probability = 1 / (1 + Math.Exp(-_scores[row]));
                _gradients[2 * row] = (float)(weights[row] * (labels[row] - probability));
                _gradients[(2 * row) + 1] = (float)(weights[row] * probability * (1 - probability));
            }

            var tree = Grow(sample, features, out var binned);
            trees.Add(tree);
            foreach (var row in chosen)
            {
                _scores[row] += ValueOf(tree, binned, row);
            }
        }

        return new BoostedTrees { Start = (float)start, Trees = [.. trees] };
    }

    private BoostedTrees.Tree Grow(int[] sample, int[] features, out byte[] binned)
    {
        var splits = new List<BoostedTrees.Split>();
        var bins = new List<byte>();
        var leaves = new List<Leaf> { new(sample, Histogram(sample, features)) };
        leaves[0].Find(features, options);
        while (leaves.Count < options.Leaves)
        {
            var best = leaves.MaxBy(leaf => leaf.Gain)!;
            if (best.Gain <= 1e-6)
            {
                break;
            }

            int[] left = [.. best.Rows.Where(row => rows.Bins[((long)row * rows.Features) + best.Feature] <= best.Bin)];
            int[] right = [.. best.Rows.Where(row => rows.Bins[((long)row * rows.Features) + best.Feature] > best.Bin)];
            var small = Histogram(left.Length < right.Length ? left : right, features);
            var large = best.Sums;
            for (var i = 0; i < large.Length; i++)
            {
                large[i] -= small[i];
            }

            var (at, number) = (leaves.IndexOf(best), splits.Count);
            splits.Add(new BoostedTrees.Split((byte)best.Feature, rows.Threshold(best.Feature, best.Bin), (sbyte)~at,
                (sbyte)~leaves.Count));
            bins.Add((byte)best.Bin);
            if (best.Parent is var (parent, isLeft))
            {
                splits[parent] = isLeft ? splits[parent] with { Left = (sbyte)number }
                    : splits[parent] with { Right = (sbyte)number };
            }

            leaves[at] = new Leaf(left, left.Length < right.Length ? small : large) { Parent = (number, true) };
            leaves.Add(new Leaf(right, left.Length < right.Length ? large : small) { Parent = (number, false) });
            leaves[at].Find(features, options);
            leaves[^1].Find(features, options);
        }

        binned = [.. bins];
        return new BoostedTrees.Tree([.. splits],
            [.. leaves.Select(leaf =>
            (float)(options.Rate * leaf.Total.Gradient / (leaf.Total.Weight + options.Ridge)))]);
    }

    private double[] Histogram(int[] sample, int[] features)
    {
        var sums = new double[features.Length * Width];
        foreach (var row in sample)
        {
            var bins = rows.Bins.AsSpan(row * rows.Features, rows.Features);
            double gradient = _gradients[2 * row], weight = _gradients[(2 * row) + 1];
            for (var i = 0; i < features.Length; i++)
            {
                var at = (i * Width) + (2 * bins[features[i]]);
                sums[at] += gradient;
                sums[at + 1] += weight;
            }
        }

        return sums;
    }

    private float ValueOf(BoostedTrees.Tree tree, byte[] binned, int row)
    {
        if (binned.Length == 0)
        {
            return tree.Leaves[0];
        }

        var at = 0;
        do
        {
            var split = tree.Splits[at];
            at = rows.Bins[(row * (long)rows.Features) + split.Feature] <= binned[at] ? split.Left : split.Right;
        }
        while (at >= 0);

        return tree.Leaves[~at];
    }

    private double Next()
    {
        _random += 0x9E3779B97F4A7C15UL;
        var mixed = (_random ^ (_random >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return (mixed ^ (mixed >> 31)) / (double)ulong.MaxValue;
    }

    private sealed class Leaf(int[] rows, double[] sums)
    {
        public int[] Rows { get; } = rows;

        public double[] Sums { get; } = sums;

        public (int Split, bool IsLeft)? Parent { get; init; }

        public double Gain { get; private set; }

        public int Feature { get; private set; }

        public int Bin { get; private set; }

        public (double Gradient, double Weight) Total { get; private set; }

        public void Find(int[] features, TrainingOptions options)
        {
            var (gradient, weight) = (0.0, 0.0);
            for (var bin = 0; bin < BinnedRows.MaxBins; bin++)
            {
                gradient += Sums[2 * bin];
                weight += Sums[(2 * bin) + 1];
            }

            Total = (gradient, weight);
            var without = gradient * gradient / (weight + options.Ridge);
            for (var i = 0; i < features.Length; i++)
            {
                var (leftGradient, leftWeight) = (0.0, 0.0);
                for (var bin = 0; bin < BinnedRows.MaxBins - 1; bin++)
                {
                    leftGradient += Sums[(i * Width) + (2 * bin)];
                    leftWeight += Sums[(i * Width) + (2 * bin) + 1];
                    var rightWeight = weight - leftWeight;
                    if (leftWeight >= options.LeastWeight && rightWeight >= options.LeastWeight)
                    {
                        var rightGradient = gradient - leftGradient;
                        var gain = (leftGradient * leftGradient / (leftWeight + options.Ridge))
                            + (rightGradient * rightGradient / (rightWeight + options.Ridge)) - without;
                        if (gain > Gain)
                        {
                            (Gain, Feature, Bin) = (gain, features[i], bin);
                        }
                    }
                }
            }
        }
    }
}
