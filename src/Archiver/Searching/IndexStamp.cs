using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>Which state of which archive an index shows.</summary>
/// <param name="State">
/// The catalog's number for it, which every change of what is archived changes; where it has none, the catalog's hash.
/// </param>
/// <param name="LastArticle">The last number that an article had.</param>
/// <param name="LastRevision">The last number that a revision or a note had: a later one belongs to an article that has changed.</param>
/// <param name="LastPack">The last number that a pack had.</param>
/// <param name="Anchor">
/// The checksums of that pack and the one before, which never change, and also have the times of import: so that another
/// archive is not taken for this one.
/// </param>
internal sealed record IndexStamp(long State, int LastArticle, int LastRevision, int LastPack, long Anchor)
{
    public static IndexStamp Of(Database database, Catalog catalog) => new(
        catalog.State != 0 ? catalog.State : HashOf(catalog),
        catalog.LastArticle,
        catalog.LastRevision,
        catalog.LastPack,
        AnchorAt(database, catalog.LastPack));

    /// <summary>What stands for a state where it has no number, and stood for each before the numbers did.</summary>
    public static long HashOf(Catalog catalog) => (long)Checksum.Of(catalog.Write().ToDocument().Bytes.Span);

    /// <summary>Whether this is the state of an archive some time before.</summary>
    public bool IsBefore(IndexStamp now, Database database) => !IsBeyond(now) && Anchor == AnchorAt(database, LastPack);

    /// <summary>Whether this cannot be the state of an archive at this time or before.</summary>
    public bool IsBeyond(IndexStamp now) =>
        LastArticle > now.LastArticle || LastRevision > now.LastRevision || LastPack > now.LastPack;

    private static long AnchorAt(Database database, int pack) =>
        database.Range(Pack.Collection, pack - 1, pack).Aggregate(0L, (anchor, found) => anchor ^ ((found["check"u8].AsInt64 ?? 0)));
}
