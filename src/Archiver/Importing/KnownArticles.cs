using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>Which articles there are already: in the archive, and from the running import.</summary>
internal sealed class KnownArticles(Database? database, Catalog catalog)
{
    private readonly RunSet _archived =
        new(catalog.Runs, RunKind.Id, id => database?.Find(RunBlock.Collection, id));

    private readonly PackStore? _packs = database is null ? null : new PackStore(database);
    private readonly Dictionary<Guid, Known> _imported = [];

    /// <param name="Number">The article's number.</param>
    /// <param name="Sha256">The SHA-256 of its original bytes.</param>
    internal readonly record struct Known(int Number, ReadOnlyMemory<byte> Sha256)
    {
        public bool IsSame(ReadOnlySpan<byte> sha256) => Sha256.Span.SequenceEqual(sha256);
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
                var record = _packs![ArticleDocument.Read(document).Record];
                return new Known((int)number, ArticleRecord.Read(record.Span).Source.Sha256);
            }
        }

        return null;
    }

    public void Set(Guid id, int number, byte[] sha256) => _imported[id] = new Known(number, sha256);

    /// <summary>What would become of a dump, if those before it had been imported.</summary>
    public Outcome Preview(PreparedDump dump)
    {
        var known = Find(dump.Id);
        if (known?.IsSame(dump.Sha256) == true)
        {
            return Outcome.Unchanged;
        }

        Set(dump.Id, known?.Number ?? 0, dump.Sha256);
        return known is null ? Outcome.Imported : Outcome.Updated;
    }

    /// <summary>Whether the article was written by this import, perhaps not to the disk yet.</summary>
    public bool IsFromThisImport(Guid id) => _imported.ContainsKey(id);
}
