using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Frames;
using Archiver.Formats.Reading;

namespace Archiver.Tests.Formats.Dumps;

public sealed class EncodingTests
{
    private const string Japanese = "リンドホルムの港が月曜日に再開した。\nフェリーは七時に出る。\nリンドホルムの港が月曜日に再開した。\nフェリーは七時に出る。";
    private const string French = "L’été à Lindholm fut très chaud, « naïf » dit-on.\nÇa coûte 5 €.\nÇa coûte 5 €.";

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", Japanese }, { "utf-8-bom", Japanese }, { "utf-16le-bom", Japanese }, { "utf-16be-bom", Japanese },
        { "shift_jis", Japanese }, { "windows-1252", French }, { "utf-16le-bom", French }, { "utf-8", French },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void A_dump_is_read_in_its_encoding_and_rebuilt(string name, string body)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n", "\r" })
        {
            var input = Encode(Sample.Of(body, 2) + "\nCategory ID: été"[..(name == "shift_jis" ? 14 : 17)], name, lineEnd);
            var dump = Sample.ReadOne(input);
            Assert.Equal(body.Split('\n')[..2], dump.Body());
            Assert.StartsWith($"{name} {(lineEnd == "\n" ? "lf" : lineEnd == "\r" ? "cr" : "crlf")}\n{{body}}\n", dump.FrameText());
        }
    }

    [Fact]
    public void Files_of_different_encodings_joined_by_cat_are_read_each_in_its_own()
    {
        byte[] input =
        [
            .. Encode(Sample.Of(Japanese, 2, "Date: Jan. 5, 2025"), "shift_jis", "\n"),
            .. Encode(Sample.Of(French, 14, "Date: Jan. 5, 2025"), "windows-1252", "\r\n"),
            .. Encode(Sample.Of(Japanese, 2, "Date: Jan. 5, 2025"), "utf-8-bom", "\n"),
            .. Encode(Sample.Of(French, 14, "Date: Jan. 5, 2025"), "utf-8", "\r"),
        ];
        var dumps = Sample.Dumps(Sample.Read(input));
        Assert.Equal(["shift_jis lf", "windows-1252 crlf", "utf-8-bom lf", "utf-8 cr"],
            dumps.Select(dump => dump.FrameText().Split('\n')[0]));
        Assert.Equal(["Shift_JIS", "Windows-1252", "", ""], dumps.Select(dump => EncodingMatrixTests.Guessed(dump) ?? ""));
    }

    [Fact]
    public void Of_a_UTF_16_input_with_many_dumps_only_the_first_has_the_mark()
    {
        var dumps = Sample.Dumps(Sample.Read(Encode(Sample.Harbour + "\n\n" + Sample.Orchard, "utf-16be-bom", "\r\n")));
        Assert.Equal(["utf-16be-bom crlf", "utf-16be crlf"], dumps.Select(dump => dump.FrameText().Split('\n')[0]));
    }

    [Theory]
    [InlineData("Voilà l'été")]
    [InlineData("naïve façade")]
    [InlineData("Ångström über Öl")]
    [InlineData("It’s “quoted” – here")]
    [InlineData("5 € ½ §7 ©")]
    [InlineData("ÉTÉ ÀÉÈ ÄÖÜ")]
    [InlineData("criação, coração, ação, são, não, informações")]
    [InlineData("The café — a “naïve” résumé…")]
    [InlineData("Øl på Ærø, smørrebrød på Årø")]
    public void Western_text_is_not_taken_for_Japanese(string text) =>
        Assert.Equal(text, Sample.ReadOne(Encode(Sample.Of(text, 1), "windows-1252", "\n")).Body()[0]);

    [Theory]
    [InlineData("東京都は五日、新しい計画を発表した。")]
    [InlineData("ソニーの能力と表示")]
    [InlineData("ﾊﾝｶｸ ｶﾅの看板を見た。")]
    public void Japanese_text_is_not_taken_for_Western(string text) =>
        Assert.Equal(text, Sample.ReadOne(Encode(Sample.Of(text, 1), "shift_jis", "\n")).Body()[0]);

    [Fact]
    public void Damaged_UTF_8_is_read_as_UTF_8_but_has_no_frame()
    {
        byte[] input = [.. "é è à ê ï ö ü ñ ç "u8, 0xFF, (byte)' ', .. Encoding.UTF8.GetBytes(Sample.Of("end", 11))];
        var dump = Sample.ReadOne(input);
        Assert.Equal("é è à ê ï ö ü ñ ç \uFFFD end", dump.Body()[0]);
        Assert.Null(dump.Frame);
    }

    [Fact]
    public void A_lone_surrogate_costs_the_frame_and_nothing_else()
    {
        var input = Encode(Sample.Orchard, "utf-16le-bom", "\n");
        (input[12], input[13]) = (0x00, 0xD8);
        Assert.Null(Sample.ReadOne(input).Frame);
    }

    [Fact]
    public void Half_a_unit_after_a_dump_is_rejected() => Assert.Equal([StretchKind.Article, StretchKind.Rejected],
        Sample.Read([.. Encode(Sample.Orchard, "utf-16le-bom", "\n"), 0x41]).Select(stretch => stretch.Kind));

    [Fact]
    public void Unicode_line_separators_are_text()
    {
        var body = "One\u2028two\u2029three\u0085four\vfive\fsix.";
        var dump = Sample.ReadOne(Sample.Of(body, 6));
        Assert.Equal([body], dump.Body());
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void A_lone_CR_among_lines_that_end_in_LF_is_text()
    {
        var dump = Sample.ReadOne(Sample.Of("One\rtwo.\nThree.", 3));
        Assert.Equal(["One\rtwo.", "Three."], dump.Body());
        Assert.NotNull(dump.Frame);
    }

    [Fact]
    public void Mixed_line_ends_are_rebuilt()
    {
        foreach (var body in new[] { "One.\r\nTwo.\nThree.\r\n\nFour.", "One.\nTwo.\r\nThree.", "One.\r\n\r\nTwo.\n\n\r\nThree." })
        {
            foreach (var end in new[] { "\n", "\r\n", "\r" })
            {
                var dump = Sample.ReadOne(body + Sample.Of("", 3).Replace("\n", end));
                Assert.NotNull(dump.Frame);
                Assert.DoesNotContain(dump.Body(), line => line.AsSpan().ContainsAny('\r', '\n'));
            }
        }
    }

    internal static byte[] Encode(string text, string name, string lineEnd)
    {
        var mark = name.EndsWith("-bom", StringComparison.Ordinal) ? "\uFEFF" : "";
        var encoding = Encoding.GetEncoding(mark == "" ? name : name[..^4]);
        return encoding.GetBytes(mark + text.Replace("\n", lineEnd));
    }
}
