namespace Archiver.Statistics;

/// <summary>What there is to say of a selection of articles.</summary>
public sealed record ArchiveStatistics
{
    public required ReadingSpeed Speed { get; init; }

    public required Tally Total { get; init; }

    /// <summary>The length of the articles that were not read.</summary>
    public required ReadingLength Unread { get; init; }

    /// <summary>The first and the last date of an article; null where none has one.</summary>
    public required DateOnly? First { get; init; }

    public required DateOnly? Last { get; init; }

    /// <summary>How many articles have no date: they are in no month and on no weekday.</summary>
    public required int Undated { get; init; }

    /// <summary>The most articles first. The category is null for the articles without one.</summary>
    public required IReadOnlyList<(string? Category, Tally Tally)> Categories { get; init; }

    /// <summary>The articles by site, author, language and tag.</summary>
    public required IReadOnlyList<Breakdown> Breakdowns { get; init; }

    /// <summary>The months of the articles' dates, by their first day, in their order; without those that have none.</summary>
    public required IReadOnlyList<(DateOnly Month, Tally Tally)> Months { get; init; }

    /// <summary>The weekdays of the articles' dates, Monday first.</summary>
    public required IReadOnlyList<Tally> Weekdays { get; init; }

    /// <summary>How often the articles were read, by their read counts.</summary>
    public required long Readings { get; init; }

    /// <summary>
    /// The days of the readings whose time is known, in their order: those that were logged, and the last reading that
    /// each state of an article states.
    /// </summary>
    public required IReadOnlyList<(DateOnly Day, int Readings)> Days { get; init; }

    public required Streaks Streaks { get; init; }

    /// <summary>The hosts of the articles that were read, the most readings first.</summary>
    public required IReadOnlyList<HostTally> Hosts { get; init; }

    /// <summary>
    /// Of the whole archive, whatever is selected; null where it is not known: in an archive that was begun with format 1
    /// and was not compacted since.
    /// </summary>
    public required Deduplication? Deduplication { get; init; }
}

/// <param name="Articles">How many articles.</param>
/// <param name="Unread">How many of them were not read.</param>
/// <param name="Length">What there is to read in all of them.</param>
public readonly record struct Tally(int Articles, int Unread, ReadingLength Length)
{
    public static Tally operator +(Tally left, Tally right) =>
        new(left.Articles + right.Articles, left.Unread + right.Unread, left.Length + right.Length);
}

/// <param name="Host">The host, in small letters.</param>
/// <param name="Articles">How many of its articles were read.</param>
/// <param name="Readings">How often.</param>
public sealed record HostTally(string Host, int Articles, long Readings);

/// <summary>What it saves to store each text once, and packed.</summary>
/// <param name="References">How many texts all articles and their older states are made of: paragraphs, titles, frames.</param>
/// <param name="Texts">How many different ones there are: so many are stored.</param>
/// <param name="OriginalBytes">What was imported.</param>
/// <param name="ArchiveBytes">What the archive and its log take.</param>
public sealed record Deduplication(long References, long Texts, long OriginalBytes, long ArchiveBytes);
