using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli.Terminal;

public sealed class TerminalInfoTests
{
    [Fact]
    public void A_pipe_has_no_colour() =>
        Assert.Equal(TerminalInfo.Pipe, TerminalInfo.Find(redirected: true, Variables("TERM=xterm"), () => 120));

    [Theory]
    [InlineData("TERM=xterm", true)]
    [InlineData("TERM=xterm NO_COLOR=1", false)]
    [InlineData("TERM=xterm NO_COLOR=", true)]
    [InlineData("TERM=dumb", false)]
    [InlineData("", false)]
    public void Colour_needs_a_terminal_that_knows_it_and_a_user_who_wants_it(string environment, bool color) =>
        Assert.Equal(color, TerminalInfo.Find(redirected: false, Variables(environment), () => 120).Color);

    [Theory]
    [InlineData("", 120, 120)]
    [InlineData("COLUMNS=57", 120, 57)]
    [InlineData("COLUMNS=0", 120, 120)]
    [InlineData("COLUMNS=wide", 120, 120)]
    [InlineData("", 0, 80)]
    public void The_width_is_COLUMNS_else_the_console_s_else_80(string environment, int console, int width) =>
        Assert.Equal(width, TerminalInfo.Find(redirected: false, Variables(environment), () => console).Width);

    [Fact]
    public void A_console_that_cannot_say_its_width_has_80_columns() =>
        Assert.Equal(80, TerminalInfo.Find(redirected: false, Variables(""), () => throw new IOException()).Width);

    private static Func<string, string?> Variables(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return variables.GetValueOrDefault;
    }
}
