using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using Archiver.Statistics;

namespace Archiver.Exporting.Reports;

[Description("What there is to say of articles")]
[PrintedBy("stats --json")]
public sealed record StatisticsReport : TallyReport
{
    private static readonly string[] Names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private readonly ArchiveStatistics _statistics;

    private StatisticsReport(ArchiveStatistics statistics)
        : base(statistics.Total, statistics.Speed) => _statistics = statistics;

    public static StatisticsReport Of(ArchiveStatistics statistics) => new(statistics);

    [JsonPropertyOrder(Report.VersionFirst), Description(Report.WhatVersionIs)]
    public int FormatVersion { get; } = Report.Version;

    [Description("the minutes that what was not read takes to read")]
    public decimal UnreadMinutes => MinutesOf(_statistics.Unread, _statistics.Speed);

    [Description("how many words are taken to be read in a minute")]
    public int WordsPerMinute => _statistics.Speed.WordsPerMinute;

    [Description("the same of characters that are read by characters")]
    public int CharactersPerMinute => _statistics.Speed.CharactersPerMinute;

    [Description("the first day that an article is from")]
    public DateOnly? First => _statistics.First;

    [Description("the last day that an article is from")]
    public DateOnly? Last => _statistics.Last;

    [Description("how many articles have no date")]
    public int Undated => _statistics.Undated;

    [Description("the categories, that of the most articles first")]
    public IEnumerable<CategoryTally> Categories =>
        _statistics.Categories.Select(each => new CategoryTally(each.Category, each.Tally, _statistics.Speed));

    [Description("the sites that articles are from, that of the most articles first")]
    public IEnumerable<NamedTally> Sites => By("site");

    [Description("who wrote them")]
    public IEnumerable<NamedTally> Authors => By("author");

    [Description("the languages they are in")]
    public IEnumerable<NamedTally> Languages => By("language");

    [Description("their tags")]
    public IEnumerable<NamedTally> Tags => By("tag");

    [Description("the months that articles are from, in their order")]
    public IEnumerable<MonthTally> Months =>
        _statistics.Months.Select(each => new MonthTally(each.Month, each.Tally, _statistics.Speed));

    [Description("the seven weekdays, Monday first")]
    public IEnumerable<WeekdayTally> Weekdays =>
        Names.Zip(_statistics.Weekdays, (name, tally) => new WeekdayTally(name, tally, _statistics.Speed));

    [Description("how often articles were read")]
    public long ReadCount => _statistics.Readings;

    [Description("the days on which something was read, as far as they are known, in their order")]
    public IEnumerable<DayReport> Days => _statistics.Days.Select(each => new DayReport(each.Day, each.Readings));

    [Description("days in a row on which something was read")]
    public StreaksReport Streaks => new(
        _statistics.Streaks.Current, _statistics.Streaks.Longest, _statistics.Streaks.LongestFrom, _statistics.Streaks.LongestTo);

    [Description("the hosts of what was read, that of the most readings first")]
    public IEnumerable<HostReport> Hosts => _statistics.Hosts.Select(each => new HostReport(each.Host, each.Articles, each.Readings));

    [Description("what it saves to store each text once, in the whole archive; null where it was never counted")]
    public DeduplicationReport? Deduplication => _statistics.Deduplication is { } saved
        ? new(saved.References, saved.Texts, saved.OriginalBytes, saved.ArchiveBytes)
        : null;

    private IEnumerable<NamedTally> By(string fact) => _statistics.Breakdowns.First(each => each.Fact == fact).Parts
        .Select(part => new NamedTally(part.Value, part.Tally, _statistics.Speed));
}

/// <summary>Some articles, counted.</summary>
public abstract record TallyReport
{
    private readonly Tally _tally;
    private readonly ReadingSpeed _speed;

    private protected TallyReport(Tally tally, ReadingSpeed speed) => (_tally, _speed) = (tally, speed);

    [JsonPropertyOrder(Report.BaseFirst), Description("how many articles")]
    public int Count => _tally.Articles;

    [JsonPropertyOrder(Report.BaseFirst), Description("how many of them were not read")]
    public int Unread => _tally.Unread;

    [JsonPropertyOrder(Report.BaseFirst), Description("their words")]
    public long Words => _tally.Length.Words;

    [JsonPropertyOrder(Report.BaseFirst), Description("their characters of scripts that are read by characters")]
    public long Characters => _tally.Length.Characters;

    [JsonPropertyOrder(Report.BaseFirst), Description("the minutes that they take to read, to a tenth")]
    public decimal Minutes => MinutesOf(_tally.Length, _speed);

    private protected static decimal MinutesOf(ReadingLength length, ReadingSpeed speed) =>
        Math.Round((decimal)speed.Minutes(length), 1);
}

public sealed record CategoryTally : TallyReport
{
    internal CategoryTally(string? category, Tally tally, ReadingSpeed speed)
        : base(tally, speed) => Category = category;

    [JsonPropertyOrder(Report.VersionFirst), Description("its name; null for the articles without one")]
    public string? Category { get; }
}

public sealed record NamedTally : TallyReport
{
    internal NamedTally(string name, Tally tally, ReadingSpeed speed)
        : base(tally, speed) => Name = name;

    [JsonPropertyOrder(Report.VersionFirst), Description("its name")]
    public string Name { get; }
}

public sealed record MonthTally : TallyReport
{
    private readonly DateOnly _month;

    internal MonthTally(DateOnly month, Tally tally, ReadingSpeed speed)
        : base(tally, speed) => _month = month;

    [JsonPropertyOrder(Report.VersionFirst), Description("such as 2025-01")]
    public string Month => _month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

public sealed record WeekdayTally : TallyReport
{
    internal WeekdayTally(string weekday, Tally tally, ReadingSpeed speed)
        : base(tally, speed) => Weekday = weekday;

    [JsonPropertyOrder(Report.VersionFirst), Description("such as monday")]
    public string Weekday { get; }
}

public sealed record DayReport(
    [property: Description("the day")] DateOnly Date,
    [property: Description("how many readings are known of it")] int ReadCount);

public sealed record StreaksReport(
    [property: Description("how many there are up to today")] int Current,
    [property: Description("how many there ever were")] int Longest,
    [property: Description("the first day of the longest")] DateOnly? LongestFrom,
    [property: Description("its last day")] DateOnly? LongestTo);

public sealed record HostReport(
    [property: Description("the host")] string Host,
    [property: Description("how many of its articles were read")] int Count,
    [property: Description("how often")] long ReadCount);

public sealed record DeduplicationReport(
    [property: Description("how many texts all articles are made of")] long TextsReferredTo,
    [property: Description("how many different ones are stored")] long TextsStored,
    [property: Description("how many bytes were imported")] long OriginalBytes,
    [property: Description("how many bytes the archive has")] long ArchiveBytes);
