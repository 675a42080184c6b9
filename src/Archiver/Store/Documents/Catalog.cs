using Archiver.Articles;
using Archiver.Store.Documents.Pages;

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

    /// <summary>The last number given to a removal; null where it is not known: the bin knows it.</summary>
    public int? LastRemoval { get; set; }

    /// <summary>
    /// What all articles, also in the bin, and all revisions refer to; null where it is not known: in an archive that
    /// was begun with format 1 and was not compacted since.
    /// </summary>
    public ReferredTexts? ReferredTexts { get; set; } = default(ReferredTexts);

    /// <summary>What staging moves.</summary>
    public Counters Counters
    {
        get => new(Articles, LastArticle, LastRevision, LastPack, LastCategory, ReferredTexts);
        set => (Articles, LastArticle, LastRevision, LastPack, LastCategory, ReferredTexts) = value;
    }

    /// <summary>
    /// A random number, new with every change of what is archived: no two archives have it in common that were copies of
    /// one another and have grown apart. 0 in an archive that has not changed since there is this number.
    /// </summary>
    public long State { get; private set; }

    /// <summary>The live runs, oldest first.</summary>
    public List<RunInfo> Runs { get; } = [];

    /// <summary>As <see cref="Write"/>, where what is archived has changed.</summary>
    public DocumentBuilder WriteChanged()
    {
        State = Random.Shared.NextInt64(1, long.MaxValue);
        return Write();
    }

    public DocumentBuilder Write() => new DocumentBuilder(1)
        .With("format", ArchiveFormat.Version)
        .With("articles", Articles)
        .With("lastArticle", LastArticle)
        .With("lastRevision", LastRevision)
        .With("lastPack", LastPack)
        .With("lastBlock", LastBlock)
        .With("lastCategory", LastCategory)
        .With("lastPurged", LastPurged)
        .With("lastRemoval", LastRemoval)
        .With("references", ReferredTexts?.Texts)
        .With("originals", ReferredTexts?.Bytes)
        .With("state", State)
        .With("runs", Runs.Select(run => run.Write()))
        .Seal();

    /// <exception cref="ArchiverException">There is none, or it is damaged.</exception>
    public static Catalog Read(Database database) => From(database.Find(Collection, 1)
        ?? throw new ArchiverException(Failure.Damaged, "The archive has lost its catalog."));

    /// <exception cref="ArchiverException">It has values that cannot be.</exception>
    public static Catalog From(Document document)
    {
        var catalog = new Catalog
        {
            Articles = document["articles"u8].RequireInt32(),
            LastArticle = document["lastArticle"u8].RequireInt32(),
            LastRevision = document["lastRevision"u8].RequireInt32(),
            LastPack = document["lastPack"u8].RequireInt32(),
            LastBlock = document["lastBlock"u8].RequireInt32(),
            LastCategory = document["lastCategory"u8].RequireInt32(),
            LastPurged = document["lastPurged"u8].AsInt32 ?? 0,
            LastRemoval = document["lastRemoval"u8].AsInt32,
            ReferredTexts = document["references"u8].AsInt64 is { } texts && document["originals"u8].AsInt64 is { } bytes
                ? new ReferredTexts(texts, bytes) : null,
            State = document["state"u8].AsInt64 ?? 0,
        };
        foreach (var run in document["runs"u8].RequireArray())
        {
            catalog.Runs.Add(RunInfo.From(run));
        }

        return catalog;
    }
}

/// <summary>The archive's counters, as far as staging moves them.</summary>
internal readonly record struct Counters(
    int Articles, int LastArticle, int LastRevision, int LastPack, int LastCategory, ReferredTexts? ReferredTexts);
