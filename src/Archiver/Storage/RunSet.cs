using LiteDB;

namespace Archiver.Storage;

/// <summary>The live runs of one kind, read as if they were one: in key order, without what was removed.</summary>
internal sealed class RunSet
{
    /// <summary>Newest first: of equal entries the first decides.</summary>
    private readonly Run[] _runs;

    private readonly List<RunEntry> _found = [];

    public RunSet(IEnumerable<RunInfo> oldestFirst, RunKind kind, Func<int, BsonDocument?> find) =>
        _runs = [.. oldestFirst.Where(run => run.Kind == kind).Reverse().Select(run => new Run(run, find))];

    /// <summary>The numbers of the live entries with keys in this range, both ends included.</summary>
    public IEnumerable<RunEntry> Range(ulong first, ulong last, bool descending) =>
        Merge(_runs.Select(run => run.Range(first, last, descending)), descending).Where(entry => !entry.IsRemoval);

    /// <summary>The numbers of the live entries with this key. An import asks this for every paragraph.</summary>
    public IEnumerable<uint> Find(ulong key)
    {
        _found.Clear();
        foreach (var run in _runs)
        {
            run.Find(key, _found);
        }

        return _found.Count == 0 ? [] : Live([.. _found]);
    }

    private static IEnumerable<uint> Live(RunEntry[] newestFirst) => newestFirst
        .DistinctBy(entry => entry.Number)
        .Where(entry => !entry.IsRemoval)
        .Select(entry => entry.Number);

    /// <summary>Merges sorted entries; of equal ones that of the earliest source stays.</summary>
    public static IEnumerable<RunEntry> Merge(IEnumerable<IEnumerable<RunEntry>> newestFirst, bool descending)
    {
        var cursors = new List<IEnumerator<RunEntry>>();
        try
        {
            foreach (var source in newestFirst)
            {
                var cursor = source.GetEnumerator();
                if (cursor.MoveNext())
                {
                    cursors.Add(cursor);
                }
                else
                {
                    cursor.Dispose();
                }
            }

            while (cursors.Count > 0)
            {
                var next = cursors[0].Current;
                for (var at = 1; at < cursors.Count; at++)
                {
                    var entry = cursors[at].Current;
                    if (descending ? entry > next : entry < next)
                    {
                        next = entry;
                    }
                }

                yield return next;
                Skip(cursors, next);
            }
        }
        finally
        {
            cursors.ForEach(cursor => cursor.Dispose());
        }
    }

    private static void Skip(List<IEnumerator<RunEntry>> cursors, RunEntry entry)
    {
        for (var at = cursors.Count - 1; at >= 0; at--)
        {
            if (cursors[at].Current.IsSameAs(entry) && !cursors[at].MoveNext())
            {
                cursors[at].Dispose();
                cursors.RemoveAt(at);
            }
        }
    }
}
