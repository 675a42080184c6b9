using Archiver.Articles;

namespace Archiver.Importing;

/// <summary>
/// An article that is there and gets other states: it waits in memory until the batch ends, so that its document is
/// written once, however many come.
/// </summary>
internal sealed class PendingArticle
{
    private readonly StateOrder _states;

    /// <param name="stored">The article as the archive has it, or as the batch has it that brings it.</param>
    /// <param name="body">The hash of its body, if it has one.</param>
    /// <param name="removed">When it was removed, if it lies in the bin.</param>
    /// <param name="updatedOf">When an older state was updated, by its number.</param>
    public PendingArticle(Article stored, ulong? body, DateTime? removed, Func<int, WallTime?> updatedOf)
    {
        (Stored, Current, StoredBody, Body, Removed) = (stored, stored, body, body, removed);
        _states = new StateOrder(stored.Revisions, updatedOf);
    }

    /// <summary>The article as it was before this batch.</summary>
    public Article Stored { get; private set; }

    /// <summary>The hash of the body that it had then.</summary>
    public ulong? StoredBody { get; private set; }

    /// <summary>Its state; the numbers of the older ones are those before this batch.</summary>
    public Article Current { get; private set; }

    /// <summary>The hash of its body, if it has one.</summary>
    public ulong? Body { get; private set; }

    /// <summary>When it was removed, if it lies in the bin.</summary>
    public DateTime? Removed { get; private set; }

    public bool ComesBack { get; private set; }

    public int States => _states.Count;

    public void BringBack() => (Removed, ComesBack) = (null, true);

    /// <summary>A newer state; the current one becomes an older state with this number.</summary>
    /// <param name="stated">The newer state.</param>
    /// <param name="body">The hash of its body.</param>
    /// <param name="revision">The number of the state that it replaces.</param>
    /// <param name="highlights">What the reader has marked in that.</param>
    public void Replace(Article stated, ulong? body, int revision, IReadOnlyList<Highlight> highlights)
    {
        _states.Append(revision, Current.Stated.Updated);
        var added = Current.Format == stated.Format ? Current.Added : AddedFacts.With(Current.Added, Current.Stated, highlights);
        Current = WithReads(stated, stated) with
        {
            Readings = Current.Readings,
            Revisions = Current.Revisions,
            Added = added,
            Notes = Current.Notes,
        };
        Body = body;
    }

    /// <summary>A state that says itself that it is older, or states less.</summary>
    public void AddOlder(Article stated, int revision, IReadOnlyList<Highlight> highlights)
    {
        if (stated.Stated.Updated is { } updated)
        {
            _states.Insert(revision, updated);
        }
        else
        {
            _states.Append(revision, null);
        }

        Current = WithReads(Current, stated);
        if (stated.Format != Current.Format)
        {
            Current = Current with { Added = AddedFacts.With(Current.Added, stated.Stated, highlights) };
        }
    }

    /// <summary>The article as the batch writes it, from which the next batch goes on.</summary>
    public Article Complete()
    {
        Current = Current with { Revisions = _states.ToArray() };
        (Stored, StoredBody, ComesBack) = (Current, Body, false);
        return Current;
    }

    /// <summary>An article with the highest figures of the current state and another.</summary>
    private Article WithReads(Article article, Article other) => article with
    {
        ImportedReadCount = Higher(Current.ImportedReadCount, other.ImportedReadCount),
        ImportedLastRead = Higher(Current.ImportedLastRead, other.ImportedLastRead),
    };

    private static T? Higher<T>(T? first, T? second)
        where T : struct => Comparer<T?>.Default.Compare(first, second) > 0 ? first : second;
}
