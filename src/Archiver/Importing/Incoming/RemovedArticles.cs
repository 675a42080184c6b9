using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;

namespace Archiver.Importing.Incoming;

/// <summary>
/// Which articles were removed: those in the bin, which no run finds, and those that are gone for good. The IDs are read
/// when the first is asked for, some 40 bytes each.
/// </summary>
internal sealed class RemovedArticles(Database? database, Catalog catalog)
{
    private readonly Lazy<Dictionary<Guid, (int Number, Removal Removal)>> _bin =
        new(() => NumbersIn(database, catalog));
    private readonly Lazy<PurgedIds> _purged = new(() => new PurgedIds(database, catalog));

    /// <summary>The IDs of the articles that are gone for good.</summary>
    public PurgedIds Purged => _purged.Value;

    /// <summary>The number in the bin of the article with this ID; of several the one that was removed last.</summary>
    public int? NumberOf(Guid id) => _bin.Value.TryGetValue(id, out var found) ? found.Number : null;

    private static Dictionary<Guid, (int Number, Removal Removal)> NumbersIn(Database? database, Catalog catalog)
    {
        var bin = new Dictionary<Guid, (int Number, Removal Removal)>(IdComparer.Instance);
        foreach (var document in database?.Range(Bin.Collection, 1, catalog.LastArticle) ?? [])
        {
            var id = document["id"u8].AsGuid ?? default;
            var number = document.Number;
            var removal = Removal.Of(document) ?? default;
            if (!bin.TryGetValue(id, out var other) || removal.Rank.CompareTo(other.Removal.Rank) >= 0)
            {
                bin[id] = (number, removal);
            }
        }

        return bin;
    }
}
