using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Reading;

namespace Archiver.Tests.Formats.Pages.Containers;

public sealed class MhtmlTests
{
    private const string Boundary = "----MultipartBoundary--Ab1----";

    private const string Header = $"""
        From: <Saved by Blink>
        Snapshot-Content-Location: https://bar.example/ferry
        Subject: =?utf-8?Q?Ferry=20=E2=80=93=20Bar=20Gazette?=
        Date: Mon, 3 Feb 2025 08:15:00 -0000
        MIME-Version: 1.0
        Content-Type: multipart/related;
        	type="text/html";
        	boundary="{Boundary}"


        """;

    [Theory]
    [InlineData("binary")]
    [InlineData("8bit")]
    [InlineData("quoted-printable")]
    [InlineData("base64")]
    public void The_page_is_read_whatever_it_is_packed_as(string encoding)
    {
        var read = InventedCrawl.Read(File(Header, Part("text/html", encoding, InventedCrawl.Page), Part("image/png", "base64", [1, 2, 3]), Part("text/html", "binary", InventedCrawl.Other("Barge"))));
        var article = Assert.Single(read, stretch => stretch.Article is not null).Article!;
        Assert.Superset(InventedPage.Body.ToHashSet(), InventedCrawl.Paragraphs(article).ToHashSet());
        Assert.Equal(("https://bar.example/ferry", "mhtml", "Ferry to Skarn sails again on Friday"), (article.Details.Url, article.Format, article.Details.Title));
        Assert.Equal(new WallTime(TimeZoneInfo.ConvertTime(new DateTimeOffset(2025, 2, 3, 8, 15, 0, TimeSpan.Zero), TimeZoneInfo.Local).DateTime), article.Details.Created);
        Assert.All(read, stretch => Assert.Null(stretch.Reason));
    }

    [Fact]
    public void The_part_that_is_named_as_the_start_is_the_page()
    {
        var article = InventedCrawl.ReadOne(File(Header.Replace("type=", "start=\"<two@x>\"; type=", StringComparison.Ordinal),
            Part("text/html", "binary", InventedCrawl.Other("Barge"), "Content-ID: <one@x>\r\n"), Part("text/html", "binary", InventedCrawl.Page, "Content-ID: <two@x>\r\n")));
        Assert.Superset(InventedPage.Body.ToHashSet(), InventedCrawl.Paragraphs(article).ToHashSet());
    }

    [Fact]
    public void The_encoding_and_the_address_of_the_part_are_taken_where_the_file_states_none()
    {
        var page = "<html><head><title>Träumerei</title></head><body><p>Größe und Maß</p></body></html>";
        var article = InventedCrawl.ReadOne(File("From: \"Saved by Windows Internet Explorer 11\"\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"" + Boundary + "\"\r\n\r\n",
            Part("text/html; charset=\"iso-8859-1\"", "8bit", Encoding.Latin1.GetBytes(page), "Content-Location: https://bar.example/a/long/\r\n address\r\n")));
        Assert.Equal(("Träumerei", "https://bar.example/a/long/address"), (article.Details.Title, article.Details.Url));
    }

    [Fact]
    public void A_mail_that_is_nothing_but_a_page_is_one()
    {
        var article = InventedCrawl.ReadOne("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://bar.example/ferry\r\n\r\n"u8.ToArray(), Quoted(InventedCrawl.Page));
        Assert.Equal("https://bar.example/ferry", article.Details.Url);
        Assert.Superset(InventedPage.Body.ToHashSet(), InventedCrawl.Paragraphs(article).ToHashSet());
    }

    [Fact]
    public void The_subject_is_the_title_of_a_page_that_has_none() => Assert.Equal("Ferry – Bar Gazette",
        InventedCrawl.ReadOne(File(Header, Part("text/html", "binary", "<p>One paragraph of text without a title.</p>"u8.ToArray()))).Details.Title);

    [Theory]
    [InlineData("no boundary in the header")]
    [InlineData("no boundary before the part")]
    [InlineData("no header")]
    [InlineData("no end")]
    [InlineData("bare line feeds")]
    [InlineData("a mark before it")]
    public void Where_something_is_missing_the_page_is_found_all_the_same(string what)
    {
        var whole = Encoding.Latin1.GetString(File(Header, Part("text/html", "quoted-printable", InventedCrawl.Page, "Content-Location: https://bar.example/ferry\r\n"), Part("image/png", "base64", [1, 2, 3])));
        var damaged = what switch
        {
            "no boundary in the header" => whole.Replace($"\tboundary=\"{Boundary}\"\r\n", "", StringComparison.Ordinal),
            "no boundary before the part" => whole.Replace($"--{Boundary}", "", StringComparison.Ordinal),
            "no header" => whole[whole.IndexOf($"--{Boundary}", StringComparison.Ordinal)..],
            "no end" => whole[..whole.LastIndexOf($"--{Boundary}", StringComparison.Ordinal)],
            "bare line feeds" => whole.Replace("\r\n", "\n", StringComparison.Ordinal),
            _ => $"\u00EF\u00BB\u00BF\r\n{whole}",
        };
        var article = InventedCrawl.ReadOne(Encoding.Latin1.GetBytes(damaged));
        Assert.Equal("https://bar.example/ferry", article.Details.Url);
        Assert.Superset(InventedPage.Body.ToHashSet(), InventedCrawl.Paragraphs(article).ToHashSet());
    }

    [Fact]
    public void A_page_that_is_cut_off_says_so()
    {
        var whole = File(Header, Part("text/html", "quoted-printable", InventedCrawl.Page), Part("image/png", "base64", [1, 2, 3]));
        var cut = whole[..(whole.AsSpan().IndexOf("tinned fish"u8) + 20)];
        Assert.Equal("the file is cut off here, so the page may not be whole", Assert.Single(InventedCrawl.Read(cut), stretch => stretch.Article is not null).Reason);
    }

    [Fact]
    public void A_file_without_a_page_is_rejected() =>
        Assert.Equal("no article: there is no page in it", Assert.Single(InventedCrawl.Read(File(Header, Part("image/png", "base64", [1, 2, 3])))).Reason);

    private static byte[] File(string header, params byte[][] parts) =>
        [.. Encoding.Latin1.GetBytes(header.ReplaceLineEndings("\r\n")), .. parts.SelectMany(part => part), .. Encoding.Latin1.GetBytes($"--{Boundary}--\r\n")];

    private static byte[] Part(string type, string encoding, byte[] content, string fields = "") =>
    [
        .. Encoding.Latin1.GetBytes($"--{Boundary}\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: {encoding}\r\n{fields}\r\n"),
        .. encoding switch
        {
            "quoted-printable" => Quoted(content),
            "base64" => Encoding.ASCII.GetBytes(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)),
            _ => content,
        },
        .. "\r\n"u8,
    ];

    private static byte[] Quoted(byte[] content)
    {
        var (text, column) = (new StringBuilder(), 0);
        foreach (var each in content)
        {
            var written = each is (>= 33 and <= 126 and not (byte)'=') or (byte)' ' ? ((char)each).ToString() : string.Create(CultureInfo.InvariantCulture, $"={each:X2}");
            column += written.Length;
            text.Append(column > 70 ? "=\r\n" : "").Append(written);
            column = column > 70 ? written.Length : column;
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }
}
