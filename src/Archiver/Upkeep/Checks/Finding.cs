namespace Archiver.Upkeep.Checks;

/// <summary>Which invariant does not hold; the numbers are those of <c>src/README.md</c>.</summary>
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
    /// <summary>The invariant in words.</summary>
    public static string Invariant(FindingKind kind) => kind switch
    {
        FindingKind.Mark => "the mark and the catalog name the same version",
        FindingKind.Counter => "the catalog's counters are those of the documents",
        FindingKind.Document => "every document has the content of its checksum",
        FindingKind.Reference => "every article has a record, and its numbers are those of texts",
        FindingKind.Recipe => "an article has a frame or an original, and not both",
        FindingKind.Pack => "every pack is complete and unpacks to the lengths it states",
        FindingKind.Original => "the original has the length and the SHA-256 it was imported with",
        FindingKind.Text => "each text is stored once and found by its content",
        FindingKind.Entry => "each article is found by ID, URL, date, category and body, once",
        FindingKind.Line => "texts are lines, no paragraph is blank, the words are counted right",
        FindingKind.Run => "runs are whole, sorted and known to the catalog",
        FindingKind.Category => "each category has a number and a name of its own",
        FindingKind.Revision => "an article's older states are there and are its own",
        FindingKind.Page => "every page is as it was written",
        FindingKind.Index => "the store's indexes lead to every document",
        FindingKind.Purged => "the lists of purged articles are whole and in order, and none of those is there",
        FindingKind.Log => "the log continues the archive, is whole, and reaches as far as it must",
        _ => "read count and last read are those of the import and the readings",
    };
}
