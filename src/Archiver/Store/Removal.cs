using Archiver.Store.Documents.Pages;

namespace Archiver.Store;

/// <summary>When an article was removed. Of two removals the order tells which was later, for a clock may have been put back.</summary>
/// <param name="At">The time, in UTC, as the clock showed it.</param>
/// <param name="Order">Which removal of the archive it was, from 1; 0 where that is not known: it came before those where it is.</param>
public readonly record struct Removal(DateTime At, int Order = 0)
{
    /// <summary>What rises from one removal to the next.</summary>
    public (int Order, DateTime At) Rank => (Order, At);

    /// <summary>That of a document of the bin; null where it is of no bin.</summary>
    internal static Removal? Of(Document document) =>
        document["removed"u8].AsTime is { } at ? new Removal(at, document["removal"u8].AsInt32 ?? 0) : null;
}
