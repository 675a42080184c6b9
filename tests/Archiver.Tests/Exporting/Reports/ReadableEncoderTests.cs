using System.Buffers;
using System.Text;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Exporting.Reports;
using Archiver.Texts;

namespace Archiver.Tests.Exporting.Reports;

public sealed class ReadableEncoderTests
{
    [Fact]
    public void Every_character_reads_back_as_it_was_and_no_unsafe_one_is_written_raw()
    {
        for (var first = 0; first < 0x11000; first += 64)
        {
            var text = string.Concat(Enumerable.Range(first, 64).Where(Rune.IsValid).Select(c => new Rune(c).ToString()));
            foreach (var written in (string[])[AsText(text), AsUtf8(text)])
            {
                Assert.False(UnsafeCharacters.ContainsAny(written));
                Assert.Equal(text, JsonDocument.Parse(written).RootElement.GetString());
            }
        }
    }

    [Fact]
    public void What_can_be_read_stays_as_it_is_and_both_ways_of_writing_are_one()
    {
        const string Text = "<a href='x'>&+`~ é ß 港\u3000町 👨‍👩‍👧 \uE000\uFFFF\u00A0\u200B";
        Assert.Equal($"\"{Text}\"", AsText(Text));
        Assert.Equal($"\"{Text}\"", AsUtf8(Text));
        const string Odd = "\"\\\n\r\t\b\f\0\u001B\u007F\u0085\u061C\u200E\u2028\u202E\u2066";
        const string Escaped = """
            "\"\\\n\r\t\b\f\u0000\u001B\u007F\u0085\u061C\u200E\u2028\u202E\u2066"
            """;
        Assert.Equal(Escaped, AsText(Odd));
        Assert.Equal(Escaped, AsUtf8(Odd));
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character()
    {
        Assert.Equal("\"a\uFFFDb\"", AsText("a\uD800b"));
        Assert.Equal("\"\uFFFD\uFFFD\"", AsText("\uDC00\uD800"));
        Assert.Equal("\"🐱\uFFFD\"", AsText("\uD83D\uDC31\uD83D"));
        Assert.Equal("\"\uFFFD\\\"\"", AsText("\uD800\""));
    }

    [Theory]
    [InlineData("61FF62", "a\uFFFDb")]
    [InlineData("22FF22", "\\\"\uFFFD\\\"")]
    [InlineData("E296", "\uFFFD")]
    [InlineData("C2", "\uFFFD")]
    public void Bytes_that_are_no_UTF_8_become_replacement_characters(string bytes, string written) =>
        Assert.Equal($"\"{written}\"", AsUtf8(Convert.FromHexString(bytes)));

    [Theory]
    [InlineData("plain text, ")]
    [InlineData("🐱 猫\u202E\"é")]
    public void A_text_of_many_megabytes_is_written_whole(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, (5 << 20) / piece.Length));
        Assert.Equal(text, JsonDocument.Parse(AsUtf8(text)).RootElement.GetString());
        var odd = new byte[3 << 20];
        odd.AsSpan().Fill(0x96);
        Assert.Equal(odd.Length, JsonDocument.Parse(AsUtf8(odd)).RootElement.GetString()!.Length);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quoted\" and \u202E turned")]
    public void What_does_not_fit_is_said_to_and_goes_on_where_it_ended(string text)
    {
        var source = Encoding.UTF8.GetBytes(text);
        for (var size = 6; size < 30; size++)
        {
            var (at, written, buffer) = (0, new List<byte>(), new byte[size]);
            OperationStatus status;
            do
            {
                status = ReadableEncoder.Instance.EncodeUtf8(source.AsSpan(at), buffer, out var consumed, out var length);
                at += consumed;
                written.AddRange(buffer[..length]);
            }
            while (status == OperationStatus.DestinationTooSmall);

            Assert.Equal((OperationStatus.Done, source.Length), (status, at));
            Assert.Equal(AsUtf8(text), $"\"{Encoding.UTF8.GetString([.. written])}\"");
        }
    }

    /// <summary>A title, which is a string.</summary>
    private static string AsText(string text) => Value(InventedArticle.Bare with { Title = text }, InventedArticle.BareText, "title", "titleSource");

    /// <summary>A paragraph, which is UTF-8.</summary>
    private static string AsUtf8(byte[] text) => Value(InventedArticle.Bare, new ArticleText([text], [], []), "paragraphs", "blocks")[1..^1];

    private static string AsUtf8(string text) => AsUtf8(Encoding.UTF8.GetBytes(text));

    /// <summary>What is written between the name of one field and that of the next.</summary>
    private static string Value(Article article, ArticleText text, string name, string next)
    {
        using var stream = new MemoryStream();
        JsonOutput.Write(WholeArticle.Of(article, text), stream);
        var written = Encoding.UTF8.GetString(stream.ToArray());
        var from = written.IndexOf($"\"{name}\":", StringComparison.Ordinal) + name.Length + 3;
        return written[from..written.LastIndexOf($",\"{next}\":", StringComparison.Ordinal)];
    }
}
