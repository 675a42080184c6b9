using System.Globalization;
using System.Text.Json;
using Archiver.Statistics;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// Statistics as a JSON object. What is not known is null. Minutes are rounded to one decimal; months without articles
/// and days without readings are left out.
/// </summary>
public static class StatisticsJson
{
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static void Write(ArchiveStatistics statistics, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            VersionedJson.StartObject(json);
            WriteTotals(json, statistics);
            WriteGroups(json, statistics);
            WriteReadings(json, statistics);
            WriteDeduplication(json, statistics.Deduplication);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteTotals(Utf8JsonWriter json, ArchiveStatistics statistics)
    {
        var speed = statistics.Speed;
        WriteTally(json, statistics.Total, speed);
        json.WriteNumber("unreadMinutes"u8, Round(speed.Minutes(statistics.Unread)));
        json.WriteNumber("wordsPerMinute"u8, speed.WordsPerMinute);
        json.WriteNumber("charactersPerMinute"u8, speed.CharactersPerMinute);
        json.WriteString("firstDate"u8, Date(statistics.First));
        json.WriteString("lastDate"u8, Date(statistics.Last));
        json.WriteNumber("undated"u8, statistics.Undated);
    }

    private static void WriteGroups(Utf8JsonWriter json, ArchiveStatistics statistics)
    {
        json.WriteStartArray("categories"u8);
        foreach (var (category, tally) in statistics.Categories)
        {
            json.WriteStartObject();
            json.WritePropertyName("category"u8);
            JsonText.Write(json, category);
            WriteTally(json, tally, statistics.Speed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("months"u8);
        foreach (var (month, tally) in statistics.Months)
        {
            json.WriteStartObject();
            json.WriteString("month"u8, month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            WriteTally(json, tally, statistics.Speed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("weekdays"u8);
        foreach (var (name, tally) in Weekdays.Zip(statistics.Weekdays))
        {
            json.WriteStartObject();
            json.WriteString("weekday"u8, name);
            WriteTally(json, tally, statistics.Speed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteReadings(Utf8JsonWriter json, ArchiveStatistics statistics)
    {
        json.WriteNumber("readCount"u8, statistics.Readings);
        json.WriteStartArray("days"u8);
        foreach (var (day, readings) in statistics.Days)
        {
            json.WriteStartObject();
            json.WriteString("date"u8, Date(day));
            json.WriteNumber("readCount"u8, readings);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var streaks = statistics.Streaks;
        json.WriteStartObject("streaks"u8);
        json.WriteNumber("current"u8, streaks.Current);
        json.WriteNumber("longest"u8, streaks.Longest);
        json.WriteString("longestFrom"u8, Date(streaks.LongestFrom));
        json.WriteString("longestTo"u8, Date(streaks.LongestTo));
        json.WriteEndObject();
        json.WriteStartArray("hosts"u8);
        foreach (var host in statistics.Hosts)
        {
            json.WriteStartObject();
            json.WritePropertyName("host"u8);
            JsonText.Write(json, host.Host);
            json.WriteNumber("articles"u8, host.Articles);
            json.WriteNumber("readCount"u8, host.Readings);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDeduplication(Utf8JsonWriter json, Deduplication? deduplication)
    {
        if (deduplication is null)
        {
            json.WriteNull("deduplication"u8);
            return;
        }

        json.WriteStartObject("deduplication"u8);
        json.WriteNumber("textsReferredTo"u8, deduplication.References);
        json.WriteNumber("textsStored"u8, deduplication.Texts);
        json.WriteNumber("originalBytes"u8, deduplication.OriginalBytes);
        json.WriteNumber("archiveBytes"u8, deduplication.ArchiveBytes);
        json.WriteEndObject();
    }

    private static void WriteTally(Utf8JsonWriter json, Tally tally, ReadingSpeed speed)
    {
        json.WriteNumber("articles"u8, tally.Articles);
        json.WriteNumber("unread"u8, tally.Unread);
        json.WriteNumber("words"u8, tally.Length.Words);
        json.WriteNumber("characters"u8, tally.Length.Characters);
        json.WriteNumber("minutes"u8, Round(speed.Minutes(tally.Length)));
    }

    private static decimal Round(double minutes) => Math.Round((decimal)minutes, 1);

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
