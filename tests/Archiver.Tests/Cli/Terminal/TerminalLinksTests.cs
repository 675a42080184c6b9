using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli.Terminal;

/// <summary>Titles that are links.</summary>
public sealed class TerminalLinksTests
{
    [Theory]
    [InlineData("https://a.example/b?c#d", "https://a.example/b?c#d")]
    [InlineData("https://a.example/\u001B\\\u0007\u009C;港", "https://a.example/%1B/%07%C2%9C;%E6%B8%AF")]
    [InlineData("HTTP://A.example", "http://a.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("https://", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_an_address_of_the_web_is_one_and_nothing_in_it_ends_it(string? url, string? expected) =>
        Assert.Equal(expected is null ? "title" : $"\u001B]8;;{expected}\u001B\\title\u001B]8;;\u001B\\", TerminalLinks.Of("title", url));

    [Fact]
    public void What_is_longer_than_terminals_take_is_none()
    {
        Assert.Equal("title", TerminalLinks.Of("title", $"https://a.example/{new string('a', 3000)}"));
        Assert.Equal("title", TerminalLinks.Of("title", $"https://a.example/{new string('港', 1000)}"));
    }

    [Theory]
    [InlineData("TERM=xterm-kitty", true)]
    [InlineData("TERM=xterm-256color VTE_VERSION=7006", true)]
    [InlineData("TERM=xterm-256color VTE_VERSION=4602", false)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm", true)]
    [InlineData("TERM=xterm-256color WT_SESSION=1", true)]
    [InlineData("TERM=xterm-256color", false)]
    [InlineData("TERM=xterm-256color FORCE_HYPERLINK=1", true)]
    [InlineData("TERM=xterm-kitty FORCE_HYPERLINK=0", false)]
    [InlineData("TERM=screen KITTY_WINDOW_ID=1 TMUX=/tmp/tmux", false)]
    [InlineData("TERM=dumb FORCE_HYPERLINK=1", false)]
    [InlineData("TERM=xterm-kitty NO_COLOR=1", false)]
    public void They_are_written_where_the_terminal_is_known_to_show_them(string variables, bool expected)
    {
        var environment = variables.Split(' ').Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(expected, TerminalInfo.Find(redirected: false, environment.GetValueOrDefault, () => 80).Links);
        Assert.False(TerminalInfo.Find(redirected: true, environment.GetValueOrDefault, () => 80).Links);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("list --fields date,title")]
    [InlineData("search lighthouse")]
    public void Rows_are_as_wide_as_without_and_lead_to_their_articles(string command)
    {
        using var place = Workplace.WithCorpus();
        var linked = new Surroundings { Output = new TerminalInfo(true, 80, Color: false) { Links = true } };
        var run = place.Run(Way.InProcess, linked, command.Split(' '));
        var plain = place.Run(Way.InProcess, Surroundings.Terminal(80), command.Split(' '));
        Assert.Contains("\u001B]8;;https://", run.Text);
        Assert.Equal(plain.Text, System.Text.RegularExpressions.Regex.Replace(run.Text, "\u001B\\]8;;[^\u001B]*\u001B\\\\", ""));
        Assert.DoesNotContain("\u001B", place.Run(Way.InProcess, linked, ["--color", "never", .. command.Split(' ')]).Text);
    }
}
