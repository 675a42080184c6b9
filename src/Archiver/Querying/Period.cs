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

    private static bool TryParse(string text, string format, out DateOnly day) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
