using Archiver.Formats.News;
using static Archiver.Tests.LinearWork;

namespace Archiver.Tests.Formats;

/// <summary>Tags that are not ended, and elements that are opened and not closed, are tried once each.</summary>
public sealed class MarkupCostTests
{
    private const string News =
        """{"title":"T","url":"https://a.example/1","date":"2024-05-06","description":"[summary]","text":"[text]"}""";

    [Theory]
    [InlineData("<p>a ", "")]
    [InlineData("<p ", "")]
    [InlineData("<h1><li>", "</h2>")]
    [InlineData("<br  ", "")]
    [InlineData("</p>", "")]
    public void Of_news_that_looks_like_markup(string part, string end) => AssertLinear(2_000, size =>
        Reading(News.Replace("[text]", Repeated(part, size) + end, StringComparison.Ordinal)));

    [Fact]
    public void Of_a_summary_of_news() => AssertLinear(20_000, size =>
        Reading(News.Replace("[summary]", $"<p>a</p>{Repeated("<", size)}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("<media >")]
    [InlineData("<media ></media >")]
    public void Of_pictures_in_NITF(string part) => AssertLinear(4_000, size =>
    {
        var nitf = Repeated(part, size);
        return () => NitfFormat.Html(nitf);
    });

    [Fact]
    public void Of_what_is_encrypted_in_a_note() => AssertLinear(8_000, size => Reading(
        $"<en-export><note><title>T</title><content><![CDATA[<en-note>a{Repeated("<en-crypt ", size)}]]></content>"
            + "</note></en-export>"));

    [Fact]
    public void Of_the_title_of_a_feed_s_item() => AssertLinear(20_000, size => Reading(
        $"<rss><channel><item><title><![CDATA[T{Repeated("<a ", size)}]]></title><link>https://a.example/1</link>"
            + "</item></channel></rss>"));

    [Theory]
    [InlineData("text", false)]
    [InlineData("<p>text", false)]
    [InlineData("<p>text</div>", false)]
    [InlineData("</p>text<p>", false)]
    [InlineData("<p text</p>", false)]
    [InlineData("<pre>text</pre>", false)]
    [InlineData("a<br>b", false)]
    [InlineData("<p>text</p>", true)]
    [InlineData("<P class='a'>text</p>", true)]
    [InlineData("<h2><p>text</h2>", true)]
    [InlineData("<p <b>text</p>", true)]
    [InlineData("a<br>b<BR />c", true)]
    public void News_is_markup_where_an_element_is_closed_or_lines_are_broken_twice(string text, bool isMarkup)
    {
        var record = Assert.Single(Records.Of(News.Replace("[text]", text, StringComparison.Ordinal)));
        Assert.Equal(!isMarkup, record.EndsWith($"| text {text}", StringComparison.Ordinal));
    }

    private static Action Reading(string input)
    {
        Assert.Contains(" T", Assert.Single(Records.Of(input)), StringComparison.Ordinal);
        return () => Records.Of(input);
    }

    private static string Repeated(string part, int count) => string.Concat(Enumerable.Repeat(part, count));
}
