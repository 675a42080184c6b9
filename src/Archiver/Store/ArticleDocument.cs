using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;
using LiteDB;

namespace Archiver.Store;

/// <summary>
/// An article as LiteDB stores it: short fields that any tool can read and query. <c>check</c> is the
/// checksum of the others.
/// </summary>
internal static class ArticleDocument
{
    public const string Collection = "articles";

    /// <summary>Older states of articles: the same document under a number of its own, and when it was replaced.</summary>
    public const string Revisions = "revisions";

    public static BsonDocument From(Article article) => DocumentChecksum.Seal(ToDocument(article));

    private static BsonDocument ToDocument(Article article)
    {
        var details = article.Details;
        var document = new BsonDocument
        {
            ["_id"] = article.Number,
            ["id"] = article.Id,
            ["title"] = article.Title,
            ["category"] = details.Category,
            ["url"] = details.Url,
            ["date"] = details.Date is { } date ? (int)RunKey.OfDate(date) : BsonValue.Null,
            ["created"] = OrNull(details.Created),
            ["updated"] = OrNull(details.Updated),
            ["lastRead"] = OrNull(article.LastRead),
            ["words"] = article.Words,
            ["reads"] = OrNull(article.ReadCount),
            ["record"] = (int)article.Record.Value,
        };

        // What most articles do not have costs most articles nothing.
        if (details.Id != article.Id)
        {
            document["idStated"] = false;
        }

        if (details.Words != article.CountedWords)
        {
            document["stated"] = OrNull(details.Words);
            document["counted"] = article.CountedWords;
        }

        if (article.Characters > 0)
        {
            document["characters"] = article.Characters;
            document["characterWords"] = article.CharacterWords;
        }

        if (article.ImportedReadCount != details.ReadCount)
        {
            document["readsStated"] = OrNull(details.ReadCount);
        }

        if (article.ImportedLastRead != details.LastRead)
        {
            document["lastReadStated"] = OrNull(details.LastRead);
        }

        if (article.Readings.Count > 0)
        {
            document["readsImported"] = OrNull(article.ImportedReadCount);
            document["lastReadImported"] = OrNull(article.ImportedLastRead);
            document["readings"] = new BsonArray(article.Readings.Select(at => new BsonValue(at.ToInteger())));
        }

        if (details.Other.Count > 0)
        {
            document["other"] = new BsonArray(details.Other.Select(
                detail => new BsonArray(new BsonValue(detail.Key), new BsonValue(detail.Value))));
        }

        if (article.Lost is { } lost)
        {
            document["lost"] = lost;
        }

        if (article.Revisions.Count > 0)
        {
            document["revisions"] = new BsonArray(article.Revisions.Select(number => new BsonValue(number)));
        }

        return document;
    }

    /// <summary>Reads an article and checks it against its checksum.</summary>
    /// <exception cref="ArchiverException">The document is damaged.</exception>
    public static Article Read(BsonDocument document) => Read(BsonSerializer.Serialize(document));

    /// <summary>Reads an article from its BSON and checks it against its checksum.</summary>
    /// <exception cref="ArchiverException">The document is damaged.</exception>
    public static Article Read(ReadOnlySpan<byte> document)
    {
        var (_, number, isIntact) = StoredBson.Look(document);
        if (!isIntact)
        {
            throw DocumentChecksum.Mismatch($"Article {number}");
        }

        try
        {
            var fields = new ArticleFields();
            foreach (var field in StoredBson.FieldsOf(document))
            {
                fields.Note(field);
            }

            return fields.ToArticle();
        }
        catch (Exception exception) when (StorageError.IsDamage(exception))
        {
            throw new ArchiverException(Failure.Damaged,
                $"Article {number} has a value that cannot be: {exception.Message}", exception);
        }
    }

    /// <summary>Whether read count and last read in a document are those that its article has.</summary>
    public static bool HasFigures(BsonDocument document, Article article) =>
        document["reads"] == OrNull(article.ReadCount) && document["lastRead"] == OrNull(article.LastRead);

    /// <summary>The place of the record alone, unchecked: for reading ahead.</summary>
    public static ParagraphNumber RecordOf(BsonDocument document) => new((uint)document.RequireInt32("record"));

    /// <summary>The same from a document's BSON.</summary>
    public static ParagraphNumber RecordOf(ReadOnlySpan<byte> document) =>
        new((uint)(StoredBson.FieldOf(document, "record"u8).AsInt32 ?? 0));

    /// <summary>
    /// The state that a re-import replaces, as a document of its own. The readings belong to the article, not to a state.
    /// </summary>
    public static BsonDocument ToRevision(Article replaced, int number, DateTime at)
    {
        var document = ToDocument(replaced with { Readings = [], Revisions = [] });
        document["_id"] = number;
        document["article"] = replaced.Number;
        document["replaced"] = at;
        return DocumentChecksum.Seal(document);
    }

    /// <summary>An article that was removed.</summary>
    public static BsonDocument ToRemoved(Article article, DateTime at)
    {
        var document = ToDocument(article);
        document["removed"] = at;
        return DocumentChecksum.Seal(document);
    }

    private static BsonValue OrNull(WallTime? time) => time is { } value ? value.ToInteger() : BsonValue.Null;

    private static BsonValue OrNull(int? value) => value is { } number ? number : BsonValue.Null;
}
