using System.Globalization;

namespace Archiver.Querying;

/// <summary>A day, a month or a year, as its first and its last day.</summary>
public readonly record struct Period(DateOnly First, DateOnly Last)
{
    /// <summary>Reads <c>2025-01-31</c>, <c>2025-01</c> or <c>2025</c>.</summary>
    public static bool TryParse(string text, out Period period)
    {
        period = default;
        if (TryParse(text, "yyyy-MM-dd", out var day))
        {
            period = new Period(day, day);
        }
        else if (TryParse(text, "yyyy-MM", out var month))
        {
            period = new Period(month, month.AddDays(DateTime.DaysInMonth(month.Year, month.Month) - 1));
        }
        else if (TryParse(text, "yyyy", out var year))
        {
            period = new Period(year, new DateOnly(year.Year, 12, 31));
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>
    /// Reads these, and days relative to today: <c>today</c>, <c>yesterday</c>, and the day so many days, weeks, months or
    /// years ago: <c>7d</c>, <c>2w</c>, <c>3m</c>, <c>1y</c>.
    /// </summary>
    public static bool TryParse(string text, TimeProvider clock, out Period period)
    {
        if (TryParse(text, out period))
        {
            return true;
        }

        var ago = text.ToLowerInvariant() switch
        {
            "today" => "0d",
            "yesterday" => "1d",
            var other => other,
        };
        if (ago.Length < 2 || !int.TryParse(ago[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        DateOnly? day = ago[^1] switch
        {
            'd' when count < today.DayNumber => today.AddDays(-count),
            'w' when count < today.DayNumber / 7 => today.AddDays(-7 * count),
            'm' when count < 12 * (today.Year - 1) => today.AddMonths(-count),
            'y' when count < today.Year - 1 => today.AddYears(-count),
            _ => null,
        };
        period = new Period(day ?? default, day ?? default);
        return day is not null;
    }

    private static bool TryParse(string text, string format, out DateOnly day) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
