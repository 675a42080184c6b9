using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>Finds the article that has the body or the URL of a dump under another ID.</summary>
internal sealed class Duplicates(Database? database, Catalog catalog)
{
    private readonly PackStore? _packs = database is null ? null : new PackStore(database);
    private readonly RunSet _archivedBodies = new(catalog.Runs, RunKind.Body, id => database?.Find(RunBlock.Collection, id));
    private readonly RunSet _archivedUrls = new(catalog.Runs, RunKind.Url, id => database?.Find(RunBlock.Collection, id));

    /// <summary>
    /// What this import brought, by hash. Its texts may not be on the disk yet to be compared; 64 bits are enough for
    /// a remark.
    /// </summary>
    private readonly Dictionary<ulong, Guid> _bodies = [];

    private readonly Dictionary<ulong, Guid> _urls = [];

    /// <param name="dump">The dump of an article that is new, or of another state of one.</param>
    /// <param name="hasChanged">Whether this import brought another state of an article than the archived one.</param>
    /// <returns>What it has in common with which article; null where it is no duplicate.</returns>
    public string? Find(PreparedDump dump, Predicate<Guid> hasChanged)
    {
        if (dump.BodyHash is { } body
            && (Imported(_bodies, body, dump.Id) ?? Archived(_archivedBodies, RunKey.OfBody(body),
                article => IsAnother(article) && HasBody(article, dump))) is { } twin)
        {
            return $"the same body as another article: {twin}";
        }

        return dump.Dump.Details.Url is { } url
            && (Imported(_urls, dump.UrlHash!.Value, dump.Id) ?? Archived(_archivedUrls, RunKey.OfUrl(url),
                article => IsAnother(article) && article.Details.Url == url)) is { } other
            ? $"the same URL as another article: {other}"
            : null;

        bool IsAnother(Article article) => article.Id != dump.Id && !hasChanged(article.Id);
    }

    public void Add(PreparedDump dump)
    {
        if (dump.BodyHash is { } body)
        {
            _bodies.TryAdd(body, dump.Id);
        }

        if (dump.UrlHash is { } url)
        {
            _urls.TryAdd(url, dump.Id);
        }
    }

    private static Guid? Imported(Dictionary<ulong, Guid> articles, ulong hash, Guid self) =>
        articles.TryGetValue(hash, out var id) && id != self ? id : null;

    private Guid? Archived(RunSet runs, ulong key, Predicate<Article> isSame)
    {
        foreach (var number in runs.Find(key))
        {
            if (database!.Find(ArticleDocument.Collection, (int)number) is { } document
                && ArticleDocument.Read(document) is var article && isSame(article))
            {
                return article.Id;
            }
        }

        return null;
    }

    private bool HasBody(Article article, PreparedDump dump)
    {
        var body = ArticleRecord.ReadReferences(_packs![article.Record].Span).Body;
        return body.Length == dump.Body.Length && body.Zip(dump.Body).All(pair =>
            _packs[pair.First].Span.SequenceEqual(pair.Second.Text.Span));
    }
}
