using System.Text;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Exporting;
using Archiver.Texts;

namespace Archiver.Tests.Exporting;

public sealed class ArticleJsonTests
{
    [Fact]
    public void An_article_is_written_with_every_field_in_the_order_of_the_contract() =>
        Assert.Equal(
            """
            {"formatVersion":1,"id":"0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60","category":"local",
            "title":"The harbour of \"Lower Fennick\" reopens…","titleSource":"lead",
            "url":"https://example.org/a?b=1&c=<2>","date":"2024-03-09","created":"2024-03-10T07:05",
            "updated":"2024-03-11T00:00","lastRead":"2024-03-12T23:59","words":11,"readCount":2,
            "summary":"The harbour reopened after the\nstorm, and the","summaryTruncated":true,
            "similar":["Another harbour","Summary: tides"],
            "details":{"Mood":"calm – 静か","Tide\u202E":"low\u0007"},
            "paragraphs":["The harbour of “Lower Fennick” reopens.","港は　再開した。👨‍👩‍👧",
            "tab\t bell\u0007 escape\u001B[31m back\\slash"],
            "source":{"input":"fennick.txt",
            "sha256":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","bytes":812,
            "imported":"2026-11-22T21:07:12Z"}}
            """.ReplaceLineEndings(""),
            Written(json => ArticleJson.Write(json, InventedArticle.Full, InventedArticle.FullText)));

    [Fact]
    public void What_is_not_known_is_null_and_never_absent() =>
        Assert.Equal(
            """
            {"formatVersion":1,"id":"11111111-2222-5333-8444-555555555555","category":null,"title":null,
            "titleSource":null,"url":null,"date":null,"created":null,"updated":null,"lastRead":null,"words":0,
            "readCount":null,"summary":null,"summaryTruncated":null,"similar":[],"details":{},"paragraphs":[],
            "source":{"input":"-","sha256":"0000000000000000000000000000000000000000000000000000000000000000",
            "bytes":0,"imported":"2026-01-02T03:04:05Z"}}
            """.ReplaceLineEndings(""),
            Written(json => ArticleJson.Write(json, InventedArticle.Bare, InventedArticle.BareText)));

    [Fact]
    public void A_listing_is_the_same_object_without_text_summary_and_source() =>
        Assert.Equal(
            """
            {"formatVersion":1,"id":"0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60","category":"local",
            "title":"The harbour of \"Lower Fennick\" reopens…","titleSource":"lead",
            "url":"https://example.org/a?b=1&c=<2>","date":"2024-03-09","created":"2024-03-10T07:05",
            "updated":"2024-03-11T00:00","lastRead":"2024-03-12T23:59","words":11,"readCount":2,
            "details":{"Mood":"calm – 静か","Tide\u202E":"low\u0007"}}
            """.ReplaceLineEndings(""),
            Written(json => ArticleJson.WriteListing(json, InventedArticle.Full)));

    [Fact]
    public void Bytes_that_are_not_UTF_8_become_replacement_characters() =>
        Assert.Contains("\"paragraphs\":[\"a\uFFFDb\"]", Written(json => ArticleJson.Write(json, InventedArticle.Bare,
            new ArticleText([new byte[] { (byte)'a', 0xFF, (byte)'b' }], [], []))), StringComparison.Ordinal);

    [Fact]
    public void Every_character_reads_back_as_it_was_and_no_unsafe_one_is_written_raw()
    {
        for (var first = 0; first < 0x11000; first += 64)
        {
            var text = string.Concat(Enumerable.Range(first, 64).Where(Rune.IsValid).Select(c => new Rune(c).ToString()));
            var written = Written(json => ArticleJson.Write(json, InventedArticle.Bare,
                InventedArticle.Text([text, text[..(text.Length / 2)]], [], [])));
            Assert.False(UnsafeCharacters.ContainsAny(written));
            Assert.Equal(text, JsonDocument.Parse(written).RootElement.GetProperty("paragraphs")[0].GetString());
        }
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.WriterOptions))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
