using System.Globalization;
using Archiver.Cli.Terminal;
using Archiver.Statistics;
using Archiver.Texts;

namespace Archiver.Cli.Views;

/// <summary>
/// What <c>stats</c> prints in a pipe: one line a figure, with tabs between its parts. The first says what the line is
/// about. After the name of a category, a site, an author, a language, a tag, a month or a weekday: articles, unread,
/// words, characters, minutes; after that of a day how often something was read; after that of a host its articles
/// that were read, and how often.
/// </summary>
internal sealed class StatisticsFields(TextWriter output)
{
    public void Write(ArchiveStatistics statistics)
    {
        var speed = statistics.Speed;
        WriteTally(["total", ""], statistics.Total, speed);
        Write("unreadMinutes", Minutes(speed.Minutes(statistics.Unread)));
        Write("wordsPerMinute", Number(speed.WordsPerMinute));
        Write("charactersPerMinute", Number(speed.CharactersPerMinute));
        Write("dates", Date(statistics.First), Date(statistics.Last));
        Write("undated", Number(statistics.Undated));
        foreach (var (category, tally) in statistics.Categories)
        {
            WriteTally(["category", VisibleText.Of(category)], tally, speed);
        }

        foreach (var (fact, parts) in statistics.Breakdowns)
        {
            foreach (var (value, tally) in parts)
            {
                WriteTally([fact, VisibleText.Of(value)], tally, speed);
            }
        }

        foreach (var (month, tally) in statistics.Months)
        {
            WriteTally(["month", month.ToString("yyyy-MM", CultureInfo.InvariantCulture)], tally, speed);
        }

        for (var day = 0; day < statistics.Weekdays.Count; day++)
        {
            WriteTally(["weekday", Number(day + 1)], statistics.Weekdays[day], speed);
        }

        Write("readCount", Number(statistics.Readings));
        foreach (var (day, readings) in statistics.Days)
        {
            Write("day", Date(day), Number(readings));
        }

        var streaks = statistics.Streaks;
        Write("streak", Number(streaks.Current));
        Write("longestStreak", Number(streaks.Longest), Date(streaks.LongestFrom), Date(streaks.LongestTo));
        foreach (var host in statistics.Hosts)
        {
            Write("host", VisibleText.Of(host.Host), Number(host.Articles), Number(host.Readings));
        }

        if (statistics.Deduplication is { } deduplication)
        {
            Write("texts", Number(deduplication.References), Number(deduplication.Texts));
            Write("bytes", Number(deduplication.OriginalBytes), Number(deduplication.ArchiveBytes));
        }
    }

    private void WriteTally(string[] names, Tally tally, ReadingSpeed speed) => Write(
        [.. names, Number(tally.Articles), Number(tally.Unread), Number(tally.Length.Words), Number(tally.Length.Characters),
            Minutes(speed.Minutes(tally.Length))]);

    private void Write(params string[] fields) => output.Write(string.Join('\t', fields) + "\n");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Minutes(double minutes) => minutes.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Date(DateOnly? date) => date is { } known ? Figures.Date(known) : "";
}
