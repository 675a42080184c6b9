namespace Archiver.Store.Packs;

/// <summary>What a pack has texts of. Those of one use lie together, so that what is not asked for is not unpacked.</summary>
internal enum PackUse
{
    /// <summary>Bodies and summaries: an article's own, one after another.</summary>
    Body,

    /// <summary>What other articles are likely to have, too: titles of similar readings, frames of dumps.</summary>
    Recurring,

    /// <summary>Pieces of originals that no frame rebuilds, and frames that are one article's alone.</summary>
    Original,
}
