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
    /// <summary>How many numbers one query goes through: LiteDB holds every page that it reads until it ends.</summary>
    private const int Stride = 256;

    /// <summary>How many numbers are looked at ahead: each window may unpack every pack.</summary>
    private const int Window = 1 << 14;

    /// <summary>Who reads documents in a row has the packs this close to the last record at hand.</summary>
    private const int Near = 2;

    private readonly PackStore _packs = new(database);

    /// <summary>The documents in the order of their numbers.</summary>
    /// <param name="collection">A collection whose documents have the fields of an article.</param>
    /// <param name="last">The highest number.</param>
    /// <param name="isNeeded">Which texts will be read.</param>
    public IEnumerable<StoredDocument> Of(string collection, int last, Predicate<ParagraphNumber> isNeeded)
    {
        for (var first = 1L; first <= last; first += Window)
        {
            var end = Math.Min(last, first + Window - 1);
            var far = FarTextsOf(collection, first, end, isNeeded);
            foreach (var document in Documents(collection, first, end))
            {
                var record = ArticleRecord.Read(Read(ArticleDocument.RecordOf(document)).Span);
                yield return new StoredDocument(document, record, Read);
            }

            ReadOnlyMemory<byte> Read(ParagraphNumber number) => far.TryGet(number, out var text) ? text : _packs[number];
        }
    }

    private IEnumerable<BsonDocument> Documents(string collection, long first, long last)
    {
        for (; first <= last; first += Stride)
        {
            foreach (var document in database.Range(collection, (int)first, (int)Math.Min(last, first + Stride - 1)))
            {
                yield return document;
            }
        }
    }

    private FarTexts FarTextsOf(string collection, long first, long last, Predicate<ParagraphNumber> isNeeded)
    {
        var numbers = Documents(collection, first, last).Select(ArticleDocument.RecordOf).ToArray();
        var inOrder = new bool[numbers.Length];
        for (var at = 1; at < numbers.Length; at++)
        {
            inOrder[at] = Math.Abs(numbers[at].Pack - numbers[at - 1].Pack) <= Near;
        }

        Array.Sort(Array.ConvertAll(numbers, number => number.Value), inOrder);
        Array.Sort(numbers, (left, right) => left.Value.CompareTo(right.Value));
        var far = new FarTexts();
        for (var at = 0; at < numbers.Length; at++)
        {
            var text = ArticleRecord.Read(_packs[numbers[at]].Span).Text;
            var needed = text.All.Append(text.Frame).Concat(text.Original)
                .Where(number => number != ParagraphNumber.None && isNeeded(number));
            far.Want(numbers[at], new TextReferences { Body = [.. needed] }, inOrder[at]);
        }

        far.Load(_packs);
        return far;
    }
}
