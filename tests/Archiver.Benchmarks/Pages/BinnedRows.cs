namespace Archiver.Benchmarks.Pages;

/// <summary>Rows of features as bins.</summary>
internal sealed class BinnedRows
{
    public const int MaxBins = 64;

    private readonly float[][] _bounds;

    public BinnedRows(IReadOnlyList<float[]> rows)
    {
        Features = rows[0].Length;
        Count = rows.Count;
        _bounds = new float[Features][];
        Bins = new byte[(long)Count * Features];
        Parallel.For(0, Features, new ParallelOptions { MaxDegreeOfParallelism = 2 }, feature =>
        {
            var values = new float[rows.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = rows[i][feature];
            }

            var sorted = (float[])values.Clone();
            Array.Sort(sorted);
            _bounds[feature] = BoundsOf(sorted);
            for (var i = 0; i < values.Length; i++)
            {
                var found = Array.BinarySearch(_bounds[feature], values[i]);
                Bins[((long)i * Features) + feature] = (byte)(found < 0 ? ~found : found);
            }
        });
    }

    public int Features { get; }

    public int Count { get; }

    /// <summary>Row after row.</summary>
    public byte[] Bins { get; }

    /// <summary>The highest value that is in a bin.</summary>
    public float Threshold(int feature, int bin) => _bounds[feature][bin];

    private static float[] BoundsOf(float[] sorted)
    {
        var distinct = new List<float>();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                distinct.Add(sorted[i]);
            }
        }

        if (distinct.Count <= MaxBins)
        {
            return [.. distinct.Take(distinct.Count - 1).Select((value, index) => (value + distinct[index + 1]) / 2)];
        }

        var bounds = new List<float>();
        for (var bin = 1; bin < MaxBins; bin++)
        {
            var value = sorted[(int)((long)sorted.Length * bin / MaxBins)];
            if (value < sorted[^1] && (bounds.Count == 0 || value > bounds[^1]))
            {
                bounds.Add(value);
            }
        }

        return [.. bounds];
    }
}
