namespace Archiver.Formats.Pages.Containers;

/// <summary>What a record of a crawl has in it.</summary>
internal enum CrawlContent
{
    /// <summary>What a server answered, with its fields before the body; or, where it is not HTTP, the body alone.</summary>
    Response,

    /// <summary>A file, as it is.</summary>
    Resource,

    /// <summary>Something that was made of a file: its text.</summary>
    Text,

    /// <summary>What was asked, how it was fetched, that it was there before.</summary>
    About,
}

/// <summary>The head of a record of a crawl; the block that it is about follows.</summary>
/// <param name="Content">What is in the block.</param>
/// <param name="Url">Where that came from.</param>
/// <param name="Date">When.</param>
/// <param name="MediaType">What it is, as the record says.</param>
/// <param name="Length">The length of the block in bytes.</param>
internal sealed record CrawlRecord(
    CrawlContent Content, string? Url, DateTimeOffset? Date, string? MediaType, long Length)
{
    /// <summary>Whether the crawl itself did not fetch all of it.</summary>
    public bool IsTruncated { get; init; }

    public string? Charset { get; init; }
}
