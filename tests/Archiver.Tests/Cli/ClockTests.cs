namespace Archiver.Tests.Cli;

/// <summary>A clock may be wrong by any time, and may be put back.</summary>
public sealed class ClockTests : IDisposable
{
    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1901, 12, 13)]
    [InlineData(1969, 12, 31)]
    [InlineData(9999, 12, 31)]
    public void What_is_written_by_a_wrong_clock_can_be_read_by_any(int year, int month, int day)
    {
        var clock = new FixedClock(year, month, day);
        At(clock, "import", Fixture.Corpus);
        At(clock, "search", "the");
        At(clock, "read", Fixture.Lighthouse, "--mark");
        At(clock, "tag", Fixture.Lighthouse, "+sea");
        At(clock, "star", Fixture.Lighthouse);
        At(clock, "note", Fixture.Lighthouse, "Why?");
        At(clock, "remove", Fixture.Cat, "--yes");
        At(clock, "restore", "--last");
        At(clock, "remove", Fixture.Cat, "--yes");
        At(clock, "compact", "--keep-days", "365000");
        At(clock, "compact", "--purge");
        At(clock, "backup", _place.At("backup.db"));
        At(clock, "stats");
        At(TimeProvider.System, "verify");
        At(TimeProvider.System, "show", Fixture.Lighthouse, "--original");
        Assert.Contains($"\"imported\":\"{year:0000}-{month:00}-{day:00}T12:00:00Z\"", At(TimeProvider.System, "show", Fixture.Lighthouse, "--json"));
    }

    [Fact]
    public void The_last_removal_comes_back_after_the_clock_was_put_back()
    {
        At(TimeProvider.System, "import", Fixture.Corpus);
        At(new FixedClock(2025, 3, 2), "remove", Fixture.Cat, "--yes");
        At(new FixedClock(2025, 3, 1), "remove", Fixture.Lighthouse, "--yes");
        At(TimeProvider.System, "compact", "--keep-days", "365000");
        At(new FixedClock(2025, 3, 1), "remove", Fixture.Controls, "--yes");
        foreach (var last in (string[])[Fixture.Controls, Fixture.Lighthouse, Fixture.Cat])
        {
            At(new FixedClock(2025, 3, 1), "restore", "--last");
            At(TimeProvider.System, "show", last);
        }
    }

    private string At(TimeProvider clock, params string[] arguments)
    {
        var result = _place.Run(Way.InProcess, new Surroundings { Clock = clock }, arguments);
        Assert.True(result.Code == 0, $"{string.Join(' ', arguments)}: {result.Error}");
        return result.Text;
    }
}
