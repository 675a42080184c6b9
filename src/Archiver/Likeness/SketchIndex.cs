namespace Archiver.Likeness;

/// <summary>Finds the bodies whose samples have much in common. It takes 12 bytes for each hash of a sample.</summary>
/// <param name="capacity">How many bodies will be added at most.</param>
internal sealed class SketchIndex(int capacity)
{
    /// <summary>The part of the smaller sample that two bodies must have in common to be worth comparing.</summary>
    /// <remarks>
    /// Where three of ten words are changed, a third of the shingles stays. Two articles that both quote a paragraph or
    /// two of a third have less in common than this.
    /// </remarks>
    private const double CommonPart = 0.14;

    /// <summary>Up to so many bodies with one hash are compared each with each.</summary>
    private const int MostTogether = 48;

    /// <summary>
    /// Of more than that each only with so many that follow it: a phrase of everyone's tells little, and a family of ten
    /// thousand nearly equal bodies hangs together without fifty million comparisons.
    /// </summary>
    private const int Neighbours = 8;

    private readonly List<int> _sizes = [];
    private readonly ulong[] _entries = GC.AllocateUninitializedArray<ulong>(capacity * BodySketch.Size);
    private int _count;

    /// <summary>Adds the next body; the first one is number 0.</summary>
    public void Add(ReadOnlySpan<uint> sketch)
    {
        foreach (var hash in sketch)
        {
            _entries[_count++] = ((ulong)hash << 32) | (uint)_sizes.Count;
        }

        _sizes.Add(sketch.Length);
    }

    /// <summary>The pairs worth comparing, by the first of the two. It can be asked for once.</summary>
    public IEnumerable<(int First, int Second)> Pairs()
    {
        DropSingles();
        var (places, starts) = PlacesByBody();
        var common = new int[_sizes.Count];
        var met = new List<int>();
        for (var body = 0; body < _sizes.Count; body++)
        {
            for (var at = starts[body]; at < starts[body + 1]; at++)
            {
                Meet(places[at], common, met);
            }

            met.Sort();
            foreach (var other in met)
            {
                if (common[other] >= CommonPart * Math.Min(_sizes[body], _sizes[other]))
                {
                    yield return (body, other);
                }

                common[other] = 0;
            }

            met.Clear();
        }
    }

    /// <summary>Sorts the entries by hash, then body, and keeps those whose hash another body has, too.</summary>
    private void DropSingles()
    {
        Array.Sort(_entries, 0, _count);
        var kept = 0;
        for (var start = 0; start < _count;)
        {
            var end = EndOf(start);
            if (end - start > 1)
            {
                Array.Copy(_entries, start, _entries, kept, end - start);
                kept += end - start;
            }

            start = end;
        }

        _count = kept;
    }

    /// <summary>Where the entries of each body are: those of body <c>b</c> from start <c>b</c> to start <c>b + 1</c>.</summary>
    private (int[] Places, int[] Starts) PlacesByBody()
    {
        var starts = new int[_sizes.Count + 1];
        for (var at = 0; at < _count; at++)
        {
            starts[BodyAt(at) + 1]++;
        }

        for (var body = 0; body < _sizes.Count; body++)
        {
            starts[body + 1] += starts[body];
        }

        var next = starts[..^1];
        var places = new int[_count];
        for (var at = 0; at < _count; at++)
        {
            places[next[BodyAt(at)]++] = at;
        }

        return (places, starts);
    }

    /// <summary>Counts the bodies after this one that have the hash of an entry.</summary>
    private void Meet(int place, int[] common, List<int> met)
    {
        var last = Math.Min(_count, place + MostTogether);
        var end = place + 1;
        while (end < last && IsSameHash(end, place))
        {
            end++;
        }

        if (end == place + MostTogether)
        {
            end = place + 1 + Neighbours;
        }

        for (var at = place + 1; at < end; at++)
        {
            var other = BodyAt(at);
            if (common[other]++ == 0)
            {
                met.Add(other);
            }
        }
    }

    private int EndOf(int start)
    {
        var end = start + 1;
        while (end < _count && IsSameHash(end, start))
        {
            end++;
        }

        return end;
    }

    private int BodyAt(int place) => (int)(uint)_entries[place];

    private bool IsSameHash(int left, int right) => _entries[left] >> 32 == _entries[right] >> 32;
}
