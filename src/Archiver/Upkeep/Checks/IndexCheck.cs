using Archiver.Store.Documents.Pages;

namespace Archiver.Upkeep.Checks;

/// <summary>
/// Walks through the primary index of each collection, a skip list, on its lowest level, and checks the others on the
/// way: whatever LiteDB looks for, it comes by right numbers only and ends. Numbers that do not rise end the walk.
/// </summary>
internal sealed class IndexCheck(ArchivePages pages, DocumentTable table, Findings findings)
{
    private readonly PageDocuments _documents = new(pages, mends: true);
    private readonly HashSet<DocumentKind> _intact = [];

    /// <summary>Whether the index of a kind of document is whole, so that what it does not lead to does not count.</summary>
    public bool IsIntact(DocumentKind kind) => _intact.Contains(kind);

    /// <summary>The numbers of documents that an index leads to and that cannot be read.</summary>
    public HashSet<(DocumentKind Kind, int Number)> Lost { get; } = [];

    public void Run(CancellationToken cancellation)
    {
        if (!pages.HasHeader || _documents.Load(0, out var header) != PageState.Whole)
        {
            findings.Add(FindingKind.Index, null, "the first page, which leads to all indexes, cannot be read");
            return;
        }

        var collections = ArchiveFormat.Collections(header);
        foreach (var (kind, collection) in DocumentTable.Collections)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!collections.TryGetValue(collection, out var page))
            {
                if (table[kind].Count > 0)
                {
                    findings.Add(FindingKind.Index, null, $"the first page does not name the collection {collection}");
                }

                _intact.Add(kind);
                continue;
            }

            if (Walk(kind, page) is { } problem)
            {
                findings.Add(FindingKind.Index, null, $"the index of {collection} is broken: {problem}");
            }
            else
            {
                _intact.Add(kind);
            }

            Settle(kind);
        }
    }

    private string? Walk(DocumentKind kind, uint collection)
    {
        if (_documents.Load(collection, out var described) != PageState.Whole
            || !IndexNode.TryFindEnds(described, out var head, out var tail))
        {
            return $"page {collection}, which describes it, cannot be used";
        }

        // What the last node on each level names as the next one there, and its own address.
        Span<PageAddress> next = stackalloc PageAddress[IndexNode.MaxLevels];
        Span<PageAddress> last = stackalloc PageAddress[IndexNode.MaxLevels];
        var node = _documents.Node(head);
        if (node.Levels != IndexNode.MaxLevels)
        {
            return $"its head, on page {head.Page}, cannot be read";
        }

        for (var level = 0; level < IndexNode.MaxLevels; level++)
        {
            (next[level], last[level]) = (node.Next(level), head);
        }

        var (number, row) = (0L, 0);
        while (next[0] != tail)
        {
            var address = next[0];
            node = _documents.Node(address);
            if (node.Key is not { } key || key <= number)
            {
                return $"its node after number {number}, on page {address.Page}, cannot be used";
            }

            number = key;
            for (var level = 0; level < node.Levels; level++)
            {
                if (next[level] != address || node.Previous(level) != last[level])
                {
                    return $"its node for number {key} is not linked on level {level}";
                }

                (next[level], last[level]) = (node.Next(level), address);
            }

            Reach(kind, (int)key, node.Block, ref row);
        }

        node = _documents.Node(tail);
        for (var level = 0; level < IndexNode.MaxLevels; level++)
        {
            // A level that never had a node is not linked at all.
            var isUnused = last[level] == head && next[level] == PageAddress.None;
            if (node.Levels != IndexNode.MaxLevels || (!isUnused && (next[level] != tail || node.Previous(level) != last[level])))
            {
                return $"its end, on page {tail.Page}, is not linked on level {level}";
            }
        }

        return null;
    }

    private void Reach(DocumentKind kind, int number, PageAddress address, ref int row)
    {
        var rows = table[kind];
        while (row < rows.Count && rows[row].Number < number)
        {
            row++;
        }

        for (var at = row; at < rows.Count && rows[at].Number == number; at++)
        {
            // Where a mended page has lost its slots, the number tells.
            if (rows[at].Address == address
                || (rows[at].Address.Page == address.Page && _documents.Load(address.Page, out _) == PageState.Mended))
            {
                table.Set(kind, at, rows[at].State | DocumentTable.RowState.Reached);
                return;
            }
        }

        Lost.Add((kind, number));
    }

    /// <summary>
    /// Takes out what does not count: of two documents with one number the one that the index does not lead to, and runs
    /// and categories that an intact index does not lead to, which are made anew where they are missing. LiteDB clears
    /// what it frees: an article that an intact index does not lead to was lost by the index, and not removed.
    /// </summary>
    private void Settle(DocumentKind kind)
    {
        var rows = table[kind];
        var isIntact = IsIntact(kind);
        var kept = 0;
        for (var at = 0; at < rows.Count; at++)
        {
            var row = rows[at];
            var isReached = row.State.HasFlag(DocumentTable.RowState.Reached);
            if (isIntact && !isReached)
            {
                findings.Add(FindingKind.Index, null,
                    $"the index does not lead to {Findings.NameOf(kind, row.Number)} on page {row.Address.Page}");
                if (kind is DocumentKind.Catalog or DocumentKind.Block or DocumentKind.Category)
                {
                    continue;
                }

                row = row with { State = row.State | DocumentTable.RowState.Stray };
            }

            if (kept > 0 && rows[kept - 1].Number == row.Number)
            {
                findings.Add(FindingKind.Index, null, $"{Findings.NameOf(kind, row.Number)} is there twice");
                if (isReached || (!rows[kept - 1].IsReadable && !rows[kept - 1].State.HasFlag(DocumentTable.RowState.Reached)))
                {
                    rows[kept - 1] = row;
                }

                continue;
            }

            rows[kept++] = row;
        }

        rows.RemoveRange(kept, rows.Count - kept);
    }
}
