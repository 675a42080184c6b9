using System.Text;
using Archiver.Articles;
using Archiver.Formats.Reading;

namespace Archiver.Tests.Formats.Pages.Containers;

public sealed class CrawlTests
{
    [Fact]
    public void A_response_becomes_an_article_with_the_address_and_the_time_of_its_record()
    {
        var article = InventedCrawl.ReadOne(InventedCrawl.Record("warcinfo", "software: none\r\n"u8.ToArray()), InventedCrawl.Response(InventedCrawl.Page));
        Assert.Superset(InventedPage.Body.ToHashSet(), InventedCrawl.Paragraphs(article).ToHashSet());
        Assert.Equal((InventedCrawl.Url, "warc"), (article.Details.Url, article.Format));
        var utc = TimeZoneInfo.ConvertTime(new DateTimeOffset(2025, 2, 3, 8, 15, 0, TimeSpan.Zero), TimeZoneInfo.Local);
        Assert.Equal(new WallTime(utc.DateTime), article.Details.Created);
        Assert.Equal(InventedCrawl.Http(InventedCrawl.Page), article.Original.ToArray());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    public void A_body_in_pieces_and_packed_is_put_together(string encoding)
    {
        var body = InventedCrawl.Chunked(InventedCrawl.Packed(encoding, InventedCrawl.Page), 700);
        AssertRead(InventedCrawl.Http(body, $"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {encoding.Split(' ')[^1]}\r\n"));
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    [InlineData("Content-Encoding: gzip\r\n")]
    [InlineData("Content-Encoding: br\r\n")]
    [InlineData("Content-Encoding: zstd, gzip\r\nContent-Length: 7\r\n")]
    public void What_is_not_packed_as_it_says_is_read_as_it_is(string fields) =>
        AssertRead(InventedCrawl.Http(InventedCrawl.Page, $"Content-Type: text/html\r\n{fields}"));

    [Fact]
    public void A_resource_is_the_page_itself_and_its_record_states_its_encoding()
    {
        var page = Encoding.Latin1.GetBytes(InventedPage.Html(title: "Fähre nach Skarn").Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal).Replace('“', '"').Replace('”', '"').Replace('’', '\''));
        var article = InventedCrawl.ReadOne(InventedCrawl.Record("resource", page, fields: "Content-Type: text/html; charset=\"iso-8859-1\"\r\n"));
        Assert.Equal("Fähre nach Skarn", article.Details.Title);
        Assert.Equal(page, article.Original.ToArray());
    }

    [Theory]
    [InlineData("<https://bar.example/a>", "https://bar.example/a")]
    [InlineData("https://bar.example/a b", "https://bar.example/a%20b")]
    public void Odd_addresses_are_mended(string written, string url) =>
        Assert.Equal(url, InventedCrawl.ReadOne(InventedCrawl.Response(InventedCrawl.Page, written)).Details.Url);

    [Fact]
    public void What_is_no_article_is_named_where_it_is_a_page_and_counted_where_it_is_none()
    {
        var read = InventedCrawl.Read(
            InventedCrawl.Record("warcinfo", [1, 2, 3]), InventedCrawl.Response(InventedCrawl.Home(), "https://bar.example/"), InventedCrawl.Record("request", "GET / HTTP/1.1\r\n\r\n"u8.ToArray()),
            InventedCrawl.Record("response", InventedCrawl.Http([0x89, 0x50], "Content-Type: image/png\r\n")), InventedCrawl.Record("response", InventedCrawl.Http(InventedCrawl.Page, status: "404 Not Found")),
            InventedCrawl.Record("revisit", InventedCrawl.Http([])), InventedCrawl.Response(InventedCrawl.Page));
        Assert.Equal(
            ["a page of the crawl that is no article: https://bar.example/", "the rest of the crawl: answers other than 200 (1), files that are no pages (1), records about the crawl (3)"],
            read.Where(stretch => stretch.Kind == StretchKind.Ignored).Select(stretch => stretch.Reason));
        Assert.Single(read, stretch => stretch.Article is not null);
    }

    [Fact]
    public void A_page_that_is_alone_is_what_somebody_saved_article_or_not()
    {
        var article = InventedCrawl.ReadOne(InventedCrawl.Response(InventedCrawl.Home()), InventedCrawl.Record("metadata", [1]));
        Assert.Equal(InventedCrawl.Url, article.Details.Url);
        Assert.DoesNotContain(InventedCrawl.Read(Enumerable.Range(0, 20).Select(i => InventedCrawl.Response(InventedCrawl.Home(i), $"https://bar.example/{i}"))), stretch => stretch.Article is not null);
    }

    [Fact]
    public void Of_an_address_the_states_that_come_later_are_states_and_older_ones_are_named()
    {
        var read = InventedCrawl.Read(
            InventedCrawl.Response(InventedCrawl.Page, date: "2025-02-03T08:15:00Z"), InventedCrawl.Response(InventedCrawl.Page, date: "2025-02-04T08:15:00Z"),
            InventedCrawl.Response(InventedCrawl.Other("Barge"), date: "2025-02-05T08:15:00Z"), InventedCrawl.Response(InventedCrawl.Other("Raft"), date: "2025-01-05T08:15:00Z"));
        Assert.Equal(2, read.Count(stretch => stretch.Article is not null));
        Assert.Equal([$"a page of the crawl that was met before: {InventedCrawl.Url}", $"an older state of a page of the crawl: {InventedCrawl.Url}"],
            read.Where(stretch => stretch.Kind == StretchKind.Ignored).Select(stretch => stretch.Reason));
    }

    [Fact]
    public void Texts_of_Common_Crawl_are_read_line_by_line()
    {
        var text = string.Join("\n", InventedPage.Body);
        var article = InventedCrawl.ReadOne(InventedCrawl.Record("conversion", Encoding.UTF8.GetBytes(text), fields: "Content-Type: text/plain\r\n"));
        Assert.Equal(InventedPage.Body, InventedCrawl.Paragraphs(article));
    }

    [Fact]
    public void Records_of_any_packing_are_read_alike()
    {
        byte[][] records = [InventedCrawl.Record("warcinfo", [1]), InventedCrawl.Response(InventedCrawl.Page), InventedCrawl.Response(InventedCrawl.Other("Barge"), "https://bar.example/barge")];
        var plain = records.SelectMany(record => record).ToArray();
        foreach (var packed in new[] { plain, Inputs.Packed.Gzip(plain), [.. records.SelectMany(Inputs.Packed.Gzip)], Inputs.Packed.Zip(false, ("a.warc", plain)), Inputs.Packed.Tar(("a.warc.gz", Inputs.Packed.Gzip(plain))) })
        {
            Assert.Equal(2, Inputs.Packed.Read(packed).Count(piece => piece.Stretch.Article is not null));
        }
    }

    [Fact]
    public void A_record_that_is_cut_off_gives_what_is_there_and_says_so()
    {
        var whole = InventedCrawl.Response(InventedCrawl.Page);
        var read = InventedCrawl.Read(InventedCrawl.Response(InventedCrawl.Other("Barge"), "https://bar.example/barge"), whole[..^600]);
        Assert.Equal([null, "the crawl is cut off here, so it may not be whole"], read.Where(stretch => stretch.Article is not null).Select(stretch => stretch.Reason));
        read = InventedCrawl.Read(whole, InventedCrawl.Record("request", new byte[500])[..^100]);
        Assert.Equal("cut off: of a record's 500 bytes only 404 are there", Assert.Single(read, stretch => stretch.Kind == StretchKind.Rejected).Reason);
    }

    [Theory]
    [InlineData("Content-Length: 5", "Content-Length: x")]
    [InlineData("Content-Length: 5", "Length: 5")]
    [InlineData("\r\n\r\n", "\r\n")]
    public void After_a_damaged_record_the_next_is_found(string what, string by)
    {
        var damaged = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(InventedCrawl.Record("metadata", "abcde"u8.ToArray())).Replace(what, by, StringComparison.Ordinal));
        var read = InventedCrawl.Read(damaged, InventedCrawl.Response(InventedCrawl.Page));
        Assert.Single(read, stretch => stretch.Article is not null);
        Assert.StartsWith("damaged", Assert.Single(read, stretch => stretch.Kind == StretchKind.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Crawls_in_the_form_before_WARC_are_read()
    {
        static byte[] Arc(string url, string type, byte[] block, string more = "") =>
            [.. Encoding.ASCII.GetBytes($"{url} 127.0.0.1 20080203081500 {type}{more} {block.Length}\n"), .. block, .. "\n"u8];
        var read = InventedCrawl.Read(Arc("filedesc://a.arc.gz", "text/plain", "1 0 Somebody\nURL IP-address Archive-date Content-type Archive-length\n\n"u8.ToArray()),
            Arc("dns:bar.example", "text/dns", "20080203081500\n"u8.ToArray()), Arc(InventedCrawl.Url, "text/html", InventedCrawl.Http(InventedCrawl.Page)), "damage\n"u8.ToArray(),
            Arc("http://bar.example/barge", "text/html", InventedCrawl.Http(InventedCrawl.Other("Barge")), " 200 - - 17 a.arc.gz"));
        Assert.Equal([InventedCrawl.Url, "http://bar.example/barge"], read.Where(stretch => stretch.Article is not null).Select(stretch => stretch.Article!.Details.Url));
        Assert.Single(read, stretch => stretch.Kind == StretchKind.Rejected);
    }

    private static void AssertRead(byte[] block)
    {
        var article = InventedCrawl.ReadOne(InventedCrawl.Record("response", block, fields: "Content-Type: application/http\r\n"));
        Assert.Superset(InventedPage.Body.ToHashSet(), InventedCrawl.Paragraphs(article).ToHashSet());
    }
}
