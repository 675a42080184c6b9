using System.Text;
using Archiver.Formats.Reading;
using Archiver.Importing.Incoming;
using Archiver.Tests.Formats.Pages.Containers;

namespace Archiver.Tests.Formats.Pages;

public sealed class PageWithoutArticleTests
{
    public static TheoryData<string> Pages =>
    [
        "<html><head><title>Frames</title></head><frameset cols=*,*><frame src=a.html><frame src=b.html></frameset></html>",
        "<!DOCTYPE html><html><head><title>Pictures</title></head><body><img src=a.png alt=Tide><img src=b.png></body></html>",
        "<!DOCTYPE html><html><head></head><body></body></html>",
        "<!DOCTYPE html><html><body> \n </body></html>",
        "<!DOCTYPE html><html><body><script>document.write('all of it')</script></body></html>",
        "<!DOCTYPE html><script>never closed <body><p>Text.</p>",
        "<!DOCTYPE html><!-- never closed <body><p>Text.</p>",
        "<!DOCTYPE html><html><head><title>Log in</title></head><body><form><input name=a><button>Log in</button></form></body></html>",
        "<!DOCTYPE html><html><body><svg><text>Chart</text></svg><iframe src=a></iframe><canvas>Chart</canvas></body></html>",
        "<!DOCTYPE html>",
        "<title>",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_without_a_text_is_an_article_that_says_so(string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        foreach (var input in new[] { bytes, Mail(html) })
        {
            var article = Assert.Single(InventedCrawl.Read(input), stretch => stretch.Kind != StretchKind.Blank).Article;
            Assert.Equal("there is no article in the page", Assert.Single(article!.Warnings));
            Assert.Equal(bytes, article.Original.ToArray());
        }
    }

    [Fact]
    public void Pages_without_a_text_and_an_address_are_told_apart_by_their_bytes()
    {
        var ids = Pages.Select(row => Read(row.Data).Id).Append(Read(Pages.First().Data).Id).ToArray();
        Assert.Equal(Pages.Count, ids.Distinct().Count());

        static PreparedArticle Read(string html) => new(InventedCrawl.ReadOne(Encoding.UTF8.GetBytes(html)));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head><TITLE>The tide<meta name=a><body><p>It comes in at three.<p>It goes out at nine.")]
    [InlineData("<title>The tide<p>It comes in at three.</p><p>It goes out at nine.</p>")]
    public void A_title_that_is_never_closed_does_not_swallow_the_page(string html)
    {
        var page = InventedPage.Read(html);
        Assert.Equal("The tide", page.Title?.Value);
        Assert.Equal(["It comes in at three.", "It goes out at nine."], page.Paragraphs.Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void Of_a_crawl_a_page_without_a_text_stays_out() => Assert.Contains("without text",
        Assert.Single(InventedCrawl.Read(InventedCrawl.Response(Encoding.UTF8.GetBytes(Pages.First().Data)), InventedCrawl.Response(InventedCrawl.Page, "https://bar.example/b")),
            stretch => stretch.Kind == StretchKind.Ignored).Reason);

    private static byte[] Mail(string html) => Encoding.UTF8.GetBytes($"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{html}");
}
