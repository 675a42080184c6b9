using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Archiver.Store.Documents.Pages;

/// <summary>
/// Finds documents by their numbers, straight on the pages: to open LiteDB takes longer than most of what is asked, and
/// only one thread at a time may be in it. Here any number may.
/// </summary>
internal sealed class PageReader : IDocumentReader
{
    /// <summary>There are as many as there are threads that read at once.</summary>
    private readonly ConcurrentBag<Walker> _idle = [];

    private readonly ArchivePages _pages;

    /// <summary>
    /// The ends of each collection's index, which are found when they are needed: a collection that is damaged leaves
    /// the others readable.
    /// </summary>
    private readonly Dictionary<string, Lazy<(PageAddress Head, PageAddress Tail)>> _indexes =
        new(StringComparer.Ordinal);

    public PageReader(ArchivePages pages)
    {
        _pages = pages;
        var walker = new Walker(pages);
        foreach (var (collection, page) in ArchiveFormat.Collections(walker.Documents.Require(0)))
        {
            _indexes[collection] = new(() => FindEnds(page));
        }

        _idle.Add(walker);
    }

    public bool Find(string collection, int number, ArrayBufferWriter<byte> bytes) =>
        Read(collection, cursor => cursor.Among([number]), bytes).Any();

    public IEnumerable<Document> FindAll(string collection, IEnumerable<int> numbers) =>
        Read(collection, cursor => cursor.Among(numbers.Distinct().Order()));

    public IEnumerable<Document> Range(string collection, int first, int last) =>
        Read(collection, cursor => cursor.Between(first, last));

    /// <summary>Gets ready to be asked again and again. Nobody reads meanwhile.</summary>
    public void KeepMore()
    {
        foreach (var walker in _idle)
        {
            walker.Documents.KeepMore();
        }
    }

    private IEnumerable<Document> Read(
        string collection, Func<IndexCursor, IEnumerable<int>> walk, ArrayBufferWriter<byte>? into = null)
    {
        if (!_indexes.TryGetValue(collection, out var index))
        {
            yield break;
        }

        var (head, tail) = index.Value;
        var walker = Take();
        try
        {
            var bytes = into ?? walker.Bytes;
            var cursor = walker.CursorOf(collection, head, tail);
            foreach (var number in walk(cursor))
            {
                // In the log an index that leads elsewhere has no checksum that tells.
                var isRead = walker.Documents.TryRead(cursor.Block, bytes);
                yield return Document.Prove(isRead ? bytes.WrittenMemory : default, collection, number);
            }
        }
        finally
        {
            _idle.Add(walker);
        }
    }

    private (PageAddress Head, PageAddress Tail) FindEnds(uint page)
    {
        var walker = Take();
        try
        {
            return IndexNode.TryFindEnds(walker.Documents.Require(page), out var head, out var tail)
                ? (head, tail)
                : throw walker.Documents.Unusable(new PageAddress(page, 0));
        }
        finally
        {
            _idle.Add(walker);
        }
    }

    private Walker Take() => _idle.TryTake(out var idle) ? idle : new Walker(_pages);

    /// <summary>What one thread at a time has: pages of its own, and where in each collection it was last.</summary>
    private sealed class Walker(ArchivePages pages)
    {
        private readonly Dictionary<string, IndexCursor> _cursors = new(StringComparer.Ordinal);

        public PageDocuments Documents { get; } = new(pages);

        public ArrayBufferWriter<byte> Bytes { get; } = new();

        public IndexCursor CursorOf(string collection, PageAddress head, PageAddress tail) =>
            CollectionsMarshal.GetValueRefOrAddDefault(_cursors, collection, out _) ??= new IndexCursor(Documents, head, tail);
    }
}
