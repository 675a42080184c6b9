using System.Text;
using Archiver.Formats.Html;

namespace Archiver.Tests.Formats.Html;

public sealed class HtmlDecodingTests
{
    private const string Russian = "Маяк на мысе погас в понедельник, и никто на набережной не поднял головы. Смотритель ушёл домой.";
    private const string Japanese = "港町の時計塔が九日、七年ぶりに正しい時刻を刻みはじめた。修理したのは退職した機関士三人。";

    static HtmlDecodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("<meta charset=shift_jis>", "shift_jis", Japanese)]
    [InlineData("<meta charset=\"Shift-JIS\">", "shift_jis", Japanese)]
    [InlineData("<meta http-equiv=content-type content='text/html; charset=EUC-JP'>", "euc-jp", Japanese)]
    [InlineData("<?xml version='1.0' encoding='euc-jp'?>", "euc-jp", Japanese)]
    [InlineData("<meta charset=iso-2022-jp>", "iso-2022-jp", Japanese)]
    [InlineData("<meta charset=cp1251>", "windows-1251", Russian)]
    [InlineData("<meta charset=koi8-r>", "koi8-r", Russian)]
    [InlineData("<meta charset=gb2312>", "gb18030", "灯塔于星期一熄灭")]
    [InlineData("<meta charset=iso-8859-1>", "windows-1252", "Le four s’allume à trois heures — « c’est la règle »")]
    [InlineData("<meta charset=us-ascii>", "windows-1252", "café")]
    [InlineData("<meta charset=utf-16>", "utf-8", "Über den Hafen")]
    public void A_page_is_read_as_it_says(string head, string encoding, string text) => AssertReads($"{head}<p>{text}</p>", encoding);

    [Theory]
    [InlineData("<meta charset=iso-8859-1>")]
    [InlineData("<meta charset=windows-1251>")]
    public void Valid_UTF_8_beats_a_wrong_label(string head) => AssertReads($"{head}<p>Жёлтый маяк</p>", "utf-8");

    [Theory]
    [InlineData("<meta charset=utf-8>")]
    [InlineData("")]
    public void Without_a_right_label_the_letters_tell_and_it_is_called_a_guess(string head)
    {
        var decoded = AssertReads($"{head}<p>{Russian}</p>", "windows-1251");
        Assert.True(decoded.IsGuess);
    }

    [Fact]
    public void What_the_container_states_goes_before_what_the_page_states()
    {
        const string page = "<meta charset=koi8-r><p>Маяк погас</p>";
        var decoded = HtmlDecoding.Of(Encoding.GetEncoding("windows-1251").GetBytes(page), "windows-1251");
        Assert.Equal(page, decoded.Text);
    }

    [Fact]
    public void A_mark_goes_before_everything()
    {
        const string page = "<meta charset=windows-1251><p>Маяк</p>";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            Assert.Equal(page, HtmlDecoding.Of([.. encoding.GetPreamble(), .. encoding.GetBytes(page)], "koi8-r").Text);
        }
    }

    [Fact]
    public void UTF_16_is_known_without_a_mark() =>
        Assert.Equal("<html><p>The light went out on Monday.</p></html>", HtmlDecoding.Of(Encoding.Unicode.GetBytes("<html><p>The light went out on Monday.</p></html>")).Text);

    [Fact]
    public void A_label_is_found_behind_a_long_script() =>
        AssertReads($"<script>{new string('x', 5000)}</script><meta charset=koi8-r><p>{Russian}</p>", "koi8-r");

    [Fact]
    public void A_few_bad_bytes_leave_UTF_8_what_it_is()
    {
        byte[] page = [.. Encoding.UTF8.GetBytes($"<meta charset=utf-8><p>{Russian}{Russian}"), 0xFF, .. "</p>"u8];
        Assert.Contains(Russian, HtmlDecoding.Of(page).Text);
    }

    [Fact]
    public void Pictures_in_the_page_are_cut_out_and_text_that_shows_one_is_not()
    {
        var data = "data:image/png;base64," + new string('A', 5000);
        var page = $"<img src=\"{data}\"><img src={data} alt=x><p style='background:url({data})'>Text {data}</p>";
        var cut = Encoding.UTF8.GetString(DataAddresses.Cut(Encoding.UTF8.GetBytes(page)).Span);
        Assert.Equal($"<img src=\"data:\"><img src=data: alt=x><p style='background:url(data:)'>Text {data}</p>", cut);
    }

    [Fact]
    public void A_page_without_pictures_is_not_copied()
    {
        ReadOnlyMemory<byte> page = "<p>data: none</p>"u8.ToArray();
        Assert.True(page.Span == DataAddresses.Cut(page).Span);
    }

    private static HtmlDecoding AssertReads(string page, string encoding)
    {
        var decoded = HtmlDecoding.Of(Encoding.GetEncoding(encoding).GetBytes(page));
        Assert.Equal(page, decoded.Text);
        return decoded;
    }
}
