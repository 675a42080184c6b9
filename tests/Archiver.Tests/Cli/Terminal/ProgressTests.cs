using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli.Terminal;

public sealed class ProgressTests : IDisposable
{
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly Clock _clock = new();

    public void Dispose() => _error.Dispose();

    [Theory]
    [InlineData(80, "Importing  42% [==========>               ]  12,345 articles, 4,938/s, 0:03 left")]
    [InlineData(65, "Importing  42% [====>      ]  12,345 articles, 4,938/s, 0:03 left")]
    [InlineData(51, "Importing  42%  12,345 articles, 4,938/s, 0:03 left")]
    [InlineData(40, "Importing  42%  12,345 articles, 4,938/s")]
    [InlineData(20, "Importing  42%")]
    [InlineData(5, "Impor")]
    public void The_line_fits_the_width(int width, string expected)
    {
        var line = new ProgressLine("Importing", 1000, "articles").Of(420, 12345, TimeSpan.FromSeconds(2.5), width);
        Assert.Equal(expected, line);
        Assert.InRange(line.Length, 0, width);
    }

    [Fact]
    public void Where_the_total_is_not_known_the_bytes_are_counted() =>
        Assert.Equal("Importing  12.3 MB  1,000 articles, 500/s",
            new ProgressLine("Importing", null, "articles").Of(12_345_678, 1000, TimeSpan.FromSeconds(2), 80));

    [Fact]
    public void It_draws_at_most_ten_times_a_second()
    {
        using (var progress = Start(new TerminalInfo(true, 80, false)))
        {
            for (var i = 0; i < 1000; i++)
            {
                _clock.Now += TimeSpan.FromMilliseconds(1);
                progress.Report(i, i);
            }
        }

        Assert.Equal(10 + 2, _error.ToString().Count(c => c == '\r'));
    }

    [Fact]
    public void It_is_cleared_at_the_end_and_for_a_line_in_between()
    {
        using (var progress = Start(new TerminalInfo(true, 40, false)))
        {
            _clock.Now += TimeSpan.FromSeconds(1);
            progress.Report(10, 1);
            progress.WriteLine("warning: x");
        }

        var parts = _error.ToString().Split('\r');
        Assert.Equal(("", "warning: x\n"), (parts[2].Trim(), parts[3]));
        Assert.Equal(parts[1].Length, parts[2].Length);
    }

    [Fact]
    public void In_a_pipe_it_writes_nothing_but_the_lines_it_is_given()
    {
        using (var progress = Start(TerminalInfo.Pipe))
        {
            _clock.Now += TimeSpan.FromSeconds(1);
            progress.Report(10, 1);
            progress.WriteLine("warning: x");
        }

        Assert.Equal("warning: x\n", _error.ToString());
    }

    private Progress Start(TerminalInfo terminal) =>
        Progress.Start(terminal, _error, "Importing", 1000, clock: _clock);

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
