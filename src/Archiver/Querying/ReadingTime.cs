using System.Globalization;
using Archiver.Articles;

namespace Archiver.Querying;

/// <summary>When an article was read, as a person writes it.</summary>
public static class ReadingTime
{
    private static readonly string[] Times = ["H:mm", "H:mm:ss"];

    /// <summary>
    /// Reads a day as queries have it (<c>2025-02-01</c>, <c>today</c>, <c>7d</c>), a time of it after a space or
    /// <c>T</c> (<c>2025-02-01T11:10</c>, <c>yesterday 21:30</c>), or a time of today (<c>21:30</c>). A day alone is read
    /// as its first minute. Seconds are read over.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="clock">Tells what day it is.</param>
    /// <param name="time">The time, without a zone.</param>
    public static bool TryParse(string text, TimeProvider clock, out WallTime time)
    {
        time = default;
        var (day, minute) = (text.Trim(), TimeOnly.MinValue);
        if (day.Contains(':'))
        {
            var separator = day.LastIndexOfAny(['T', 't', ' ']);
            if (!TimeOnly.TryParseExact(day[(separator + 1)..], Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out minute))
            {
                return false;
            }

            day = separator < 0 ? "today" : day[..separator];
        }

        if (!Period.TryParse(day, clock, out var period) || period.First != period.Last)
        {
            return false;
        }

        time = new WallTime(period.First.ToDateTime(minute));
        return true;
    }

    /// <summary>The minute that the clock shows.</summary>
    public static WallTime Now(TimeProvider clock) => new(clock.GetLocalNow().DateTime);

    /// <summary>Whether the clock does not show a time yet.</summary>
    public static bool IsToCome(WallTime time, TimeProvider clock) => time > Now(clock);
}
