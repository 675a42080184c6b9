using Archiver.Storage;
using LiteDB;

namespace Archiver.Maintenance;

/// <summary>A document that has a record, and what the record refers to.</summary>
/// <param name="Document">The document, unchecked.</param>
/// <param name="Record">Its record.</param>
/// <param name="Read">Reads the texts that the record refers to.</param>
internal readonly record struct StoredDocument(
    BsonDocument Document, ArticleRecord Record, Converter<ParagraphNumber, ReadOnlyMemory<byte>> Read);

/// <summary>Walks through all documents of a collection with their texts, however far apart those lie.</summary>
internal sealed class StoredTexts(Database database)
{
    /// <summary>How many documents are looked at ahead; LiteDB holds the pages of so many.</summary>
    private const int Stride = 256;
    private const int Window = 4096;

    /// <summary>How many bytes of originals may be looked at ahead.</summary>
    private const long WindowBytes = 16 << 20;

    /// <summary>Who reads documents in a row has the packs this close to the last record at hand.</summary>
    private const int Near = 2;

    private readonly PackStore _packs = new(database);
    private int _lastPack;

    /// <summary>The documents in the order of their numbers.</summary>
    /// <param name="collection">A collection whose documents have the fields of an article.</param>
    /// <param name="last">The highest number.</param>
    /// <param name="isNeeded">Which texts will be read.</param>
    public IEnumerable<StoredDocument> Of(string collection, int last, Predicate<ParagraphNumber> isNeeded)
    {
        foreach (var window in Documents(collection, last).Chunk(Window))
        {
            var records = RecordsOf(window);
            for (var at = 0; at < window.Length;)
            {
                var (end, bytes) = (at, 0L);
                do
                {
                    bytes += Math.Max(0, records[end].Source.Bytes);
                    end++;
                }
                while (end < window.Length && bytes + records[end].Source.Bytes <= WindowBytes);

                var far = FarTextsOf(window.AsSpan(at, end - at), records.AsSpan(at, end - at), isNeeded);
                for (; at < end; at++)
                {
                    yield return new StoredDocument(window[at], records[at],
                        number => far.TryGet(number, out var text) ? text : _packs[number]);
                }
            }
        }
    }

    private IEnumerable<BsonDocument> Documents(string collection, int last)
    {
        for (var first = 1; first <= last && first > 0; first += Stride)
        {
            foreach (var document in database.Range(collection, first, (int)Math.Min(last, first + (Stride - 1L))))
            {
                yield return document;
            }
        }
    }

    /// <summary>The records, read in the order in which they lie.</summary>
    private ArticleRecord[] RecordsOf(BsonDocument[] documents)
    {
        var numbers = Array.ConvertAll(documents, document => ArticleDocument.RecordOf(document));
        var places = Enumerable.Range(0, documents.Length).ToArray();
        Array.Sort(Array.ConvertAll(numbers, number => number.Value), places);
        var records = new ArticleRecord[documents.Length];
        foreach (var place in places)
        {
            records[place] = ArticleRecord.Read(_packs[numbers[place]].Span);
        }

        return records;
    }

    private FarTexts FarTextsOf(
        ReadOnlySpan<BsonDocument> documents, ReadOnlySpan<ArticleRecord> records, Predicate<ParagraphNumber> isNeeded)
    {
        var far = new FarTexts();
        for (var at = 0; at < documents.Length; at++)
        {
            var record = ArticleDocument.RecordOf(documents[at]);
            var text = records[at].Text;
            var needed = text.All.Append(text.Frame).Concat(text.Original)
                .Where(number => number != ParagraphNumber.None && isNeeded(number));
            far.Want(record, new TextReferences { Body = [.. needed] },
                inStoredOrder: Math.Abs(record.Pack - _lastPack) <= Near);
            _lastPack = record.Pack;
        }

        far.Load(_packs);
        return far;
    }
}
