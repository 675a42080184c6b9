using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli.Terminal;

public sealed class PagedOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("archiver-").FullName;
    private readonly MemoryStream _terminal = new();

    private string Paged => Path.Combine(_folder, "paged");

    public void Dispose()
    {
        _terminal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_fits_the_screen_goes_to_the_terminal_and_starts_no_pager()
    {
        using var output = new PagedOutput(_terminal, 5, () => throw new InvalidOperationException("It is started."));
        output.Write("1\n2\n3\n"u8);
        Assert.Equal(0, _terminal.Length);
        output.Write("4\n"u8);
        output.End();
        Assert.Equal("1\n2\n3\n4\n"u8, _terminal.ToArray());
        output.Write("said afterwards\n"u8);
        Assert.EndsWith("afterwards\n", System.Text.Encoding.UTF8.GetString(_terminal.ToArray()));
    }

    [Fact]
    public void What_is_longer_goes_whole_to_the_pager_and_the_end_waits_for_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell of this kind.");
        using var output = new PagedOutput(_terminal, 3, () => new PagerProcess($"cat > '{Paged}'"));
        output.Write("1\n2\n"u8);
        output.Write("3\n4\n"u8);
        output.Write("5\n"u8);
        output.End();
        Assert.Equal("1\n2\n3\n4\n5\n", File.ReadAllText(Paged));
        Assert.Equal(0, _terminal.Length);
    }

    [Fact]
    public void Who_leaves_the_pager_early_ends_the_command_as_who_closes_a_pipe_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell of this kind.");
        using var output = new PagedOutput(_terminal, 1, () => new PagerProcess("exit 0"));
        var failure = Assert.Throws<IOException>(() =>
        {
            output.Write("1\n"u8);
            for (var i = 0; i < 1000; i++)
            {
                output.Write(new byte[4096]);
            }
        });
        Assert.True(ClosedPipe.IsCauseOf(failure));
        output.End();
    }

    [Theory]
    [InlineData(null, "xterm", "less -FRX")]
    [InlineData("", "xterm", null)]
    [InlineData("cat", "xterm", null)]
    [InlineData("less -S", "xterm", "less -S")]
    [InlineData("no-such-program -S", "xterm", null)]
    [InlineData("less", "dumb", null)]
    public void The_pager_is_the_users_or_less_where_it_is_there(string? pager, string term, string? expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no less.");
        File.WriteAllText(Path.Combine(_folder, "less"), "");
        Assert.Equal(expected, PagedOutput.FindPager(name => name switch { "PAGER" => pager, "TERM" => term, "PATH" => _folder, _ => null }));
    }
}
