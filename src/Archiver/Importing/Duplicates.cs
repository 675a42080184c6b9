using Archiver.Articles;
using Archiver.Importing.Meeting;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Importing;

/// <summary>Finds the article that has the body or the URL of a dump under another ID.</summary>
internal sealed class Duplicates(Database? database, Catalog catalog)
{
    private readonly PackStore? _packs = database is null ? null : new PackStore(database);
    private readonly RunSet _archivedBodies = new(catalog.Runs, RunKind.Body, (id, bytes) => database?.Find(RunBlock.Collection, id, bytes) ?? false);
    private readonly ArticleUrls _archivedUrls = new(catalog.Runs, (id, bytes) => database?.Find(RunBlock.Collection, id, bytes) ?? false);

    private (string? Url, uint[] Numbers) _last = (null, []);

    /// <param name="dump">The dump of an article that is new, or of another state of one.</param>
    /// <param name="imported">What this import brought.</param>
    /// <returns>What it has in common with which article; null where it is no duplicate.</returns>
    public string? Find(PreparedArticle dump, ImportedArticles imported)
    {
        if (dump.BodyHash is { } body
            && (Another(imported.WithBody(dump.BodyMark!.Value)) ?? Archived(_archivedBodies.Find(RunKey.OfBody(body)),
                article => IsAnother(article) && HasBody(article, dump))) is { } twin)
        {
            return $"the same body as another article: {twin}";
        }

        return dump.Stated.Details.Url is { } url
            && (Another(imported.WithUrl(dump.UrlMark!.Value)) ?? Archived(NumbersOf(url),
                article => IsAnother(article) && article.Details.Url is { } its && CanonicalUrl.Of(its) == CanonicalUrl.Of(url))) is { } other
            ? $"the same URL as another article: {other}"
            : null;

        Guid? Another(Guid? id) => id == dump.Id ? null : id;

        // What the import brought another state of is judged by that.
        bool IsAnother(Article article) => article.Id != dump.Id && imported.Find(article.Id) is null;
    }

    /// <summary>The archived article of this URL, however that is written.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="isIt">What else is asked of it.</param>
    public Guid? WithUrl(string url, Predicate<Article> isIt) => Archived(NumbersOf(url),
        article => article.Details.Url is { } its && CanonicalUrl.Of(its) == CanonicalUrl.Of(url) && isIt(article));

    /// <summary>What is new is looked for by its URL twice: as a state of that article, and as its duplicate.</summary>
    private uint[] NumbersOf(string url)
    {
        if (_last.Url != url)
        {
            _last = (url, [.. _archivedUrls.Find(url)]);
        }

        return _last.Numbers;
    }

    private Guid? Archived(IEnumerable<uint> numbers, Predicate<Article> isSame)
    {
        foreach (var number in numbers)
        {
            if (database!.Find(ArticleDocument.Collection, (int)number) is { } document
                && ArticleDocument.Read(document) is var article && isSame(article))
            {
                return article.Id;
            }
        }

        return null;
    }

    private bool HasBody(Article article, PreparedArticle dump)
    {
        var body = ArticleRecord.ReadReferences(_packs![article.Record].Span).Body;
        return body.Length == dump.Texts.Body.Length && body.Zip(dump.Texts.Body).All(pair =>
            _packs[pair.First].Span.SequenceEqual(pair.Second.Text.Span));
    }
}
