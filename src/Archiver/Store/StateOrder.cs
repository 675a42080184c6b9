using Archiver.Articles;

namespace Archiver.Store;

/// <summary>
/// The numbers of an article's older states in their order, into which any number may be put: one that comes late and
/// says that it is older stands before the first that says it was updated later. Each costs the logarithm of all.
/// </summary>
/// <param name="stored">The numbers that the archive has.</param>
/// <param name="updatedOf">When one of these was updated, as it says itself.</param>
internal sealed class StateOrder(IReadOnlyList<int> stored, Func<int, WallTime?> updatedOf)
{
    private readonly List<int> _numbers = [.. stored];

    /// <summary>The latest time that one of these states up to each place says; until the first comes late, nobody asks.</summary>
    private List<WallTime?>? _latest;

    /// <summary>When the states were updated that were not stored before.</summary>
    private readonly List<WallTime?> _added = [];

    private readonly List<(int Before, WallTime Updated, int Number)> _late = [];

    public int Count => _numbers.Count + _late.Count;

    /// <summary>Adds a state that was the current one until now.</summary>
    public void Append(int number, WallTime? updated)
    {
        _numbers.Add(number);
        _added.Add(updated);
        if (_latest is not null)
        {
            Note(updated);
        }
    }

    /// <summary>Adds a state that comes late.</summary>
    public void Insert(int number, WallTime updated)
    {
        if (_latest is null)
        {
            _latest = [];
            foreach (var each in stored.Select(updatedOf).Concat(_added))
            {
                Note(each);
            }
        }

        var (low, high) = (0, _latest.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _latest[middle] > updated ? (low, middle) : (middle + 1, high);
        }

        _late.Add((low, updated, number));
    }

    /// <summary>All numbers, oldest state first.</summary>
    public int[] ToArray()
    {
        var all = new List<int>(Count);
        var next = 0;
        foreach (var (before, _, number) in _late.OrderBy(late => late.Before).ThenBy(late => late.Updated))
        {
            all.AddRange(_numbers[next..before]);
            all.Add(number);
            next = before;
        }

        all.AddRange(_numbers[next..]);
        return [.. all];
    }

    private void Note(WallTime? updated) =>
        _latest!.Add(_latest is [.., { } last] && !(updated > last) ? last : updated);
}
