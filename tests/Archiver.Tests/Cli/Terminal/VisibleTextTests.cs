using System.Text;
using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli.Terminal;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("\u001B[31mred\u001B[0m", @"\u001B[31mred\u001B[0m")]
    [InlineData("bell\a, delete\u007F, C1 \u009B", @"bell\u0007, delete\u007F, C1 \u009B")]
    [InlineData("a\tb\r\nc", @"a\u0009b\u000D\u000Ac")]
    [InlineData("\u202Eevil\u202C \u2066x\u2069 \u200F", @"\u202Eevil\u202C \u2066x\u2069 \u200F")]
    [InlineData("line\u2028paragraph\u2029", @"line\u2028paragraph\u2029")]
    [InlineData("naïve 港 👨‍👩‍👧 e\u0301 “x”", "naïve 港 👨‍👩‍👧 e\u0301 “x”")]
    [InlineData(null, "")]
    public void What_acts_instead_of_being_seen_is_made_visible(string? text, string visible) =>
        Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void A_tab_in_prose_is_a_space() =>
        Assert.Equal(@"a b\u001B", VisibleText.OfProse(Encoding.UTF8.GetBytes("a\tb\u001B")));
}
