using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Runs;

/// <summary>The live runs of one kind, read as if they were one: in key order, without what was removed.</summary>
internal sealed class RunSet
{
    /// <summary>Newest first: of equal entries the first decides.</summary>
    private readonly List<Run> _runs = [];

    private readonly List<RunEntry> _found = [];

    public RunSet(IReadOnlyList<RunInfo> oldestFirst, RunKind kind, DocumentFinder find)
    {
        for (var at = oldestFirst.Count - 1; at >= 0; at--)
        {
            if (oldestFirst[at].Kind == kind)
            {
                _runs.Add(new Run(oldestFirst[at], find));
            }
        }
    }

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
    /// <param name="newestFirst">The sources, each in pieces.</param>
    /// <param name="descending">Whether they are sorted downwards.</param>
    public static IEnumerable<RunEntry> Merge(IEnumerable<IEnumerable<RunEntry[]>> newestFirst, bool descending)
    {
        var cursors = new List<Cursor>();
        try
        {
            foreach (var source in newestFirst)
            {
                cursors.Add(new Cursor(source));
            }

            cursors.RemoveAll(cursor => !cursor.MoveNext());
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
                for (var at = cursors.Count - 1; at >= 0; at--)
                {
                    if (cursors[at].Current.IsSameAs(next) && !cursors[at].MoveNext())
                    {
                        cursors.RemoveAt(at);
                    }
                }
            }
        }
        finally
        {
            cursors.ForEach(cursor => cursor.Dispose());
        }
    }

    /// <summary>Goes through the entries of a source without a call through an interface for each.</summary>
    private sealed class Cursor(IEnumerable<RunEntry[]> source) : IDisposable
    {
        private readonly IEnumerator<RunEntry[]> _pieces = source.GetEnumerator();
        private RunEntry[] _piece = [];
        private int _next;

        public RunEntry Current { get; private set; }

        public bool MoveNext()
        {
            while (_next == _piece.Length)
            {
                if (!_pieces.MoveNext())
                {
                    _pieces.Dispose();
                    return false;
                }

                (_piece, _next) = (_pieces.Current, 0);
            }

            Current = _piece[_next++];
            return true;
        }

        public void Dispose() => _pieces.Dispose();
    }
}
