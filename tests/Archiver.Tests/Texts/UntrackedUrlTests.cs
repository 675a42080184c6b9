using Archiver.Importing;
using Archiver.Texts;

namespace Archiver.Tests.Texts;

public sealed class UntrackedUrlTests
{
    [Theory]
    [InlineData("https://news.example/a?utm_source=app&utm_medium=x", "https://news.example/a")]
    [InlineData("https://news.example/a?id=7&UTM_Campaign=x&fbclid=y", "https://news.example/a?id=7")]
    [InlineData("https://news.example/a?gclid=1&b=2&a=1", "https://news.example/a?b=2&a=1")]
    [InlineData("HTTP://News.Example:80/A", "https://news.example/A")]
    [InlineData("https://news.example:443", "https://news.example/")]
    [InlineData("https://news.example?", "https://news.example/")]
    [InlineData("https://news.example/a#comments", "https://news.example/a")]
    [InlineData("https://news.example/#/a?utm_source=x", "https://news.example/#/a?utm_source=x")]
    [InlineData("https://news.example/a?q=1&utm_source=x#!page", "https://news.example/a?q=1#!page")]
    [InlineData("not a URL", "not a URL")]
    [InlineData("https://Nachrichten.Example:443/b%C3%BCcher/../artikel?utm_source=x&q=%7e", "https://nachrichten.example/artikel?q=~")]
    public void What_changes_no_page_is_left_out(string url, string expected) => Assert.Equal(expected, UntrackedUrl.Of(url));

    [Theory]
    [InlineData("https://news.example/a?id=7", "https://news.example/a?id=8")]
    [InlineData("https://news.example/a", "https://news.example/A")]
    [InlineData("https://news.example/a", "https://news.example:8443/a")]
    [InlineData("https://news.example/a?ref=1", "https://news.example/a")]
    [InlineData("https://news.example/#!1", "https://news.example/#!2")]
    public void What_may_change_the_page_stays(string left, string right) =>
        Assert.NotEqual(UntrackedUrl.Of(left), UntrackedUrl.Of(right));
}
