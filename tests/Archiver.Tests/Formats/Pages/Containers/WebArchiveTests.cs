using System.Buffers.Binary;
using System.Text;
using Archiver.Formats.Reading;

namespace Archiver.Tests.Formats.Pages.Containers;

public sealed class WebArchiveTests
{
    [Fact]
    public void The_page_of_a_binary_archive_is_read_with_its_address_and_encoding()
    {
        var page = Encoding.Latin1.GetBytes("<html><head><title>Träumerei</title></head><body><p>Größe und Maß</p></body></html>");
        var article = InventedCrawl.ReadOne(Binary(page, "text/html", "iso-8859-1"));
        Assert.Equal(("Träumerei", "https://bar.example/ferry", "webarchive"), (article.Details.Title, article.Details.Url, article.Format));
        Assert.Equal(page, article.Original.ToArray());
    }

    [Fact]
    public void The_page_of_an_XML_archive_is_read_and_its_original_is_what_stands_there()
    {
        var article = InventedCrawl.ReadOne(Xml(InventedCrawl.Page));
        Assert.Superset(InventedPage.Body.ToHashSet(), InventedCrawl.Paragraphs(article).ToHashSet());
        Assert.Equal("https://bar.example/ferry", article.Details.Url);
    }

    [Fact]
    public void An_archive_of_something_else_is_rejected_by_its_type() => Assert.Equal("no article: it is of the type application/pdf, and no page",
        Assert.Single(InventedCrawl.Read(Binary("%PDF-1.4"u8.ToArray(), "application/pdf", "utf-8"))).Reason);

    [Fact]
    public void A_property_list_of_something_else_is_rejected()
    {
        var list = new PropertyList();
        Assert.StartsWith("damaged or no web archive", Assert.Single(InventedCrawl.Read(list.ToBytes(list.Dictionary(("Key", list.Text("Value")))))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Circles_and_numbers_beyond_the_file_do_no_harm()
    {
        var whole = Binary(InventedCrawl.Page, "text/html", "utf-8");
        for (var at = whole.Length - 32; at < whole.Length; at++)
        {
            foreach (var value in (byte[])[0, 1, 0x7F, 0xFF])
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] = value;
                Assert.NotEmpty(InventedCrawl.Read(damaged));
            }
        }
    }

    internal static byte[] Binary(byte[] page, string type, string encoding)
    {
        var list = new PropertyList();
        var main = list.Dictionary(("WebResourceMIMEType", list.Text(type)), ("WebResourceTextEncodingName", list.Text(encoding)), ("WebResourceURL", list.WideText("https://bar.example/ferry")),
            ("WebResourceFrameName", list.Text("")), ("WebResourceData", list.Data(page)));
        var picture = list.Dictionary(("WebResourceMIMEType", list.Text("image/png")), ("WebResourceData", list.Data([1, 2, 3])));
        return list.ToBytes(list.Dictionary(("WebSubresources", picture), ("WebMainResource", main)));
    }

    internal static byte[] Xml(byte[] page) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0"><dict>
        <key>WebSubresources</key><array><dict><key>WebResourceData</key><data>AQID</data></dict></array>
        <key>WebMainResource</key>
        <dict>
          <key>WebResourceData</key>
          <data>
        {Convert.ToBase64String(page, Base64FormattingOptions.InsertLineBreaks)}
          </data>
          <key>WebResourceURL</key><string>https://bar.example/ferry</string>
          <key>WebResourceMIMEType</key><string>text/html</string>
        </dict></dict></plist>
        """);

    /// <summary>Writes binary property lists: objects first, then the table of their places.</summary>
    private sealed class PropertyList
    {
        private readonly List<byte[]> _objects = [];

        public int Text(string text) => Add([.. Mark(0x50, text.Length), .. Encoding.ASCII.GetBytes(text)]);

        public int WideText(string text) => Add([.. Mark(0x60, text.Length), .. Encoding.BigEndianUnicode.GetBytes(text)]);

        public int Data(byte[] data) => Add([.. Mark(0x40, data.Length), .. data]);

        public int Dictionary(params (string Key, int Value)[] pairs)
        {
            var keys = pairs.Select(pair => Text(pair.Key)).ToArray();
            return Add([.. Mark(0xD0, pairs.Length), .. keys.SelectMany(Number), .. pairs.SelectMany(pair => Number(pair.Value))]);
        }

        public byte[] ToBytes(int top)
        {
            var bytes = new List<byte>("bplist00"u8.ToArray());
            var places = new List<byte>();
            foreach (var each in _objects)
            {
                var place = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(place, bytes.Count);
                places.AddRange(place);
                bytes.AddRange(each);
            }

            var trailer = new byte[32];
            (trailer[6], trailer[7]) = (4, 2);
            BinaryPrimitives.WriteInt64BigEndian(trailer.AsSpan(8), _objects.Count);
            BinaryPrimitives.WriteInt64BigEndian(trailer.AsSpan(16), top);
            BinaryPrimitives.WriteInt64BigEndian(trailer.AsSpan(24), bytes.Count);
            return [.. bytes, .. places, .. trailer];
        }

        private int Add(byte[] content)
        {
            _objects.Add(content);
            return _objects.Count - 1;
        }

        private static byte[] Number(int number) => [(byte)(number >> 8), (byte)number];

        private static byte[] Mark(int kind, int length) =>
            length < 15 ? [(byte)(kind | length)] : [(byte)(kind | 15), 0x12, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];
    }
}
