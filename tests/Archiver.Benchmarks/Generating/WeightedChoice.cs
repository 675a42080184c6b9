namespace Archiver.Benchmarks.Generating;

/// <summary>Draws an index by weight in constant time (Walker's alias method), in integers throughout.</summary>
internal sealed class WeightedChoice
{
    private const int One = 1 << 30;

    private readonly int[] _keep;
    private readonly int[] _alias;

    private WeightedChoice(ReadOnlySpan<ulong> weights)
    {
        var count = weights.Length;
        _keep = new int[count];
        _alias = new int[count];
        UInt128 total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var share = new long[count];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < count; i++)
        {
            share[i] = (long)((UInt128)weights[i] * (ulong)count * One / total);
            (share[i] < One ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            var poor = small.Pop();
            var rich = large.Pop();
            _keep[poor] = (int)share[poor];
            _alias[poor] = rich;
            share[rich] -= One - share[poor];
            (share[rich] < One ? small : large).Push(rich);
        }

        foreach (var rest in small.Concat(large))
        {
            _keep[rest] = One;
            _alias[rest] = rest;
        }
    }

    /// <summary>Zipf's law with Mandelbrot's offset: the weight of rank r (from 0) is 1 / (r + 1 + offset).</summary>
    public static WeightedChoice Zipf(int count, int offset) => Zipf(count, offset, bend: int.MaxValue);

    /// <summary>
    /// The same, but the exponent goes from 1 to 2 around rank <paramref name="bend"/>, as it does in large bodies of
    /// English text (Ferrer i Cancho and Solé, 2001).
    /// </summary>
    public static WeightedChoice Zipf(int count, int offset, int bend)
    {
        var weights = new ulong[count];
        for (var rank = 0; rank < count; rank++)
        {
            var weight = ((UInt128)1 << 40) / (ulong)(rank + 1 + offset);
            weights[rank] = (ulong)(weight * (ulong)bend / ((ulong)bend + (ulong)rank));
        }

        return new WeightedChoice(weights);
    }

    public int Draw(RandomStream random)
    {
        var number = random.Next();
        var index = (int)(((number >> 32) * (ulong)_keep.Length) >> 32);
        return (int)(number & (One - 1)) < _keep[index] ? index : _alias[index];
    }
}
