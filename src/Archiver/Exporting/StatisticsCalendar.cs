using System.Globalization;
using System.Text;
using Archiver.Statistics;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// The calendar of the page: the newest year and the one with the most readings, the others folded; the months of each side
/// by side as far as the screen is wide, the days under the letters of their weekdays.
/// </summary>
internal sealed class StatisticsCalendar(TextWriter page)
{
    private const string Letters = "MTWTFSS";

    /// <summary>What the letters of the weekdays take above the squares.</summary>
    private const int HeadHeight = 10;

    private const int Months = 12;
    private const int DaysOfWeek = 7;

    /// <summary>How many weeks a month has days in.</summary>
    private const int MostWeeks = 6;

    /// <summary>From the beginning of one square to that of the next, and the side of a square.</summary>
    private const int Pitch = 12;
    private const int Side = 10;

    /// <param name="days">The days on which something was read, in their order; at least one.</param>
    /// <param name="today">What is stated of later years is absurd, and not shown first.</param>
    public void Write(IReadOnlyList<(DateOnly Day, int Readings)> days, DateOnly today)
    {
        var scale = DayScale.Of(days);
        var years = days.GroupBy(day => day.Day.Year).Reverse().OrderBy(year => year.Key > today.Year).ToArray();
        var biggest = years.MaxBy(year => year.Sum(day => (long)day.Readings))!.Key;
        var (open, folded) = (years.Where(IsOpen), years.Where(year => !IsOpen(year)).ToArray());
        WriteYears(open, scale);
        if (folded.Length > 0)
        {
            page.Write($"<details><summary>{Figures.Count(folded.Length, "other year")}</summary>\n");
            WriteYears(folded, scale);
            page.Write("</details>\n");
        }

        page.Write("<ul class=\"legend\"><li>Readings in a day:</li>");
        foreach (var (level, readings) in scale.Legend().Prepend((0, "0")))
        {
            page.Write($"<li><svg viewBox=\"0 0 {Side} {Side}\" aria-hidden=\"true\">");
            page.Write($"<rect class=\"day{level}\" width=\"{Side}\" height=\"{Side}\" rx=\"2\"/></svg>{readings}</li>");
        }

        page.Write("</ul>\n");

        bool IsOpen(IGrouping<int, (DateOnly Day, int Readings)> year) => year == years[0] || year.Key == biggest;
    }

    private void WriteYears(IEnumerable<IGrouping<int, (DateOnly Day, int Readings)>> years, DayScale scale)
    {
        foreach (var year in years)
        {
            WriteYear(year.Key, year.ToDictionary(day => day.Day, day => day.Readings), scale);
        }
    }

    private void WriteYear(int year, Dictionary<DateOnly, int> readings, DayScale scale)
    {
        var total = Figures.Count(readings.Values.Sum(each => (long)each), "reading");
        page.Write($"<h3>{year:0000} <small>{total} on {Figures.Count(readings.Count, "day")}</small></h3>\n<ol class=\"year\">\n");
        for (var month = 1; month <= Months; month++)
        {
            WriteMonth(new DateOnly(year, month, 1), readings, scale);
        }

        page.Write("</ol>\n");
    }

    private void WriteMonth(DateOnly first, Dictionary<DateOnly, int> readings, DayScale scale)
    {
        var empty = new StringBuilder();
        var read = new StringBuilder();
        var (total, offset) = (0L, ((int)first.DayOfWeek + 6) % DaysOfWeek);
        for (var index = 0; index < DateTime.DaysInMonth(first.Year, first.Month); index++)
        {
            var (x, y) = ((offset + index) % DaysOfWeek * Pitch, ((offset + index) / DaysOfWeek * Pitch) + HeadHeight);
            var day = first.AddDays(index);
            if (readings.TryGetValue(day, out var count))
            {
                total += count;
                read.Append(CultureInfo.InvariantCulture,
                    $"<rect class=\"day{scale.LevelOf(count)}\" x=\"{x}\" y=\"{y}\" width=\"{Side}\" height=\"{Side}\" rx=\"2\">");
                read.Append(CultureInfo.InvariantCulture, $"<title>{Figures.Date(day)}: {Figures.Number(count)}</title></rect>");
            }
            else
            {
                empty.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{Side}v{Side}h-{Side}z");
            }
        }

        var name = first.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        page.Write($"<li>{first.ToString("MMM", CultureInfo.InvariantCulture)}");
        page.Write($"<svg role=\"img\" viewBox=\"0 0 {(DaysOfWeek * Pitch) - 2} {(MostWeeks * Pitch) - 2 + HeadHeight}\">");
        page.Write($"<title>{name}: {(total == 0 ? "nothing" : Figures.Count(total, "reading"))}</title>");
        for (var weekday = 0; weekday < DaysOfWeek; weekday++)
        {
            page.Write($"<text x=\"{(weekday * Pitch) + (Side / 2)}\" y=\"7\">{Letters[weekday]}</text>");
        }

        page.Write($"<path class=\"day0\" d=\"{empty}\"/>{read}</svg></li>\n");
    }
}
