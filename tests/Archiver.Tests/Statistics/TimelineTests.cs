using Archiver.Statistics;
using Archiver.Texts;

namespace Archiver.Tests.Statistics;

public sealed class TimelineTests
{
    [Theory]
    [InlineData("2024-11", "2025-02", 24, "month: 2024-11 2024-12 2025-01 2025-02")]
    [InlineData("2024-11", "2024-11", 24, "month: 2024-11")]
    [InlineData("2023-12", "2025-12", 24, "year: 2023 2024 2025")]
    [InlineData("1925-06", "2025-01", 24, "years: 1920–1929 1930–1939 1940–1949 1950–1959 1960–1969 1970–1979 1980–1989 1990–1999 2000–2009 2010–2019 2020–2029")]
    [InlineData("0001-01", "9999-12", 24, "years: 0000–0999 1000–1999 2000–2999 3000–3999 4000–4999 5000–5999 6000–6999 7000–7999 8000–8999 9000–9999")]
    public void Where_months_are_many_they_become_years(string first, string last, int most, string expected)
    {
        var timeline = Timeline.Of([(Month(first), new Tally(1, 1, default)), .. first == last ? [] : new[] { (Month(last), new Tally(2, 0, default)) }], most);
        Assert.Equal(expected, $"{timeline.Unit}: {string.Join(' ', timeline.Parts.Select(part => part.Label))}");
        Assert.Equal(first == last ? 1 : 3, timeline.Parts.Sum(part => part.Tally.Articles));
        Assert.Equal(1, timeline.Parts[0].Tally.Articles);
    }

    [Fact]
    public void Where_there_is_no_month_there_is_no_part() => Assert.Empty(Timeline.Of([], 24).Parts);

    [Theory]
    [InlineData("", "", new int[0])]
    [InlineData("1", "1", new[] { 4 })]
    [InlineData("1 1 1", "1", new[] { 4 })]
    [InlineData("1 3", "1 2–3", new[] { 3, 4 })]
    [InlineData("4 3 2 1", "1 2 3 4", new[] { 1, 2, 3, 4 })]
    [InlineData("1 1 2 2 5 6 20 579", "1 2 3–6 7–579", new[] { 1, 2, 3, 4 })]
    public void A_calendar_has_about_as_many_days_in_each_shade(string readings, string legend, int[] levels)
    {
        int[] days = [.. readings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        var scale = DayScale.Of([.. days.Select((count, index) => (new DateOnly(2025, 1, 1).AddDays(index), count))]);
        Assert.Equal(legend, string.Join(' ', scale.Legend().Select(level => level.Readings)));
        Assert.Equal(levels, scale.Legend().Select(level => level.Level));
        Assert.Equal(0, scale.LevelOf(0));
        Assert.All(days, day => Assert.InRange(scale.LevelOf(day), 1, 4));
        Assert.Equal(days.Length == 0 ? 0 : 4, days.Length == 0 ? 0 : scale.LevelOf(days.Max()));
    }

    [Theory]
    [InlineData(0, "0 min"), InlineData(0.2, "< 1 min"), InlineData(0.6, "1 min"), InlineData(59.4, "59 min"), InlineData(59.6, "1 h")]
    [InlineData(200, "3 h 20 min"), InlineData(5999, "99 h 59 min"), InlineData(105194.7, "1,753 h")]
    public void Time_is_told_in_hours_and_minutes(double minutes, string expected) => Assert.Equal(expected, Figures.Duration(minutes));

    private static DateOnly Month(string text) => DateOnly.ParseExact(text, "yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
