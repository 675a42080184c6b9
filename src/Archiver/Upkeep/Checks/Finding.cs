namespace Archiver.Upkeep.Checks;

/// <summary>Which invariant does not hold; the numbers are those of <c>src/FORMAT.md</c>.</summary>
public enum FindingKind
{
    Mark = 1,
    Counter,
    Document,
    Reference,
    Recipe,
    Pack,
    Original,
    Text,
    Entry,
    Line,
    Run,
    Category,
    Revision,
    Page,
    Index,
    Reading,
    Purged,
    Log,
}

/// <param name="Kind">Which invariant.</param>
/// <param name="Article">The article's ID, where it is about one and the ID can be read.</param>
/// <param name="What">What is wrong, with the article's title where it can be read.</param>
public sealed record Finding(FindingKind Kind, Guid? Article, string What)
{
    /// <summary>What is wrong in such a finding, as a heading.</summary>
    public static string NameOf(FindingKind kind) => kind switch
    {
        FindingKind.Mark => "Versions that differ",
        FindingKind.Counter => "Wrong counters",
        FindingKind.Document => "Damaged documents",
        FindingKind.Reference => "Articles that refer to what is lost",
        FindingKind.Recipe => "Articles without one original",
        FindingKind.Pack => "Damaged packs",
        FindingKind.Original => "Originals that are not as they were imported",
        FindingKind.Text => "Texts that are not found by their content",
        FindingKind.Entry => "Articles that are not found",
        FindingKind.Line => "Texts that are no lines, or whose words are counted wrong",
        FindingKind.Run => "Damaged runs",
        FindingKind.Category => "Damaged categories",
        FindingKind.Revision => "Older states that are lost",
        FindingKind.Page => "Damaged pages",
        FindingKind.Index => "Documents that no index leads to",
        FindingKind.Reading => "Wrong read counts",
        FindingKind.Purged => "Damaged lists of purged articles",
        FindingKind.Log => "A damaged log",
        _ => "Other findings",
    };
}
