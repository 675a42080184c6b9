using System.Globalization;
using Archiver.Texts;

namespace Archiver.Statistics;

/// <summary>What statistics say, the same on a terminal and on a page.</summary>
public static class Wording
{
    /// <summary>
    /// How long, in words, and in characters of scripts without spaces between words where these are more than a few.
    /// </summary>
    public static string Words(ReadingLength length)
    {
        if (length.Characters * 100 < length.Words || length.Characters == 0)
        {
            return Figures.Number(length.Words);
        }

        var words = length.Words == 0 ? "" : $"{Figures.Number(length.Words)} + ";
        return words + Figures.Count(length.Characters, "character");
    }

    /// <summary>The facts that stand above all charts.</summary>
    public static IEnumerable<(string Label, string Text)> Facts(ArchiveStatistics statistics)
    {
        var (total, speed, streaks) = (statistics.Total, statistics.Speed, statistics.Streaks);
        yield return ("Articles", total.Articles == 0 ? "none" : $"{Figures.Number(total.Articles)}, "
            + (total.Unread == 0 ? "all read"
                : total.Unread == total.Articles ? "none read"
                : $"{Figures.Number(total.Unread)} of them unread"));
        if (total.Articles == 0)
        {
            yield break;
        }

        var undated = statistics.Undated > 0 ? $"; {Figures.Number(statistics.Undated)} without a date" : "";
        yield return ("Dates", statistics is { First: { } first, Last: { } last }
            ? $"{Figures.Date(first)} to {Figures.Date(last)}{undated}"
            : "none");
        var characters = total.Length.Characters > 0
            ? $", and {Figures.Number(total.Length.Characters)} characters without spaces between words"
            : "";
        yield return ("Words", Figures.Number(total.Length.Words) + characters);
        yield return ("Time to read", $"{Figures.Duration(speed.Minutes(total.Length))}, at {Figures.Number(speed.WordsPerMinute)} words"
            + $"{(total.Length.Characters > 0 ? $" and {Figures.Number(speed.CharactersPerMinute)} characters" : "")} a minute");
        yield return ("Unread pile", Figures.Duration(speed.Minutes(statistics.Unread)));
        yield return ("Read",
            $"{Figures.Count(statistics.Readings, "time")}, on {Figures.Count(statistics.Days.Count, "known day")}");
        if (streaks is { LongestFrom: { } from, LongestTo: { } to })
        {
            yield return ("Streak", $"{Figures.Count(streaks.Current, "day")} now; the longest {Figures.Count(streaks.Longest, "day")}, "
                + (from == to ? $"on {Figures.Date(from)}" : $"{Figures.Date(from)} to {Figures.Date(to)}"));
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

        yield return ("Texts", $"{Figures.Number(deduplication.References)} referred to, {Figures.Number(deduplication.Texts)} stored"
            + Share(deduplication.Texts, deduplication.References));
        yield return ("Bytes", $"{Figures.Bytes(deduplication.OriginalBytes)} imported, "
            + $"{Figures.Bytes(deduplication.ArchiveBytes)} in the archive"
            + Share(deduplication.ArchiveBytes, deduplication.OriginalBytes));
    }

    private static string Share(long stored, long whole) => stored >= whole ? ""
        : string.Create(CultureInfo.InvariantCulture, $": {100.0 * (whole - stored) / whole:0.0} % saved");
}
