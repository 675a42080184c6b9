using System.Text.Json;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>
/// An article as it is stored: short fields that any tool can read and query. <c>check</c> is the checksum of the
/// others.
/// </summary>
internal static class ArticleDocument
{
    public const string Collection = "articles";

    /// <summary>Older states of articles: the same document under a number of its own, and when it was replaced.</summary>
    public const string Revisions = "revisions";

    public static DocumentBuilder From(Article article) => Write(article).Seal();

    /// <summary>
    /// The state that a re-import replaces, as a document of its own. Readings and notes belong to the article, not to a state.
    /// </summary>
    public static DocumentBuilder ToRevision(Article replaced, int number, DateTime at) =>
        Write(replaced with { Number = number, Readings = [], Revisions = [], Added = null, Notes = [], Edited = 0 })
            .With("article", replaced.Number).With("replaced", at).Seal();

    /// <summary>An article that was removed.</summary>
    public static DocumentBuilder ToRemoved(Article article, Removal removal)
    {
        var document = Write(article).With("removed", removal.At);
        return (removal.Order > 0 ? document.With("removal", removal.Order) : document).Seal();
    }

    private static DocumentBuilder Write(Article article)
    {
        var details = article.Stated;
        var document = new DocumentBuilder(article.Number)
            .With("id", article.Id)
            .With("title", article.StatedTitle)
            .With("category", details.Category)
            .With("url", details.Url)
            .With("date", details.Date is { } date ? (int)RunKey.OfDate(date) : (int?)null)
            .With("created", details.Created?.ToInteger())
            .With("updated", details.Updated?.ToInteger())
            .With("lastRead", article.LastRead?.ToInteger())
            .With("words", article.Words)
            .With("reads", article.ReadCount)
            .With("record", (int)article.Record.Value);

        // What most articles do not have costs most articles nothing.
        AddFacts(document, article);
        if (details.Id != article.Id)
        {
            document.With("idStated", false);
        }

        if (details.Words != article.CountedWords)
        {
            document.With("stated", details.Words).With("counted", article.CountedWords);
        }

        if (article.Characters > 0)
        {
            document.With("characters", article.Characters).With("characterWords", article.CharacterWords);
        }

        if (article.ImportedReadCount != details.ReadCount)
        {
            document.With("readsStated", details.ReadCount);
        }

        if (article.ImportedLastRead != details.LastRead)
        {
            document.With("lastReadStated", details.LastRead?.ToInteger());
        }

        if (article.Readings.Count > 0)
        {
            document.With("readsImported", article.ImportedReadCount)
                .With("lastReadImported", article.ImportedLastRead?.ToInteger())
                .With("readings", article.Readings.Select(at => at.ToInteger()));
        }

        if (details.Other.Count > 0)
        {
            document.With("other", details.Other);
        }

        if (article.Lost is { } lost)
        {
            document.With("lost", lost);
        }

        if (article.Revisions.Count > 0)
        {
            document.With("revisions", article.Revisions);
        }

        return document;
    }

    /// <summary>What dumps do not state.</summary>
    private static void AddFacts(DocumentBuilder document, Article article)
    {
        var details = article.Stated;
        if (article.Format != Article.FirstFormat)
        {
            document.With("inputFormat", article.Format);
        }

        if (details.Title is not null)
        {
            document.With("titleStated", true);
        }

        if (article.Added is { } added)
        {
            document.With("added", JsonSerializer.Serialize(added, ArticleFormJson.Default.AddedFacts));
        }

        if (article.Notes.Count > 0)
        {
            document.With("notes", ArticleForm.ToText(article.Notes));
        }

        if (article.Edited > 0)
        {
            document.With("edited", article.Edited);
        }

        if (details.Authors.Count > 0)
        {
            document.With("authors", details.Authors);
        }

        if (details.Site is { } site)
        {
            document.With("site", site);
        }

        if (details.Language is { } language)
        {
            document.With("language", language);
        }

        if (details.Tags.Count > 0)
        {
            document.With("tags", details.Tags);
        }

        if (details.IsStarred)
        {
            document.With("starred", true);
        }
    }

    /// <exception cref="ArchiverException">It has values that cannot be.</exception>
    public static Article Read(Document document)
    {
        try
        {
            var fields = new ArticleFields();
            foreach (var field in StoredBson.FieldsOf(document.Bytes.Span))
            {
                fields.Note(field);
            }

            return fields.ToArticle();
        }
        catch (Exception exception) when (StorageError.IsDamage(exception))
        {
            throw new ArchiverException(Failure.Damaged,
                $"Article {document.Number} has a value that cannot be: {exception.Message}", exception);
        }
    }

    /// <summary>Whether two articles are the same in all that is stored of them.</summary>
    public static bool AreSame(Article one, Article other) =>
        From(one).ToDocument().Bytes.Span.SequenceEqual(From(other).ToDocument().Bytes.Span);

    /// <summary>The number of the last note that changed title, category or date; 0 where none did.</summary>
    public static int EditOf(Document document) => document["edited"u8].AsInt32 ?? 0;

    /// <summary>Whether read count and last read in a document are those that its article has.</summary>
    public static bool HasFigures(Document document, Article article) =>
        document["reads"u8].AsInt32 == article.ReadCount && document["lastRead"u8].AsInt64 == article.LastRead?.ToInteger();

    /// <summary>The place of the record alone; none where it says none.</summary>
    public static TextNumber RecordOf(Document document) => new((uint)(document["record"u8].AsInt32 ?? 0));
}
