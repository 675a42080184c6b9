using System.Buffers.Binary;
using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>
/// The IDs of articles that are gone for good, and the day when they went: an import does not bring them back either. A
/// document has many, twenty bytes each: the ID in the order in which it is written, then the day as <c>yyyymmdd</c>.
/// They rise through all documents.
/// </summary>
internal sealed class PurgedIds
{
    public const string Collection = "purged";

    /// <summary>The field of a document that has them.</summary>
    public static ReadOnlySpan<byte> Field => "purged"u8;

    public const int EntrySize = IdSize + sizeof(int);

    private const int IdSize = 16;

    /// <summary>So many fit on a page.</summary>
    private const int EntriesPerDocument = 390;

    /// <summary>The entries of each document, by its number less one.</summary>
    private readonly List<byte[]> _documents = [];

    /// <summary>No document has a later ID than this, also where the last of it came back.</summary>
    private readonly List<Guid> _ends = [];

    private readonly HashSet<int> _changed = [];

    /// <param name="database">The archive.</param>
    /// <param name="catalog">Its catalog; where it knows of none, nothing is read.</param>
    public PurgedIds(Database? database, Catalog catalog)
    {
        if (database is not null && catalog.LastPurged > 0)
        {
            _documents.AddRange(database.Range(Collection, 1, catalog.LastPurged)
                .Select(document => document[Field].AsBinary.ToArray()));
            foreach (var entries in _documents)
            {
                _ends.Add(entries.Length >= EntrySize ? IdAt(entries, entries.Length - EntrySize) : _ends.LastOrDefault());
            }
        }
    }

    /// <summary>All of them, in their order.</summary>
    public IEnumerable<(Guid Id, DateOnly Day)> All => _documents.SelectMany(EntriesOf);

    /// <summary>The day when an article was purged; null where it was not.</summary>
    public DateOnly? DayOf(Guid id) =>
        Locate(id, out var document, out var at) ? DayAt(_documents[document], at) : null;

    /// <summary>Takes an article out that has come back.</summary>
    public void Remove(Guid id)
    {
        if (Locate(id, out var document, out var at))
        {
            var entries = _documents[document];
            _documents[document] = [.. entries.AsSpan(0, at), .. entries.AsSpan(at + EntrySize)];
            _changed.Add(document);
        }
    }

    /// <summary>The documents that have changed since the last call.</summary>
    public List<DocumentBuilder> TakeChanged()
    {
        List<DocumentBuilder> changed = [.. _changed.Select(document => ToDocument(document + 1, _documents[document]))];
        _changed.Clear();
        return changed;
    }

    /// <summary>The documents of a new archive.</summary>
    public static IEnumerable<DocumentBuilder> ToDocuments(IEnumerable<KeyValuePair<Guid, DateOnly>> purged) => purged
        .OrderBy(each => each.Key)
        .Chunk(EntriesPerDocument)
        .Select((chunk, index) => ToDocument(index + 1, ToEntries(chunk)));

    /// <summary>What a document has; nothing is taken for granted.</summary>
    public static IEnumerable<(Guid Id, DateOnly Day)> EntriesOf(byte[] entries)
    {
        for (var at = 0; at + EntrySize <= entries.Length; at += EntrySize)
        {
            yield return (IdAt(entries, at), DayAt(entries, at));
        }
    }

    private static DocumentBuilder ToDocument(int number, byte[] entries) =>
        new DocumentBuilder(number).With("purged", entries).Seal();

    private static byte[] ToEntries(KeyValuePair<Guid, DateOnly>[] purged)
    {
        var entries = new byte[purged.Length * EntrySize];
        for (var index = 0; index < purged.Length; index++)
        {
            var entry = entries.AsSpan(index * EntrySize, EntrySize);
            purged[index].Key.TryWriteBytes(entry, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32LittleEndian(entry[IdSize..], (int)RunKey.OfDate(purged[index].Value));
        }

        return entries;
    }

    private static Guid IdAt(byte[] entries, int at) => new(entries.AsSpan(at, IdSize), bigEndian: true);

    private static DateOnly DayAt(byte[] entries, int at)
    {
        var day = BinaryPrimitives.ReadInt32LittleEndian(entries.AsSpan(at + IdSize));
        return DateOnly.TryParseExact(day.ToString("00000000", System.Globalization.CultureInfo.InvariantCulture), "yyyyMMdd", out var date)
            ? date
            : throw new ArchiverException(Failure.Damaged, $"A list of purged articles has a day {day}.");
    }

    private bool Locate(Guid id, out int document, out int at)
    {
        at = 0;
        document = _ends.BinarySearch(id);
        document = document < 0 ? ~document : _ends.IndexOf(id);
        if (document == _documents.Count)
        {
            return false;
        }

        var entries = _documents[document];
        var (low, high) = (0, entries.Length / EntrySize);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IdAt(entries, middle * EntrySize) < id ? (middle + 1, high) : (low, middle);
        }

        at = low * EntrySize;
        return at < entries.Length && IdAt(entries, at) == id;
    }
}
