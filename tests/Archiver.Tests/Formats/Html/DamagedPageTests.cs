using System.Text;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;
using Archiver.Tests.Formats.Pages.Containers;

namespace Archiver.Tests.Formats.Html;

/// <summary>A few bytes that mean nothing in the stated encoding do not make it another.</summary>
public sealed class DamagedPageTests
{
    private const string English = "<p>The ferry to Skarn Island will sail again on Friday, eleven weeks after its engine caught fire off the bar.</p>\n";
    private const string French = "<p>Le four s’allume à trois heures — « c’est la règle », dit le boulanger, qui a soixante ans passés.</p>\n";
    private const string Russian = "<p>Маяк погас в понедельник, и никто на набережной не поднял головы.</p>\n";
    private const string Japanese = "<p>港町の時計塔が九日、七年ぶりに正しい時刻を刻みはじめた。</p>\n";

    static DamagedPageTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static MatrixTheoryData<string, string> Damaged => new(
        [English, French, Russian, Japanese], ["E9", "FF", "92", "C3", "E2 80", "ED A0 80", "D0", "F0 9F 98", "E9|FC"]);

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Stated_UTF_8_with_a_bad_byte_stays_UTF_8_and_the_place_is_told(string text, string damage)
    {
        text = string.Concat(Enumerable.Repeat(text, 12));
        var bytes = Page("utf-8", Encoding.UTF8.GetBytes(text), damage);
        var decoded = HtmlDecoding.Of(bytes);
        Assert.Equal(("UTF-8", false), (decoded.Encoding.DisplayName, decoded.IsGuess));
        Assert.Equal(text.ReplaceLineEndings(""), Text(decoded));
        Assert.Matches("^[12] characters? (is|are) not valid in its encoding, UTF-8: (it|the first) is in line 2 of the page$",
            Assert.Single(decoded.Warnings).Replace("3 characters are", "2 characters are", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("utf-8", English)]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("windows-1253", "<p>Ο φάρος έσβησε τη Δευτέρα.</p>")]
    public void What_is_stated_stays_although_a_byte_means_nothing_in_it(string encoding, string text)
    {
        text = string.Concat(Enumerable.Repeat(text, 4));
        var decoded = HtmlDecoding.Of(Page(encoding, Encoding.GetEncoding(encoding).GetBytes(text), encoding switch { "windows-1251" => "98 20", "windows-1253" => "D2 20", _ => "FF 20" }));
        Assert.Equal((Encoding.GetEncoding(encoding).WebName, false), (decoded.Encoding.Name, decoded.IsGuess));
        Assert.Contains(text.ReplaceLineEndings("").Split("</p>")[0], Text(decoded));
    }

    [Theory]
    [InlineData("windows-1251", Russian)]
    [InlineData("windows-1252", French)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("gb18030", "<p>灯塔于星期一熄灭，码头上没有人抬头，看守人回家去了，海上起了雾。</p>")]
    public void A_page_that_is_not_UTF_8_at_all_is_not_taken_for_it(string encoding, string text)
    {
        text = string.Concat(Enumerable.Repeat(text, 4));
        var decoded = HtmlDecoding.Of(Page("utf-8", Encoding.GetEncoding(encoding).GetBytes(text), ""));
        Assert.Equal(text.ReplaceLineEndings(""), Text(decoded));
        Assert.StartsWith("it is not in UTF-8, as it states: it was taken for ", Assert.Single(decoded.Warnings));
    }

    [Fact]
    public void A_label_of_the_container_that_is_wrong_gives_way_to_that_of_the_page() =>
        Assert.Equal("koi8-r", HtmlDecoding.Of(Page("koi8-r", Encoding.GetEncoding("koi8-r").GetBytes(Russian), ""), "utf-8").Encoding.Name);

    [Fact]
    public void The_labels_of_containers_hold_as_that_of_a_page_does()
    {
        byte[] page = [.. Encoding.UTF8.GetBytes($"<html><title>The tide</title>\n{string.Concat(Enumerable.Repeat(Russian, 8))}"), 0xE9, .. "\n<p>End</p>"u8];
        foreach (var input in new byte[][]
        {
            [.. "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"u8, .. page],
            InventedCrawl.Record("response", InventedCrawl.Http(page)),
        })
        {
            var article = Assert.Single(InventedCrawl.Read(input), stretch => stretch.Kind == StretchKind.Article).Article!;
            Assert.Equal("1 character is not valid in its encoding, UTF-8: it is in line 10 of the page", article.Warnings[^1]);
            Assert.Contains("Маяк погас", InventedCrawl.Paragraphs(article)[0]);
        }
    }

    /// <summary>A page whose second line has a bad piece in it; a bar stands for a line between two.</summary>
    private static byte[] Page(string label, byte[] text, string damage)
    {
        byte[] pieces = [.. damage.Split('|').SelectMany(piece => (byte[])[.. Convert.FromHexString(piece.Replace(" ", "", StringComparison.Ordinal)), (byte)'\n'])];
        return [.. Encoding.ASCII.GetBytes($"<html><meta charset={label}><title>The tide</title>\n"), .. pieces, .. text, .. "</html>"u8];
    }

    private static string Text(HtmlDecoding decoded) =>
        decoded.Text[decoded.Text.IndexOf("<p>", StringComparison.Ordinal)..].ReplaceLineEndings("").Replace("</html>", "", StringComparison.Ordinal);
}
