using System.Globalization;

namespace Archiver.Statistics;

/// <summary>Figures as people read them, the same on a terminal and on a page.</summary>
public static class Wording
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with what it counts: <c>1 day</c>, <c>2 days</c>.</summary>
    public static string Count(long number, string one) => $"{Number(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>How long: <c>3 h 20 min</c>.</summary>
    public static string Duration(double minutes)
    {
        var whole = (long)Math.Round(minutes);
        return minutes > 0 && whole == 0 ? "< 1 min"
            : whole < 60 ? $"{whole} min"
            : whole % 60 == 0 || whole >= 6000 ? $"{Number((long)Math.Round(minutes / 60))} h"
            : $"{Number(whole / 60)} h {whole % 60} min";
    }

    /// <summary>In decimal units: <c>138.7 MB</c>.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return unit == 0 ? Count(bytes, "byte") : string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {Units[unit]}");
    }

    /// <summary>How long, in words, and in characters of scripts without spaces between words where these are more than a few.</summary>
    public static string Words(ReadingLength length) => length.Characters * 100 < length.Words || length.Characters == 0 ? Number(length.Words)
        : $"{(length.Words == 0 ? "" : $"{Number(length.Words)} + ")}{Count(length.Characters, "character")}";

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The facts that stand above all charts.</summary>
    public static IEnumerable<(string Label, string Text)> Facts(ArchiveStatistics statistics)
    {
        var (total, speed, streaks) = (statistics.Total, statistics.Speed, statistics.Streaks);
        yield return ("Articles", total.Articles == 0 ? "none" : $"{Number(total.Articles)}, "
            + (total.Unread == 0 ? "all read" : total.Unread == total.Articles ? "none read" : $"{Number(total.Unread)} of them unread"));
        if (total.Articles == 0)
        {
            yield break;
        }

        yield return ("Dates", statistics is { First: { } first, Last: { } last }
            ? $"{Date(first)} to {Date(last)}" + (statistics.Undated > 0 ? $"; {Number(statistics.Undated)} without a date" : "")
            : "none");
        yield return ("Words", Number(total.Length.Words)
            + (total.Length.Characters > 0 ? $", and {Number(total.Length.Characters)} characters without spaces between words" : ""));
        yield return ("Time to read", $"{Duration(speed.Minutes(total.Length))}, at {Number(speed.WordsPerMinute)} words"
            + $"{(total.Length.Characters > 0 ? $" and {Number(speed.CharactersPerMinute)} characters" : "")} a minute");
        yield return ("Unread pile", Duration(speed.Minutes(statistics.Unread)));
        yield return ("Read", $"{Count(statistics.Readings, "time")}, on {Count(statistics.Days.Count, "known day")}");
        if (streaks is { LongestFrom: { } from, LongestTo: { } to })
        {
            yield return ("Streak", $"{Count(streaks.Current, "day")} now; the longest {Count(streaks.Longest, "day")}, "
                + (from == to ? $"on {Date(from)}" : $"{Date(from)} to {Date(to)}"));
        }
    }

    /// <summary>What deduplication saved, of the whole archive.</summary>
    public static IEnumerable<(string Label, string Text)> Saved(Deduplication? deduplication)
    {
        if (deduplication is null)
        {
            yield return ("Texts", "not counted: the archive was begun with an older format. `archiver compact` counts them.");
            yield break;
        }

        yield return ("Texts", $"{Number(deduplication.References)} referred to, {Number(deduplication.Texts)} stored"
            + Share(deduplication.Texts, deduplication.References));
        yield return ("Bytes", $"{Bytes(deduplication.OriginalBytes)} imported, {Bytes(deduplication.ArchiveBytes)} in the archive"
            + Share(deduplication.ArchiveBytes, deduplication.OriginalBytes));
    }

    private static string Share(long stored, long whole) => stored >= whole ? ""
        : string.Create(CultureInfo.InvariantCulture, $": {100.0 * (whole - stored) / whole:0.0} % saved");
}
