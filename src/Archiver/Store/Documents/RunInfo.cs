using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Documents;

/// <summary>A run as the catalog knows it.</summary>
/// <param name="Kind">What it finds things by.</param>
/// <param name="Level">How often its entries were merged (<c>RunMerger</c>).</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="FirstBlock">The number of its first block; the others follow.</param>
/// <param name="Blocks">How many blocks it has. Where they are several, a document with their first keys follows them.</param>
internal sealed record RunInfo(RunKind Kind, int Level, int Entries, int FirstBlock, int Blocks)
{
    public bool HasFences => Blocks > 1;

    /// <summary>The number of the document with the first key of every block.</summary>
    public int Fences => FirstBlock + Blocks;

    public IEnumerable<int> Documents => Enumerable.Range(FirstBlock, Blocks + (HasFences ? 1 : 0));

    public DocumentBuilder Write() => new DocumentBuilder()
        .With("kind", (int)Kind)
        .With("level", Level)
        .With("entries", Entries)
        .With("first", FirstBlock)
        .With("blocks", Blocks);

    public static RunInfo From(StoredBson.Field run) => new(
        (RunKind)run["kind"u8].RequireInt32(),
        run["level"u8].RequireInt32(),
        run["entries"u8].RequireInt32(),
        run["first"u8].RequireInt32(),
        run["blocks"u8].RequireInt32());
}
