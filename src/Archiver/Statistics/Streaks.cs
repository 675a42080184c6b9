namespace Archiver.Statistics;

/// <summary>Days in a row on which something was read.</summary>
/// <param name="Current">How many there are up to today, or to yesterday where nothing was read today yet.</param>
/// <param name="Longest">How many there ever were; of equal ones the latest counts.</param>
/// <param name="LongestFrom">The first day of the longest; null where nothing was read.</param>
/// <param name="LongestTo">Its last day.</param>
public sealed record Streaks(int Current, int Longest, DateOnly? LongestFrom, DateOnly? LongestTo)
{
    /// <param name="days">The days on which something was read, in their order.</param>
    /// <param name="today">Today.</param>
    public static Streaks Of(IEnumerable<DateOnly> days, DateOnly today)
    {
        var found = new Streaks(0, 0, null, null);
        var length = 0;
        DateOnly? before = null;
        foreach (var day in days)
        {
            length = day.DayNumber - before?.DayNumber == 1 ? length + 1 : 1;
            before = day;
            if (length >= found.Longest)
            {
                found = found with { Longest = length, LongestFrom = day.AddDays(1 - length), LongestTo = day };
            }

            if (day == today || day.DayNumber == today.DayNumber - 1)
            {
                found = found with { Current = length };
            }
        }

        return found;
    }
}
