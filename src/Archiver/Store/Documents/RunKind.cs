using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Store.Documents;

/// <summary>What a run finds things by. The value is the name in the catalog and never changes its meaning.</summary>
internal enum RunKind
{
    /// <summary>Texts by the first 40 bits of their hash; the number is a <see cref="TextNumber"/>.</summary>
    Text = 1,

    /// <summary>Articles by the first 28 bits of their ID, which is the order of its text.</summary>
    Id = 2,

    /// <summary>
    /// Articles by the first 28 bits of the hash of their URL as it is written: in archives of formats 1 and 2, which get
    /// <see cref="Url"/> instead when they are upgraded.
    /// </summary>
    WrittenUrl = 3,

    /// <summary>Articles by date as yyyymmdd; 0 for those without.</summary>
    Date = 4,

    /// <summary>Articles by category number (upper half of the key) and date (lower half).</summary>
    Category = 5,

    /// <summary>Articles by the first 28 bits of the hash of their body; those without a body have none.</summary>
    Body = 6,

    /// <summary>Articles by the first 28 bits of the hash of their <see cref="CanonicalUrl"/>.</summary>
    Url = 7,
}
