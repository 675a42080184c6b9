using Archiver.Statistics;

namespace Archiver.Tests.Statistics;

public sealed class StreaksTests
{
    private static readonly DateOnly Today = new(2025, 3, 1);

    [Theory]
    [InlineData("", 0, 0, null, null)]
    [InlineData("2025-03-01", 1, 1, "2025-03-01", "2025-03-01")]
    [InlineData("2025-02-28", 1, 1, "2025-02-28", "2025-02-28")]
    [InlineData("2025-02-27", 0, 1, "2025-02-27", "2025-02-27")]
    [InlineData("2025-02-27 2025-02-28 2025-03-01", 3, 3, "2025-02-27", "2025-03-01")]
    [InlineData("2024-12-31 2025-01-01 2025-01-02 2025-02-28", 1, 3, "2024-12-31", "2025-01-02")]
    [InlineData("2024-02-28 2024-02-29 2024-03-02 2024-03-03", 0, 2, "2024-03-02", "2024-03-03")]
    [InlineData("2025-03-01 2025-03-02", 1, 2, "2025-03-01", "2025-03-02")]
    [InlineData("0001-01-01 9999-12-31", 0, 1, "9999-12-31", "9999-12-31")]
    public void Days_in_a_row_are_a_streak_that_lasts_until_a_day_is_over(
        string days, int current, int longest, string? from, string? to)
    {
        var streaks = Streaks.Of(
            days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), Today);
        Assert.Equal((current, longest), (streaks.Current, streaks.Longest));
        Assert.Equal((from, to), (streaks.LongestFrom?.ToString("O"), streaks.LongestTo?.ToString("O")));
    }
}
