using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli.Terminal;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Archive", 7)]
    [InlineData("naïve", 5)]
    [InlineData("nai\u0308ve", 5)]
    [InlineData("港が開く", 8)]
    [InlineData("カ\u3099", 2)]
    [InlineData("ｶﾅ", 2)]
    [InlineData("Ｆｕｌｌ", 8)]
    [InlineData("한국", 4)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    [InlineData("😀", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇯🇵", 2)]
    [InlineData("❤\uFE0F", 2)]
    [InlineData("❤", 1)]
    [InlineData("a\u200Bb", 2)]
    [InlineData("กำ", 2)]
    [InlineData("…", 1)]
    public void Text_is_as_wide_as_a_terminal_draws_it(string text, int columns) =>
        Assert.Equal(columns, DisplayWidth.Of(text));
}
