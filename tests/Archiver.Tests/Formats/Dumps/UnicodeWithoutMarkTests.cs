using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Tests.Formats.Dumps;

public sealed class UnicodeWithoutMarkTests
{
    private const string Latin = "The harbour of Lindholm was opened again on Monday.";
    private const string Russian = "Городской совет утвердил план ремонта старого моста.";
    private const string Chinese = "昆明市图书馆下周将重新向读者开放，此前大楼的屋顶和暖气进行了为期两年的改造，一切都已完成，最后一天。";
    private const string Japanese = "市民からは「カフェや子どもの遊び場も作ってほしい」という声が上がっている。";
    private const string Beyond = "😀 and 𠀀 are beyond the first plane.";

    public static TheoryData<string, string> Texts => new MatrixTheoryData<string, string>(
        ["utf-16le", "utf-16be", "utf-32le", "utf-32be", "utf-32le-bom", "utf-32be-bom", "utf-16le-bom"], [Latin, Russian, Chinese, Japanese, Beyond]);

    [Theory, MemberData(nameof(Texts))]
    public void It_is_read_and_rebuilt_whatever_the_script(string name, string body)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var words = WordCount.Of(Encoding.UTF8.GetBytes(body));
            var text = Sample.Of(body, words, "Category ID: land");
            var dumps = Sample.Dumps(Sample.Read(EncodingTests.Encode($"{text}\n\n{text}", name, lineEnd)));
            Assert.Equal(2, dumps.Count);
            Assert.All(dumps, dump => Assert.Equal([body], dump.Body()));
            Assert.All(dumps, dump => Assert.Empty(dump.Warnings));
            var end = lineEnd == "\n" ? "lf" : lineEnd == "\r" ? "cr" : "crlf";
            Assert.Equal([$"{name} {end}", $"{name.Replace("-bom", "")} {end}"], dumps.Select(dump => dump.FrameText().Split('\n')[0]));
        }
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("utf-32le-bom")]
    [InlineData("utf-32be")]
    public void A_long_text_that_comes_in_small_pieces_is_read_the_same(string name)
    {
        var body = string.Join('\n', Enumerable.Range(0, 3000).Select(number => $"{number}. {Chinese}"));
        var bytes = EncodingTests.Encode(Sample.Of(body, 6000), name, "\n");
        var stretch = Assert.Single(Sample.Read(new TrickleStream(bytes, 997), bytes.Length));
        Assert.Equal(3000, stretch.Article!.Paragraphs.Count);
        Assert.Empty(stretch.Article.Warnings);
    }

    [Fact]
    public void Where_the_order_of_bytes_cannot_be_told_the_reason_says_UTF_16()
    {
        // In either order every other character is ASCII.
        var text = string.Concat(Enumerable.Repeat("a\u6100b\u6200", 400));
        var stretch = Sample.Read(Encoding.Unicode.GetBytes(text))[0];
        Assert.Equal(StretchKind.Rejected, stretch.Kind);
        Assert.Contains("UTF-16", stretch.Reason);
    }

    [Theory]
    [InlineData("utf-32le")]
    [InlineData("utf-32be")]
    public void Where_UTF_32_is_damaged_the_reason_names_it_and_what_to_state(string name)
    {
        var bytes = EncodingTests.Encode(string.Concat(Enumerable.Repeat("The harbour is open. ", 20)), name, "\n");
        for (var at = 0; at < bytes.Length; at += 40)
        {
            bytes.AsSpan(at, 4).Fill(0x7E);
        }

        var stretch = Sample.Read(bytes)[0];
        Assert.Equal(StretchKind.Rejected, stretch.Kind);
        Assert.Equal("no text: it may be UTF-32 without a byte order mark; then state --encoding utf-32le or utf-32be", stretch.Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Small_numbers_are_no_UTF_32(int scale)
    {
        var bytes = Enumerable.Range(0, 400).SelectMany(number => BitConverter.GetBytes(number * scale % 300)).ToArray();
        Assert.All(Sample.Read(bytes), stretch => Assert.Equal(StretchKind.Rejected, stretch.Kind));
    }

    [Fact]
    public void A_stated_order_of_bytes_decides() =>
        Assert.Equal([Chinese], Assert.Single(Sample.Read(Encoding.BigEndianUnicode.GetBytes(Sample.Of(Chinese, 1)), TextEncoding.Utf16Be)).Article!.Body());

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(400)]
    public void NUL_bytes_do_not_make_ASCII_UTF_16(int count)
    {
        var stretches = Sample.Read(Sample.Harbour + new string('\0', count) + "\n" + Sample.Orchard);
        Assert.DoesNotContain(stretches, stretch => stretch.Reason?.Contains("UTF-16", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_character_that_UTF_32_does_not_have_is_counted()
    {
        var bytes = EncodingTests.Encode(Sample.Orchard, "utf-32le-bom", "\n");
        bytes[10] = 0xFF;
        var dump = Assert.Single(Sample.Read(bytes)).Article!;
        Assert.Contains("1 character is not valid in its encoding: UTF-32LE", dump.Warnings);
        Assert.Equal(bytes, dump.Original.ToArray());
    }

    private sealed class TrickleStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(step, buffer.Length)]);
    }
}
