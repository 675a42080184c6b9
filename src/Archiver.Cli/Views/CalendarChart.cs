using System.Globalization;
using Archiver.Cli.Terminal;
using Archiver.Statistics;

namespace Archiver.Cli.Views;

/// <summary>
/// Days as a column a week and a row a weekday, shaded by how often something was read: the weeks up to the last day, as
/// many as fit, a year at most.
/// </summary>
internal sealed class CalendarChart(TextWriter output, TerminalInfo terminal)
{
    private const string Shades = "·░▒▓█";
    private const int DaysOfWeek = 7;
    private const int MostWeeks = 53;
    private const int LabelWidth = 4;

    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <param name="days">The days on which something was read, in their order; at least one.</param>
    /// <returns>The first day that is shown.</returns>
    public DateOnly Write(IReadOnlyList<(DateOnly Day, int Readings)> days)
    {
        var scale = DayScale.Of(days);
        var readings = days.ToDictionary(day => day.Day.DayNumber, day => day.Readings);
        var last = days[^1].Day.DayNumber;

        // Day 0 is a Monday.
        var lastMonday = last - (last % DaysOfWeek);
        var weeks = Math.Clamp(terminal.Width - LabelWidth, 1, Math.Min(MostWeeks, (lastMonday / DaysOfWeek) + 1));
        var firstMonday = lastMonday - ((weeks - 1) * DaysOfWeek);
        output.WriteLine((new string(' ', LabelWidth) + Months(firstMonday, weeks)).TrimEnd());
        for (var weekday = 0; weekday < DaysOfWeek; weekday++)
        {
            var row = Enumerable.Range(0, weeks)
                .Select(week => firstMonday + (week * DaysOfWeek) + weekday)
                .Where(day => day <= last)
                .Select(day => Shades[scale.LevelOf(readings.GetValueOrDefault(day))]);
            output.WriteLine($"{Weekdays[weekday],-LabelWidth}{string.Concat(row)}");
        }

        var legend = string.Join("  ", scale.Legend().Select(level => $"{Shades[level.Level]} {level.Readings}"));
        output.WriteLine(TextLayout.Cut($"{"",LabelWidth}{Shades[0]} none  {legend}", terminal.Width));
        return DateOnly.FromDayNumber(firstMonday);
    }

    /// <summary>The name of each month over the week of its first day, where the name before it leaves room.</summary>
    private static string Months(int firstMonday, int weeks)
    {
        var names = new char[weeks];
        Array.Fill(names, ' ');
        var free = 0;
        for (var week = 0; week < weeks; week++)
        {
            var lastOfWeek = firstMonday + (week * DaysOfWeek) + DaysOfWeek - 1;
            var sunday = DateOnly.FromDayNumber(Math.Min(DateOnly.MaxValue.DayNumber, lastOfWeek));
            var name = sunday.ToString("MMM", CultureInfo.InvariantCulture);
            if (sunday.Day <= DaysOfWeek && week >= free && week + name.Length <= weeks)
            {
                name.CopyTo(names.AsSpan(week));
                free = week + name.Length + 1;
            }
        }

        return new string(names);
    }
}
