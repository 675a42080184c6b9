using Archiver.Storage;
using LiteDB;

namespace Archiver.Importing;

/// <summary>
/// Which articles there are already, in the archive and from the running import, and what a dump is to them: something
/// new, the same, another state, or a duplicate.
/// </summary>
internal sealed class KnownArticles(Database? database, Catalog catalog)
{
    private readonly RunSet _archived =
        new(catalog.Runs, RunKind.Id, (id, bytes) => database?.Find(RunBlock.Collection, id, bytes) ?? false);

    private readonly PackStore? _packs = database is null ? null : new PackStore(database);
    private readonly StoredArticles? _articles = database is null ? null : new StoredArticles(database, catalog);
    private readonly ImportedArticles _imported = new();
    private readonly Duplicates _duplicates = new(database, catalog);

    /// <summary>
    /// The article of a dump. One that was imported before format 3 may have an ID of its URL as it was written; then the
    /// dump gets that.
    /// </summary>
    public KnownArticle? Find(PreparedDump dump)
    {
        if (Find(dump.Id) is { } known)
        {
            return known;
        }

        return dump.Dump.Details is { Id: null, Url: { Length: > 0 } url }
            && (Find(ArticleId.FromWrittenUrl(url)) is not null ? ArticleId.FromWrittenUrl(url) : _duplicates.WithUrlAlone(url)) is { } id
            ? Find(dump.TakenFor(id).Id)
            : null;
    }

    public KnownArticle? Find(Guid id)
    {
        if (_imported.Find(id) is { } imported)
        {
            return imported;
        }

        foreach (var number in _archived.Find(RunKey.OfId(id)))
        {
            var document = database!.Find(ArticleDocument.Collection, (int)number);
            if (document is not null && document["id"] == new BsonValue(id))
            {
                var article = ArticleDocument.Read(document);
                return new KnownArticle(article.Number, article.Details.Updated, Sha256Of(article),
                    article.Revisions.Count == 0 ? null : [.. article.Revisions.Select(_articles!.LoadRevision).Select(Sha256Of)]);
            }
        }

        return null;
    }

    /// <summary>What becomes of a dump, given what is known of its article.</summary>
    public Verdict Judge(PreparedDump dump, KnownArticle? known) => known switch
    {
        null when _duplicates.Find(dump, _imported) is { } note => new Verdict(Outcome.Duplicate, note),
        null => new Verdict(Outcome.Imported),
        { } article when article.Has(Digest.From(dump.Sha256)) => new Verdict(Outcome.Unchanged),
        { } article when article.IsNewerThan(dump) =>
            new Verdict(Outcome.Updated, "older than what is stored, by its `Updated`: kept as an older revision"),
        _ => new Verdict(Outcome.Updated, _duplicates.Find(dump, _imported)),
    };

    /// <summary>What would become of a dump, if those before it had been imported.</summary>
    public Verdict Preview(PreparedDump dump)
    {
        var known = Find(dump);
        var verdict = Judge(dump, known);
        if (verdict.Outcome != Outcome.Unchanged)
        {
            Set(dump, known, known?.Number ?? 0);
        }

        return verdict;
    }

    /// <summary>From now on a dump's state is known.</summary>
    /// <param name="dump">The dump.</param>
    /// <param name="before">What was known of its article.</param>
    /// <param name="number">The article's number.</param>
    public void Set(PreparedDump dump, KnownArticle? before, int number)
    {
        var now = before is not { } known
            ? new KnownArticle(number, dump.Dump.Details.Updated, Digest.From(dump.Sha256))
            : known with
            {
                Updated = known.IsNewerThan(dump) ? known.Updated : dump.Dump.Details.Updated,
                Others = [.. known.Others ?? [], Digest.From(dump.Sha256)],
            };
        _imported.Set(dump.Id, now, dump.BodyMark, dump.UrlMark);
    }

    /// <summary>Whether the article was written by this import, perhaps not to the disk yet.</summary>
    public bool IsFromThisImport(Guid id) => _imported.Find(id) is not null;

    /// <summary>What a damaged archive has lost of an article comes back with its dump: that is another state of it.</summary>
    private Digest Sha256Of(Article article) =>
        article.Lost is not null ? default : Digest.From(ArticleRecord.Read(_packs![article.Record].Span).Source.Sha256.Span);
}

/// <param name="Outcome">What becomes of a dump.</param>
/// <param name="Note">What is to be said of it.</param>
internal readonly record struct Verdict(Outcome Outcome, string? Note = null);
