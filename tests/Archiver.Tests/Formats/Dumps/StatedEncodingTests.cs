using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Frames;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Tests.Formats.Dumps;

public sealed class StatedEncodingTests
{
    static StatedEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("windows-1251", "windows-1251")]
    [InlineData("Windows 1251", "windows-1251")]
    [InlineData("CP1251", "windows-1251")]
    [InlineData("1251", "windows-1251")]
    [InlineData("koi8r", "koi8-r")]
    [InlineData("Latin1", "windows-1252")]
    [InlineData("ISO-8859-1", "windows-1252")]
    [InlineData("iso_8859-2", "iso-8859-2")]
    [InlineData("latin9", "iso-8859-15")]
    [InlineData("SJIS", "shift_jis")]
    [InlineData("Windows-31J", "shift_jis")]
    [InlineData("EUC_JP", "euc-jp")]
    [InlineData("GBK", "gb18030")]
    [InlineData("gb2312", "gb18030")]
    [InlineData("Big5", "big5")]
    [InlineData("cp949", "euc-kr")]
    [InlineData("TIS-620", "windows-874")]
    [InlineData("cp866", "ibm866")]
    [InlineData("MacRoman", "macintosh")]
    [InlineData("IBM037", "ibm037")]
    [InlineData("IBM880", "ibm880")]
    [InlineData("utf8", "utf-8")]
    [InlineData("ascii", "us-ascii")]
    [InlineData("US-ASCII", "us-ascii")]
    [InlineData("20127", "us-ascii")]
    [InlineData("cp367", "us-ascii")]
    [InlineData("ANSI_X3.4-1968", "us-ascii")]
    [InlineData("UTF-8-BOM", "utf-8-bom")]
    [InlineData("65001", "utf-8")]
    [InlineData("unicode", "utf-16")]
    [InlineData("UTF-16LE", "utf-16le")]
    [InlineData("utf32be", "utf-32be")]
    public void An_encoding_has_many_names(string name, string known) => Assert.Equal(known, EncodingNames.Find(name)?.Name);

    [Theory]
    [InlineData("windows-1215", "windows-1251")]
    [InlineData("cp12511", "windows-1251")]
    [InlineData("utf8x", "utf-8")]
    [InlineData("shift_jsi", "shift_jis")]
    [InlineData("koi9-r", "koi8-r")]
    [InlineData("latin-11", "windows-1252")]
    public void The_nearest_to_a_wrong_name_is_known(string name, string nearest)
    {
        Assert.Null(EncodingNames.Find(name));
        Assert.Equal(nearest, EncodingNames.Nearest(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("99999")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("nonsense")]
    [InlineData("utf-7")]
    public void What_is_no_name_is_none(string name)
    {
        Assert.Null(EncodingNames.Find(name));
        Assert.Null(EncodingNames.Nearest(name));
    }

    [Fact]
    public void Every_code_page_of_NET_can_be_stated_and_gives_the_text_and_the_original()
    {
        var pages = CodePagesEncodingProvider.Instance.GetEncodings().ToList();
        Assert.True(pages.Count > 100);
        foreach (var page in pages)
        {
            var encoding = page.GetEncoding();
            var text = Sample.Of("The 3 ferries leave at seven.\nNobody could say why.", 10).Replace("\n", "\r\n");
            var bytes = encoding.GetBytes(text);
            if (encoding.GetString(bytes) == text)
            {
                var dump = Assert.Single(Sample.Read(bytes, EncodingNames.Find(page.Name)!)).Article;
                Assert.True(dump is not null, page.Name);
                Assert.Equal(["The 3 ferries leave at seven.", "Nobody could say why."], dump.Body());
                Assert.Equal(bytes, dump.Original.ToArray());
                Assert.Empty(dump.Warnings);
                Assert.NotNull(dump.Frame);
            }
        }
    }

    [Theory]
    [InlineData("windows-1251", "Мост открыт.")]
    [InlineData("koi8-u", "Міст відкрито.")]
    [InlineData("gb18030", "桥今天开放。𠀀")]
    [InlineData("euc-jp", "橋が開いた。")]
    [InlineData("iso-2022-jp", "橋が開いた。")]
    [InlineData("ibm037", "Le pont est ouvert à l'été.")]
    [InlineData("iso-8859-7", "Η γέφυρα άνοιξε.")]
    [InlineData("windows-1258", "Cầu đã mở.")]
    [InlineData("utf-16be", "橋が開いた。")]
    [InlineData("utf-32le", "桥今天开放。𠀀")]
    public void What_is_stated_is_no_guess(string name, string body)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var text = Sample.Of(body.Normalize(NormalizationForm.FormC), 1, "Category ID: land").Replace("\n", lineEnd);
            var bytes = encoding.GetBytes(text + lineEnd + lineEnd + text);
            var dumps = Sample.Dumps(Sample.Read(bytes, EncodingNames.Find(name)!));
            Assert.Equal(2, dumps.Count);
            Assert.All(dumps, dump => Assert.Equal([encoding.GetString(encoding.GetBytes(body))], dump.Body()));
            Assert.All(dumps, dump => Assert.DoesNotContain(dump.Warnings, warning => warning.Contains("encoding", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Lines_of_EBCDIC_end_in_NEL()
    {
        var bytes = Encoding.GetEncoding(37).GetBytes(Sample.Orchard.Replace('\n', '\u0085'));
        var dump = Assert.Single(Sample.Read(bytes, EncodingNames.Find("ibm037")!)).Article!;
        Assert.Equal(2, dump.Paragraphs.Count);
        Assert.Equal(bytes, dump.Original.ToArray());
        Assert.Null(dump.Frame);
    }

    [Theory]
    [InlineData("utf-8", 2)]
    [InlineData("euc-jp", 2)]
    [InlineData("windows-1253", 1)]
    [InlineData("iso-2022-jp", 2)]
    [InlineData("iso-2022-kr", 2)]
    [InlineData("hz", 2)]
    [InlineData("iso-8859-7", 1)]
    [InlineData("johab", 2)]
    public void Bytes_that_mean_nothing_in_it_are_counted(string name, int count)
    {
        byte[] bytes = [.. "One "u8, 0xFF, (byte)' ', 0xFF, (byte)' ', .. Encoding.ASCII.GetBytes(Sample.Of("two.", 2))];
        bytes = count == 1 ? [.. bytes[..6], .. bytes[8..]] : bytes;
        var dump = Assert.Single(Sample.Read(bytes, EncodingNames.Find(name)!)).Article!;
        Assert.Contains(dump.Warnings, warning => warning.StartsWith($"{Sample.Invalid(count)} in its encoding: ", StringComparison.Ordinal));
        Assert.Equal(bytes, dump.Original.ToArray());
    }

    [Theory]
    [InlineData("iso-2022-jp", new byte[] { 0xB1, 0xB2 }, 2)]
    [InlineData("iso-2022-jp", new byte[] { 0x1B, 0x24, 0x41, 0x30, 0x21 }, 1)]
    [InlineData("iso-8859-2", new byte[] { 0x85 }, 1)]
    [InlineData("macintosh", new byte[] { 0xF0 }, 0)]
    [InlineData("windows-1252", new byte[] { 0x85 }, 0)]
    [InlineData("windows-1252", new byte[] { 0x81 }, 1)]
    public void So_are_those_that_NET_gives_a_meaning_and_no_others(string name, byte[] odd, int count)
    {
        byte[] bytes = [.. "One "u8, .. odd, (byte)' ', .. Encoding.ASCII.GetBytes(Sample.Of("two.", 3))];
        var warnings = Assert.Single(Sample.Read(bytes, EncodingNames.Find(name)!)).Article!.Warnings;
        Assert.Equal(count == 0 ? [] : [$"{Sample.Invalid(count)} in its encoding: {EncodingNames.Find(name)!.DisplayName}"],
            warnings.Where(warning => warning.Contains("encoding", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("windows-1252", "Der Rhein fließt durch Köln.", 2, "Windows-1252")]
    [InlineData("windows-1251", "Городской совет утвердил план.", 26, "Windows-1251")]
    [InlineData("utf-8", "Der Rhein fließt durch Köln.", 4, "UTF-8")]
    public void Bytes_beyond_ASCII_are_counted_where_ASCII_was_stated_and_the_text_is_read_as_if_nothing_was(
        string name, string body, int count, string taken)
    {
        var text = EncodingTests.Encode(Sample.Of(body, WordCount.Of(Encoding.UTF8.GetBytes(body))), name, "\n");
        var dump = Assert.Single(Sample.Read(text, EncodingNames.Find("ascii")!)).Article!;
        Assert.Equal([body], dump.Body());
        Assert.Contains($"its encoding is not what was stated: {count} bytes are beyond ASCII; it was taken for {taken}", dump.Warnings);
    }

    [Fact]
    public void What_was_stated_to_be_ASCII_and_is_has_no_warning() =>
        Assert.Empty(Assert.Single(Sample.Read(Encoding.ASCII.GetBytes(Sample.Orchard), EncodingNames.Find("ascii")!)).Article!.Warnings);

    [Theory]
    [InlineData("utf-8-bom", "us-ascii", "UTF-8")]
    [InlineData("utf-8-bom", "windows-1251", "UTF-8")]
    [InlineData("utf-16le-bom", "windows-1251", "UTF-16LE")]
    [InlineData("utf-8-bom", "ibm037", "UTF-8")]
    [InlineData("utf-32be-bom", "utf-16", "UTF-32BE")]
    public void A_mark_knows_better(string name, string stated, string taken)
    {
        var text = Sample.Of("Le pont est ouvert à l'été.", 6, "Category ID: été");
        var dumps = Sample.Dumps(Sample.Read(EncodingTests.Encode($"{text}\n\n{text}", name, "\n"), EncodingNames.Find(stated)!));
        Assert.Equal(2, dumps.Count);
        Assert.All(dumps, dump => Assert.Equal(["Le pont est ouvert à l'été."], dump.Body()));
        Assert.All(dumps, dump => Assert.Contains(dump.Warnings, warning => warning.Contains($"the mark of {taken},", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("utf-8-bom", "utf-8")]
    [InlineData("utf-8", "utf-8-bom")]
    [InlineData("utf-16be-bom", "utf-16")]
    [InlineData("utf-16le-bom", "utf-16le")]
    [InlineData("utf-32le-bom", "utf-32")]
    public void A_mark_that_agrees_is_no_warning(string name, string stated) =>
        Assert.Empty(Assert.Single(Sample.Read(EncodingTests.Encode(Sample.Orchard, name, "\n"), EncodingNames.Find(stated)!)).Article!.Warnings);
}
