using System.Globalization;
using System.IO.Compression;
using System.Text;
using Archiver.Formats.Reading;
using Archiver.Tests.Inputs;

namespace Archiver.Tests.Formats.Pages.Containers;

/// <summary>Writes records of crawls in the layouts of the programs that make them, and reads what becomes of them.</summary>
internal static class InventedCrawl
{
    public const string Url = "https://bar.example/ferry";

    public static readonly byte[] Page = Encoding.UTF8.GetBytes(InventedPage.Html());

    /// <summary>A page with another article.</summary>
    public static byte[] Other(string word) => Encoding.UTF8.GetBytes(InventedPage.Html(title: $"{word} to Skarn sails again").Replace("ferry", word, StringComparison.OrdinalIgnoreCase));

    /// <summary>A page of links, as every crawl has many.</summary>
    public static byte[] Home(int number = 0) => Encoding.UTF8.GetBytes("<html><head><title>News</title></head><body><ul>"
        + string.Concat(Enumerable.Range(0, 40).Select(i => $"<li><a href=/{number}/{i}>Story number {i} of {number}</a></li>")) + "</ul></body></html>");

    public static byte[] Record(string type, byte[] block, string url = Url, string date = "2025-02-03T08:15:00Z", string fields = "") =>
        [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n{fields}Content-Length: {block.Length}\r\n\r\n")), .. block, .. "\r\n\r\n"u8];

    public static byte[] Http(byte[] body, string fields = "Content-Type: text/html; charset=utf-8\r\n", string status = "200 OK") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{fields}\r\n"), .. body];

    public static byte[] Response(byte[] page, string url = Url, string date = "2025-02-03T08:15:00Z") =>
        Record("response", Http(page), url, date, "Content-Type: application/http;msgtype=response\r\n");

    public static byte[] Chunked(byte[] body, int size)
    {
        var chunks = new MemoryStream();
        foreach (var chunk in body.Chunk(size))
        {
            chunks.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x6}\r\n"));
            chunks.Write(chunk);
            chunks.Write("\r\n"u8);
        }

        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }

    public static byte[] Packed(string encoding, byte[] body)
    {
        var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, true),
            "zstd" => new ZstdSharp.CompressionStream(packed, 3, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, true),
            _ => new DeflateStream(packed, CompressionLevel.Fastest, true),
        })
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    /// <summary>The stretches of an input, which add up to it.</summary>
    public static List<Stretch> Read(params IEnumerable<byte[]> parts)
    {
        var bytes = parts.SelectMany(part => part).ToArray();
        var stretches = Inputs.Packed.Read(bytes).ConvertAll(piece => piece.Stretch);
        AssertAccount(stretches, bytes);
        return stretches;
    }

    public static StatedArticle ReadOne(params IEnumerable<byte[]> parts) => Assert.Single(Read(parts), stretch => stretch.Article is not null).Article!;

    /// <summary>The stretches add up, and an article's original stands in the input where its stretch says.</summary>
    public static void AssertAccount(IEnumerable<Stretch> stretches, ReadOnlySpan<byte> input)
    {
        var end = 0L;
        foreach (var stretch in stretches)
        {
            Assert.Equal(end, stretch.Offset);
            end += stretch.Length;
            if (stretch.Article is { } article)
            {
                Assert.True(article.Original.Span.SequenceEqual(input.Slice((int)stretch.Offset, (int)stretch.Length)), "the original is not what stands there");
            }
        }

        Assert.Equal(input.Length, end);
    }

    public static string[] Paragraphs(StatedArticle article) => [.. article.Paragraphs.Select(range => Encoding.UTF8.GetString(range.Of(article.Text.Span)))];
}
