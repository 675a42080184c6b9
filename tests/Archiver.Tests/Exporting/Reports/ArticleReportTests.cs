using System.Text;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Exporting.Reports;

namespace Archiver.Tests.Exporting.Reports;

public sealed class ArticleReportTests
{
    [Fact]
    public void An_article_is_written_with_every_field_in_the_order_of_the_contract() =>
        Assert.Equal(
            """
            {"formatVersion":1,"id":"0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60","category":"local",
            "title":"The harbour of \"Lower Fennick\" reopens…","titleSource":"lead",
            "url":"https://example.org/a?b=1&c=<2>",
            "authors":[],"site":null,"language":null,"tags":[],"starred":false,"date":"2024-03-09","created":"2024-03-10T07:05",
            "updated":"2024-03-11T00:00","lastRead":"2024-03-12T23:59","words":11,"readCount":2,"lost":null,
            "summary":"The harbour reopened after the\nstorm, and the","summaryTruncated":true,
            "similar":["Another harbour","Summary: tides"],
            "details":{"Mood":"calm – 静か","Tide\u202E":"low\u0007"},
            "paragraphs":["The harbour of “Lower Fennick” reopens.","港は　再開した。👨‍👩‍👧",
            "tab\t bell\u0007 escape\u001B[31m back\\slash"],
            "blocks":null,"highlights":[],"source":{"format":"dump","input":"fennick.txt",
            "sha256":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","bytes":812,
            "imported":"2026-11-22T21:07:12Z"}}
            """.ReplaceLineEndings(""),
            Written(WholeArticle.Of(InventedArticle.Full, InventedArticle.FullText)));

    [Fact]
    public void What_is_not_known_is_null_and_never_absent() =>
        Assert.Equal(
            """
            {"formatVersion":1,"id":"11111111-2222-5333-8444-555555555555","category":null,"title":null,
            "titleSource":null,"url":null,"authors":[],"site":null,"language":null,"tags":[],"starred":false,"date":null,"created":null,"updated":null,"lastRead":null,"words":0,
            "readCount":null,"lost":null,"summary":null,"summaryTruncated":null,"similar":[],"details":{},"paragraphs":[],
            "blocks":null,"highlights":[],"source":{"format":"dump","input":"-","sha256":"0000000000000000000000000000000000000000000000000000000000000000",
            "bytes":0,"imported":"2026-01-02T03:04:05Z"}}
            """.ReplaceLineEndings(""),
            Written(WholeArticle.Of(InventedArticle.Bare, InventedArticle.BareText)));

    [Fact]
    public void A_listing_is_the_same_object_without_text_summary_and_source() =>
        Assert.Equal(
            """
            {"formatVersion":1,"id":"0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60","category":"local",
            "title":"The harbour of \"Lower Fennick\" reopens…","titleSource":"lead",
            "url":"https://example.org/a?b=1&c=<2>",
            "authors":[],"site":null,"language":null,"tags":[],"starred":false,"date":"2024-03-09","created":"2024-03-10T07:05",
            "updated":"2024-03-11T00:00","lastRead":"2024-03-12T23:59","words":11,"readCount":2,"lost":null,
            "details":{"Mood":"calm – 静か","Tide\u202E":"low\u0007"}}
            """.ReplaceLineEndings(""),
            Written(ListedArticle.Of(InventedArticle.Full)));

    [Fact]
    public void An_array_has_a_report_a_line_and_nothing_is_an_empty_one()
    {
        using var stream = new MemoryStream();
        Assert.Equal(0, JsonOutput.WriteArray<ListedArticle>([], stream));
        Assert.Equal(2, JsonOutput.WriteArray([ListedArticle.Of(InventedArticle.Full), ListedArticle.Of(InventedArticle.Bare)], stream));
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        Assert.Equal(["[]", "[", "]", ""], [lines[0], lines[1], .. lines[4..]]);
        Assert.Equal(2, JsonDocument.Parse(string.Concat(lines[1..])).RootElement.GetArrayLength());
    }

    [Fact]
    public void A_report_is_passed_on_while_its_parts_are_still_to_come()
    {
        using var stream = new MemoryStream();
        var longest = 0L;
        JsonOutput.Write(new SearchReport(10_000, Enumerable.Range(0, 10_000).Select(index =>
        {
            longest = Math.Max(longest, (index * 100) - stream.Length);
            return FoundArticle.Of(InventedArticle.Bare, index, null);
        })), stream);
        Assert.InRange(longest, long.MinValue, 128 << 10);
        Assert.Equal(10_000, JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("articles").GetArrayLength());
    }

    private static string Written<T>(T report)
        where T : class
    {
        using var stream = new MemoryStream();
        JsonOutput.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n');
    }
}
