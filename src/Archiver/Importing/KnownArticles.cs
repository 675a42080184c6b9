using System.Buffers.Binary;
using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>
/// Which articles there are already, in the archive and from the running import, and what a dump is to them: something
/// new, the same, another state, or a duplicate.
/// </summary>
internal sealed class KnownArticles(Database? database, Catalog catalog)
{
    private readonly RunSet _archived =
        new(catalog.Runs, RunKind.Id, id => database?.Find(RunBlock.Collection, id));

    private readonly PackStore? _packs = database is null ? null : new PackStore(database);
    private readonly StoredArticles? _articles = database is null ? null : new StoredArticles(database, catalog);
    private readonly Duplicates _duplicates = new(database, catalog);
    private readonly Dictionary<Guid, Known> _imported = [];

    /// <param name="Number">The article's number.</param>
    /// <param name="Updated">When its current state was updated, as it says itself.</param>
    /// <param name="Sha256">The SHA-256 of the original bytes of one state.</param>
    /// <param name="Others">Those of its other states, if there are any.</param>
    internal readonly record struct Known(
        int Number, WallTime? Updated, Digest Sha256, Digest[]? Others = null)
    {
        public bool Has(Digest sha256) => Sha256 == sha256 || (Others is not null && Others.Contains(sha256));

        /// <summary>Whether a dump says itself that it is older. What does not say when it was updated is newer.</summary>
        public bool IsNewerThan(PreparedDump dump) => dump.Dump.Details.Updated < Updated;
    }

    /// <summary>A SHA-256 as a value: an import keeps one for each of its articles, and arrays would be twice as large.</summary>
    internal readonly record struct Digest(UInt128 First, UInt128 Second)
    {
        public static Digest From(ReadOnlySpan<byte> sha256) => new(
            BinaryPrimitives.ReadUInt128BigEndian(sha256), BinaryPrimitives.ReadUInt128BigEndian(sha256[16..]));
    }

    public Known? Find(Guid id)
    {
        if (_imported.TryGetValue(id, out var known))
        {
            return known;
        }

        foreach (var number in _archived.Find(RunKey.OfId(id)))
        {
            var document = database!.Find(ArticleDocument.Collection, (int)number);
            if (document is not null && document["id"].AsGuid == id)
            {
                var article = ArticleDocument.Read(document);
                return new Known(article.Number, article.Details.Updated, Sha256Of(article),
                    article.Revisions.Count == 0 ? null : [.. article.Revisions.Select(_articles!.LoadRevision).Select(Sha256Of)]);
            }
        }

        return null;
    }

    /// <summary>What becomes of a dump, given what is known of its article.</summary>
    public Verdict Judge(PreparedDump dump, Known? known) => known switch
    {
        null when _duplicates.Find(dump, IsFromThisImport) is { } note => new Verdict(Outcome.Duplicate, note),
        null => new Verdict(Outcome.Imported),
        { } article when article.Has(Digest.From(dump.Sha256)) => new Verdict(Outcome.Unchanged),
        { } article when article.IsNewerThan(dump) =>
            new Verdict(Outcome.Updated, "older than what is stored, by its `Updated`: kept as an older revision"),
        _ => new Verdict(Outcome.Updated, _duplicates.Find(dump, IsFromThisImport)),
    };

    /// <summary>What would become of a dump, if those before it had been imported.</summary>
    public Verdict Preview(PreparedDump dump)
    {
        var known = Find(dump.Id);
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
    public void Set(PreparedDump dump, Known? before, int number)
    {
        _imported[dump.Id] = before is not { } known
            ? new Known(number, dump.Dump.Details.Updated, Digest.From(dump.Sha256))
            : known with
            {
                Updated = known.IsNewerThan(dump) ? known.Updated : dump.Dump.Details.Updated,
                Others = [.. known.Others ?? [], Digest.From(dump.Sha256)],
            };
        _duplicates.Add(dump);
    }

    /// <summary>Whether the article was written by this import, perhaps not to the disk yet.</summary>
    public bool IsFromThisImport(Guid id) => _imported.ContainsKey(id);

    private Digest Sha256Of(Article article) =>
        Digest.From(ArticleRecord.Read(_packs![article.Record].Span).Source.Sha256.Span);
}

/// <param name="Outcome">What becomes of a dump.</param>
/// <param name="Note">What is to be said of it.</param>
internal readonly record struct Verdict(Outcome Outcome, string? Note = null);
