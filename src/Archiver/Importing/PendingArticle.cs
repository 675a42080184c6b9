using Archiver.Articles;
using Archiver.Store;

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
    /// <param name="removal">When it was removed, if it lies in the bin.</param>
    /// <param name="updatedOf">When an older state was updated, by its number.</param>
    public PendingArticle(Article stored, ulong? body, Removal? removal, Func<int, WallTime?> updatedOf)
    {
        (Stored, Current, StoredBody, Body, Removal) = (stored, stored, body, body, removal);
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
    public Removal? Removal { get; private set; }

    public bool ComesBack { get; private set; }

    public int States => _states.Count;

    /// <summary>Whether it comes into the bin.</summary>
    public bool Leaves { get; private set; }

    public void BringBack() => (Removal, ComesBack) = (null, true);

    public void Remove(Removal removal) => (Removal, Leaves) = (removal, true);

    /// <summary>A newer state; the current one becomes an older state with this number.</summary>
    /// <param name="stated">The newer state.</param>
    /// <param name="body">The hash of its body.</param>
    /// <param name="revision">The number of the state that it replaces.</param>
    /// <param name="highlights">What the reader has marked in that.</param>
    public void Replace(Article stated, ulong? body, int revision, IReadOnlyList<Highlight> highlights)
    {
        _states.Append(revision, Current.Stated.Updated);
        Current = WithReads(stated, stated) with
        {
            Readings = Current.Readings,
            Revisions = Current.Revisions,
            Added = AddedFacts.OfStates(Current.Added, stated, Current, highlights, isNewer: true),
            Notes = Current.Notes,
        };
        Body = body;
    }

    /// <summary>A state that says itself that it is older, or states less.</summary>
    public void AddOlder(Article stated, int revision, IReadOnlyList<Highlight> highlights)
    {
        Insert(stated, revision);

        // An ID that it states is the article's from now on.
        Current = WithReads(Current, stated) with
        {
            Id = stated.Id,
            Added = AddedFacts.OfStates(Current.Added, Current, stated, highlights, isNewer: false),
        };
    }

    /// <summary>A state that is not the current one, and adds nothing to it.</summary>
    public void Insert(Article state, int revision)
    {
        if (state.Stated.Updated is { } updated)
        {
            _states.Insert(revision, updated);
        }
        else
        {
            _states.Append(revision, null);
        }
    }

    /// <summary>The current state of another archive takes the place of the current one.</summary>
    public void Succeed(Article other, ulong? body, int revision)
    {
        _states.Append(revision, Current.Stated.Updated);
        Current = WithReads(other, other).WithEventsOf(Current) with { Revisions = Current.Revisions };
        Body = body;
    }

    /// <summary>What was read and noted in another archive, whatever becomes of its states.</summary>
    /// <param name="other">The article there.</param>
    /// <param name="facts">What the states of both add to the current one.</param>
    public void Join(Article other, AddedFacts? facts) =>
        Current = WithReads(Current, other).WithEventsOf(other) with { Id = other.Id, Added = facts };

    /// <summary>Whether something that the index of the words has is not as it was before.</summary>
    public bool IsEdited(Article before) =>
        (before.Title, before.Details.Category, before.Details.Date) != (Current.Title, Current.Details.Category, Current.Details.Date);

    /// <summary>Says by a number of those of revisions that it is so.</summary>
    public void Edit(int number) => Current = Current with { Edited = number };

    /// <summary>The article as the batch writes it, from which the next batch goes on.</summary>
    public Article Complete()
    {
        Current = Current with { Revisions = _states.ToArray() };
        (Stored, StoredBody, ComesBack, Leaves) = (Current, Body, false, false);
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
