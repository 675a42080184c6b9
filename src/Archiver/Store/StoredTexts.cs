using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;

namespace Archiver.Store;

/// <summary>A document that has a record, and what the record refers to.</summary>
/// <param name="Document">The document, unchecked.</param>
/// <param name="Record">Its record.</param>
/// <param name="Read">Reads the texts that the record refers to.</param>
internal readonly record struct StoredDocument(
    Document Document, ArticleRecord Record, Converter<TextNumber, ReadOnlyMemory<byte>> Read);

/// <summary>Walks through all documents of a collection with their texts, however far apart those lie.</summary>
/// <param name="range">The documents with numbers from one to another, both included, in their order.</param>
/// <param name="packs">Where the texts are.</param>
/// <param name="has">Whether a text is there; null where all must be.</param>
/// <param name="unreadable">Gets the documents whose record cannot be read, and why; null where that ends the walk.</param>
internal sealed class StoredTexts(Func<int, int, IEnumerable<Document>> range, PackStore packs,
    Predicate<TextNumber>? has = null, Action<Document, string>? unreadable = null)
{
    /// <summary>How many numbers are looked at ahead: each window may unpack every pack.</summary>
    private const int Window = 1 << 14;

    /// <summary>Who reads documents in a row has the packs this close to the last record at hand.</summary>
    private const int Near = 2;

    public StoredTexts(Database database, string collection)
        : this((first, last) => database.Range(collection, first, last), new PackStore(database))
    {
    }

    /// <summary>The documents in the order of their numbers.</summary>
    /// <param name="last">The highest number.</param>
    /// <param name="isNeeded">Which texts will be read.</param>
    public IEnumerable<StoredDocument> Of(int last, Predicate<TextNumber> isNeeded)
    {
        for (var first = 1L; first <= last; first += Window)
        {
            var end = Math.Min(last, first + Window - 1);
            var far = FarTextsOf(first, end, isNeeded);
            foreach (var document in Documents(first, end))
            {
                if (TryRead(document, Read, out var record))
                {
                    yield return new StoredDocument(document, record, Read);
                }
            }

            ReadOnlyMemory<byte> Read(TextNumber number) => far.TryGet(number, out var text) ? text : packs[number];
        }
    }

    private IEnumerable<Document> Documents(long first, long last) => range((int)first, (int)last);

    private FarTexts FarTextsOf(long first, long last, Predicate<TextNumber> isNeeded)
    {
        var numbers = Documents(first, last).Select(ArticleDocument.RecordOf).ToArray();
        var inOrder = new bool[numbers.Length];
        for (var at = 1; at < numbers.Length; at++)
        {
            inOrder[at] = Math.Abs(numbers[at].Pack - numbers[at - 1].Pack) <= Near;
        }

        Array.Sort(Array.ConvertAll(numbers, number => number.Value), inOrder);
        Array.Sort(numbers, (left, right) => left.Value.CompareTo(right.Value));
        var wanted = new List<TextNumber>();
        for (var at = 0; at < numbers.Length; at++)
        {
            if (!IsReadable(numbers[at], out var text))
            {
                continue;
            }

            var needed = text.Everything.Where(number => isNeeded(number) && Has(number));
            FarTexts.Want(wanted, numbers[at], new TextReferences { Body = [.. needed] }, inOrder[at]);
        }

        return FarTexts.Load(wanted, packs.Cursor());
    }

    private bool TryRead(
        Document document, Converter<TextNumber, ReadOnlyMemory<byte>> read, out ArticleRecord record)
    {
        try
        {
            record = ArticleRecord.Read(read(ArticleDocument.RecordOf(document)).Span);
            return true;
        }
        catch (Exception exception) when (unreadable is not null && StorageError.IsDamage(exception))
        {
            unreadable(document, exception.Message);
            record = null!;
            return false;
        }
    }

    private bool Has(TextNumber number) => has is null || has(number);

    /// <summary>Looking ahead, a record that cannot be read is passed over: its document will tell.</summary>
    private bool IsReadable(TextNumber number, out TextReferences text)
    {
        text = new TextReferences();
        if (!Has(number))
        {
            return false;
        }

        try
        {
            text = ArticleRecord.ReadReferences(packs[number].Span);
            return true;
        }
        catch (Exception exception) when (unreadable is not null && StorageError.IsDamage(exception))
        {
            return false;
        }
    }
}
