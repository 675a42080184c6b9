using System.Buffers;
using System.Collections.Concurrent;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Upkeep.Checks;

/// <summary>Where every document lies that was found on the pages: sixteen bytes a document.</summary>
internal sealed class DocumentTable
{
    public static readonly (DocumentKind Kind, string Collection)[] Collections =
    [
        (DocumentKind.Catalog, Catalog.Collection),
        (DocumentKind.Article, ArticleDocument.Collection),
        (DocumentKind.Removed, Bin.Collection),
        (DocumentKind.Revision, ArticleDocument.Revisions),
        (DocumentKind.Pack, Pack.Collection),
        (DocumentKind.Block, RunBlock.Collection),
        (DocumentKind.Category, CategoryTable.Collection),
        (DocumentKind.Purged, PurgedIds.Collection),
    ];

    private readonly Dictionary<DocumentKind, List<Row>> _rows =
        Collections.ToDictionary(pair => pair.Kind, _ => new List<Row>());

    /// <param name="Number">The document's number.</param>
    /// <param name="Address">Where it begins.</param>
    /// <param name="State">What is known of it.</param>
    public readonly record struct Row(int Number, PageAddress Address, RowState State) : IComparable<Row>
    {
        /// <summary>Whether the document can be read.</summary>
        public bool IsReadable => State.HasFlag(RowState.Intact);

        /// <summary>Whether it is right with all that it refers to.</summary>
        public bool IsIntact => IsReadable && !State.HasFlag(RowState.Broken);

        public int CompareTo(Row other) => Number.CompareTo(other.Number);
    }

    [Flags]
    public enum RowState : byte
    {
        None = 0,

        /// <summary>It has the content of its checksum.</summary>
        Intact = 1,

        /// <summary>The collection's index leads to it.</summary>
        Reached = 2,

        /// <summary>What it refers to, or says, is not there or not right.</summary>
        Broken = 4,

        /// <summary>The collection's index is whole and does not lead to it.</summary>
        Stray = 8,
    }

    /// <summary>Of packs that are damaged: how many texts, from the first, can be read.</summary>
    public ConcurrentDictionary<int, int> Beginnings { get; } = [];

    public List<Row> this[DocumentKind kind] => _rows[kind];

    /// <summary>Puts the documents in the order of their numbers.</summary>
    public void Sort()
    {
        foreach (var rows in _rows.Values)
        {
            rows.Sort();
        }
    }

    /// <summary>Where in its list a document is, or a negative number.</summary>
    public int IndexOf(DocumentKind kind, int number) =>
        _rows[kind].BinarySearch(new Row(number, default, default));

    public bool Has(DocumentKind kind, int number) => IndexOf(kind, number) >= 0;

    /// <summary>What is known of a document; nothing where there is none.</summary>
    public RowState StateOf(DocumentKind kind, int number) =>
        IndexOf(kind, number) is >= 0 and var at ? _rows[kind][at].State : RowState.None;

    public void Set(DocumentKind kind, int index, RowState state) =>
        _rows[kind][index] = _rows[kind][index] with { State = state };

    public Document? Find(PageDocuments documents, DocumentKind kind, int number) =>
        IndexOf(kind, number) is >= 0 and var at ? documents.Document(_rows[kind][at].Address) : null;

    /// <summary>Finds the readable documents of a kind. Of a damaged pack it gives one of the texts that can be read.</summary>
    public DocumentFinder Finder(PageDocuments documents, DocumentKind kind) => (number, bytes) =>
    {
        if (IndexOf(kind, number) is not (>= 0 and var at))
        {
            return false;
        }

        var address = _rows[kind][at].Address;
        if (documents.TryRead(address, bytes) && StoredBson.Look(bytes.WrittenSpan).IsIntact)
        {
            return true;
        }

        return kind == DocumentKind.Pack && Beginnings.TryGetValue(number, out var texts)
            && ReadBeginning(documents, address, number, texts, bytes);
    };

    private static bool ReadBeginning(
        PageDocuments documents, PageAddress address, int number, int texts, ArrayBufferWriter<byte> bytes)
    {
        if (PackBeginning.Read(documents, address) is not { } beginning || beginning.Count < texts)
        {
            return false;
        }

        bytes.ResetWrittenCount();
        bytes.Write(beginning.Write(number, texts).ToDocument().Bytes.Span);
        return true;
    }

    /// <summary>The readable documents of a collection with numbers in a range, in their order.</summary>
    public IEnumerable<Document> Range(PageDocuments documents, DocumentKind kind, int first, int last)
    {
        var rows = _rows[kind];
        var at = IndexOf(kind, first);
        for (at = at < 0 ? ~at : at; at < rows.Count && rows[at].Number <= last; at++)
        {
            if (rows[at].IsReadable && documents.Document(rows[at].Address) is { } document)
            {
                yield return document;
            }
        }
    }

    public int LastOf(DocumentKind kind) => _rows[kind] is [.., var last] ? last.Number : 0;
}
