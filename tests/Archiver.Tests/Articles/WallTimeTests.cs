using Archiver.Articles;

namespace Archiver.Tests.Articles;

public sealed class WallTimeTests
{
    [Fact]
    public void A_wall_time_is_written_as_ISO_to_the_minute()
    {
        Assert.True(WallTime.TryParse("2025-02-01T07:00", out var time));
        Assert.Equal("2025-02-01T07:00", time.ToString());
    }

    [Fact]
    public void The_stored_digits_read_back_as_the_same_time()
    {
        var time = WallTime.FromInteger(202502010700);
        Assert.Equal(("2025-02-01T07:00", 202502010700), (time.ToString(), time.ToInteger()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-02-30T07:00")]
    [InlineData("2025-02-01T24:00")]
    [InlineData("2025-02-01T07:00Z")]
    public void What_is_no_wall_time_is_refused(string text) => Assert.False(WallTime.TryParse(text, out _));
}
