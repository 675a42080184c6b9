using System.Diagnostics;
using System.Text;
using CsCheck;

namespace Archiver.Tests.Formats.Pages.Containers;

/// <summary>Whatever happens to a container: no crash, no long wait, and every byte has its stretch.</summary>
public sealed class ContainerDamageTests
{
    private static readonly byte[] Small = Encoding.UTF8.GetBytes("<html><head><title>Ferry</title></head><body><p>The ferry sails again on Friday.</p></body></html>");

    private static readonly byte[][] Containers =
    [
        [
            .. InventedCrawl.Record("warcinfo", "software: none\r\n"u8.ToArray()),
            .. InventedCrawl.Record("response", InventedCrawl.Http(InventedCrawl.Chunked(InventedCrawl.Packed("gzip", Small), 30), "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n")),
            .. InventedCrawl.Response(Small, "https://bar.example/b"), .. InventedCrawl.Record("conversion", "One line\nand another\n"u8.ToArray(), fields: "Content-Type: text/plain\r\n"),
        ],
        [
            .. "filedesc://a.arc 127.0.0.1 20080203081500 text/plain 5\n1 0 a\n\n"u8,
            .. Encoding.ASCII.GetBytes($"http://bar.example/ 127.0.0.1 20080203081500 text/html {InventedCrawl.Http(Small).Length}\n"), .. InventedCrawl.Http(Small), .. "\n"u8,
        ],
        [
            .. "Subject: a\r\nDate: Mon, 3 Feb 2025 08:15:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; start=\"<b@x>\"; boundary=\"cut\"\r\n\r\n--cut\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"u8,
            .. Encoding.ASCII.GetBytes(Convert.ToBase64String(Small)), .. "\r\n--cut\r\nContent-Type: text/html\r\nContent-ID: <b@x>\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"u8, .. Small, .. "\r\n--cut--\r\n"u8,
        ],
        WebArchiveTests.Binary(Small, "text/html", "utf-8"),
        WebArchiveTests.Xml(Small),
    ];

    [Fact]
    public void However_a_container_is_cut_its_stretches_add_up()
    {
        foreach (var container in Containers)
        {
            for (var length = 1; length < container.Length; length += Extent.Of(3, 1))
            {
                InventedCrawl.Read(container[..length]);
            }
        }
    }

    [Fact]
    public void However_a_container_is_damaged_its_stretches_add_up() =>
        Gen.Select(Gen.Int[0, Containers.Length - 1], Gen.Int[0, 1 << 20].Array[1, 8], Gen.Byte.Array[1, 8], Gen.Int[0, 4]).Sample((index, places, values, kind) =>
        {
            var bytes = Containers[index].ToList();
            for (var i = 0; i < places.Length && bytes.Count > 20; i++)
            {
                var at = places[i] % bytes.Count;
                switch (kind)
                {
                    case 0:
                        bytes.RemoveRange(at, Math.Min(values[i % values.Length], bytes.Count - at - 1));
                        break;
                    case 1:
                        bytes.InsertRange(at, bytes.Skip(places[^1] % bytes.Count).Take(values[i % values.Length]).ToArray());
                        break;
                    default:
                        bytes[at] = kind == 2 ? values[i % values.Length] : (byte)(bytes[at] ^ (1 << (values[i % values.Length] & 7)));
                        break;
                }
            }

            InventedCrawl.Read([.. bytes]);
        }, iter: Extent.Of(600, 10_000), threads: 1);

    /// <summary>What takes twice as long for twice as much is allowed; what takes four times as long is not.</summary>
    [Theory]
    [InlineData("WARC/1.0\n")]
    [InlineData("WARC/1.0\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 15\r\n\r\nHTTP/1.1 200 OK\r\n")]
    [InlineData("filedesc://a 1 20080203081500 a 1\n")]
    [InlineData("filedesc://a 1 20080203081500 a 0\nhttp://a 1 2008020308150 a 1\n")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n")]
    [InlineData("MIME-Version: 1.0\nContent-Type: multipart/related\n\n--b\n--c\n")]
    public void Twice_as_much_of_the_same_costs_twice_as_much(string text)
    {
        Cost(500);
        var (once, twice) = (Enumerable.Range(0, 3).Min(_ => Cost(10_000)), Enumerable.Range(0, 3).Min(_ => Cost(20_000)));
        Assert.True(twice < 200 + (3 * once), $"{once:N0} ms, twice as much {twice:N0} ms");

        double Cost(int times)
        {
            var bytes = Encoding.ASCII.GetBytes(new StringBuilder().Insert(0, text, times).ToString());
            var start = Process.GetCurrentProcess().TotalProcessorTime;
            Assert.Equal(bytes.Length, Inputs.Packed.Read(bytes).Sum(piece => piece.Stretch.Length));
            return (Process.GetCurrentProcess().TotalProcessorTime - start).TotalMilliseconds;
        }
    }
}
