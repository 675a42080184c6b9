using Archiver.Articles;
using Archiver.Importing.Incoming;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Importing;

/// <summary>Finds the article that has the body or the URL of what comes in under another ID.</summary>
internal sealed class Duplicates(Database? database, Catalog catalog)
{
    private readonly PackStore? _packs = database is null ? null : new PackStore(database);
    private readonly RunSet _archivedBodies =
        new(catalog.Runs, RunKind.Body, (id, bytes) => database?.Find(RunBlock.Collection, id, bytes) ?? false);

    private readonly ArticleUrls _archivedUrls =
        new(catalog.Runs, (id, bytes) => database?.Find(RunBlock.Collection, id, bytes) ?? false);

    private (string? Url, uint[] Numbers) _last = (null, []);

    /// <param name="incoming">An article that is new, or another state of one.</param>
    /// <param name="imported">What this import brought.</param>
    /// <returns>What it has in common with which article; null where it is no duplicate.</returns>
    public string? Find(PreparedArticle incoming, ImportedArticles imported)
    {
        if (incoming.BodyHash is { } body
            && (Another(imported.WithBody(incoming.BodyMark!.Value)) ?? Archived(_archivedBodies.Find(RunKey.OfBody(body)),
                article => IsAnother(article) && HasBody(article, incoming))) is { } twin)
        {
            return $"the same body as another article: {twin}";
        }

        return incoming.Stated.Details.Url is { } url
            && (Another(imported.WithUrl(incoming.UrlMark!.Value)) ?? Archived(NumbersOf(url),
                article => IsAnother(article) && HasUrl(article, url))) is { } other
            ? $"the same URL as another article: {other}"
            : null;

        static bool HasUrl(Article article, string url) =>
            article.Details.Url is { } its && CanonicalUrl.Of(its) == CanonicalUrl.Of(url);

        Guid? Another(Guid? id) => id == incoming.Id ? null : id;

        // What the import brought another state of is judged by that.
        bool IsAnother(Article article) => article.Id != incoming.Id && imported.Find(article.Id) is null;
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

    private bool HasBody(Article article, PreparedArticle incoming)
    {
        var body = ArticleRecord.ReadReferences(_packs![article.Record].Span).Body;
        return body.Length == incoming.Texts.Body.Length && body.Zip(incoming.Texts.Body).All(pair =>
            _packs[pair.First].Span.SequenceEqual(pair.Second.Text.Span));
    }
}
