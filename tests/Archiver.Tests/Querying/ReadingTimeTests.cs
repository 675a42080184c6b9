using Archiver.Articles;
using Archiver.Querying;

namespace Archiver.Tests.Querying;

public sealed class ReadingTimeTests
{
    private static readonly FixedClock Clock = new(2025, 3, 1);

    [Theory]
    [InlineData("2025-02-01T11:10", "2025-02-01T11:10")]
    [InlineData("2025-02-01 11:10", "2025-02-01T11:10")]
    [InlineData("2025-02-01t9:05:59", "2025-02-01T09:05")]
    [InlineData(" 2025-02-01 ", "2025-02-01T00:00")]
    [InlineData("today", "2025-03-01T00:00")]
    [InlineData("yesterday 21:30", "2025-02-28T21:30")]
    [InlineData("7dT08:00", "2025-02-22T08:00")]
    [InlineData("1y", "2024-03-01T00:00")]
    [InlineData("21:30", "2025-03-01T21:30")]
    [InlineData("0001-01-01 00:00", "0001-01-01T00:00")]
    [InlineData("9999-12-31 23:59", "9999-12-31T23:59")]
    public void A_day_and_a_time_are_read_as_a_person_writes_them(string text, string expected)
    {
        Assert.True(ReadingTime.TryParse(text, Clock, out var time));
        Assert.Equal(expected, time.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-02")]
    [InlineData("2025")]
    [InlineData("2025-02-30")]
    [InlineData("2025-02-01T")]
    [InlineData("2025-02-01T24:00")]
    [InlineData("2025-02-01T11")]
    [InlineData("2025-02-01T11:10Z")]
    [InlineData("2025-02-01T11:10+01:00")]
    [InlineData("2025-02-01  11:10")]
    [InlineData("soon 11:10")]
    [InlineData("T11:10")]
    [InlineData(" :")]
    [InlineData("2025-02-01..2025-02-03")]
    public void What_is_no_moment_is_refused(string text) => Assert.False(ReadingTime.TryParse(text, Clock, out _));

    [Theory, InlineData("2025-03-01T12:00", false), InlineData("2025-03-01T12:01", true), InlineData("2025-03-02T00:00", true)]
    public void A_time_is_to_come_when_the_clock_does_not_show_it_yet(string text, bool isToCome)
    {
        Assert.True(WallTime.TryParse(text, out var time));
        Assert.Equal(isToCome, ReadingTime.IsToCome(time, Clock));
    }
}
