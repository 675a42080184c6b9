using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using LiteDB;

namespace Archiver.Store.Documents;

/// <summary>
/// The one document that every transaction writes: the counters, and which runs are live. A reader that has it has a
/// consistent view of everything else.
/// </summary>
internal sealed class Catalog
{
    public const string Collection = "catalog";

    public int Articles { get; set; }

    /// <summary>The last number given to an article, a revision, a pack and a block of a run.</summary>
    public int LastArticle { get; set; }

    public int LastRevision { get; set; }

    public int LastPack { get; set; }

    public int LastBlock { get; set; }

    public int LastCategory { get; set; }

    /// <summary>How many documents list articles that are gone for good (<c>PurgedIds</c>).</summary>
    public int LastPurged { get; set; }

    /// <summary>
    /// What all articles, also in the bin, and all revisions refer to; null where it is not known: in an archive that
    /// was begun with format 1 and was not compacted since.
    /// </summary>
    public Volume? Volume { get; set; } = default(Volume);

    /// <summary>
    /// A random number, new with every change of what is archived: no two archives have it in common that were copies of
    /// one another and have grown apart. 0 in an archive that has not changed since there is this number.
    /// </summary>
    public long State { get; private set; }

    /// <summary>The live runs, oldest first.</summary>
    public List<RunInfo> Runs { get; private set; } = [];

    /// <summary>As <see cref="ToDocument"/>, where what is archived has changed.</summary>
    public BsonDocument ToChangedDocument()
    {
        State = Random.Shared.NextInt64(1, long.MaxValue);
        return ToDocument();
    }

    public BsonDocument ToDocument() => DocumentChecksum.Seal(new()
    {
        ["_id"] = 1,
        ["format"] = ArchiveFormat.Version,
        ["articles"] = Articles,
        ["lastArticle"] = LastArticle,
        ["lastRevision"] = LastRevision,
        ["lastPack"] = LastPack,
        ["lastBlock"] = LastBlock,
        ["lastCategory"] = LastCategory,
        ["lastPurged"] = LastPurged,
        ["references"] = Volume is { } referred ? referred.Texts : BsonValue.Null,
        ["originals"] = Volume is { } imported ? imported.Bytes : BsonValue.Null,
        ["state"] = State,
        ["runs"] = new BsonArray(Runs.Select(run => run.ToDocument())),
    });

    /// <exception cref="ArchiverException">The document is damaged.</exception>
    public static Catalog From(BsonDocument document) => FromOpened(DocumentChecksum.Open(document, "The archive's catalog"));

    private static Catalog FromOpened(BsonDocument document) => new()
    {
        Articles = document.RequireInt32("articles"),
        LastArticle = document.RequireInt32("lastArticle"),
        LastRevision = document.RequireInt32("lastRevision"),
        LastPack = document.RequireInt32("lastPack"),
        LastBlock = document.RequireInt32("lastBlock"),
        LastCategory = document.RequireInt32("lastCategory"),
        LastPurged = document["lastPurged"] is { IsInt32: true } purged ? purged.AsInt32 : 0,
        Volume = document["references"] is { IsInt64: true } texts && document["originals"] is { IsInt64: true } bytes
            ? new Volume(texts.AsInt64, bytes.AsInt64) : null,
        State = document["state"] is { IsInt64: true } state ? state.AsInt64 : 0,
        Runs = [.. document.RequireArray("runs").Select(run => RunInfo.From(run.AsDocument ?? []))],
    };
}
