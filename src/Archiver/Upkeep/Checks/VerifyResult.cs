namespace Archiver.Upkeep.Checks;

/// <summary>What a check came to.</summary>
public sealed record VerifyResult
{
    /// <summary>How many pages, and of each kind of document how many, were checked.</summary>
    public required int Pages { get; init; }

    public required int Articles { get; init; }

    /// <summary>Articles in the bin.</summary>
    public required int Removed { get; init; }

    public required int Revisions { get; init; }

    public required int Categories { get; init; }

    public required int Packs { get; init; }

    /// <summary>Texts in packs; 0 where none was unpacked.</summary>
    public required long Texts { get; init; }

    /// <summary>Entries of runs.</summary>
    public required long Entries { get; init; }

    /// <summary>Packs and texts that nothing refers to: no damage, <c>compact</c> drops them; 0 where none was unpacked.</summary>
    public required int UnusedPacks { get; init; }

    public required long UnusedTexts { get; init; }

    /// <summary>Bytes at the end of the log that were never acknowledged: no damage, the next writer drops them.</summary>
    public required long LogTail { get; init; }

    /// <summary>What is damaged, by kind.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
