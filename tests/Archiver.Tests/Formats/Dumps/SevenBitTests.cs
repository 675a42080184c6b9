using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Texts;

namespace Archiver.Tests.Formats.Dumps;

/// <summary>Encodings whose bytes are all those of ASCII.</summary>
public sealed class SevenBitTests
{
    private const string Korean = "한국의 다리는 월요일에 다시 열렸다.";
    private const string Chinese = "这座老桥 was opened on Monday, 所有人都很高兴。";

    static SevenBitTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("iso-2022-kr", Korean, "ISO-2022-KR")]
    [InlineData("iso-2022-kr", "Only 다리 here.", "ISO-2022-KR")]
    [InlineData("hz-gb-2312", Chinese, "HZ-GB-2312")]
    [InlineData("hz-gb-2312", "这座老", "HZ-GB-2312")]
    [InlineData("iso-2022-jp", "港が再開した。", "ISO-2022-JP")]
    public void What_has_escapes_is_read_and_the_guess_is_named(string name, string body, string said)
    {
        foreach (var lineEnd in new[] { "\n", "\r\n" })
        {
            var dump = Sample.ReadOne(EncodingTests.Encode(Sample.Of(body, WordCount.Of(Encoding.UTF8.GetBytes(body))), name, lineEnd));
            Assert.Equal([body], dump.Body());
            Assert.Equal(said, EncodingMatrixTests.Guessed(dump));
        }
    }

    [Fact]
    public void Half_width_kana_alone_are_Japanese() =>
        Assert.Equal(["ﾊﾝｶｸ"], Sample.ReadOne(Encoding.ASCII.GetBytes(Sample.Of("\u001B(IJ]68\u001B(B", 1))).Body());

    [Fact]
    public void Of_joined_Korean_dumps_only_the_first_names_the_characters()
    {
        var dumps = Sample.Dumps(Sample.Read(EncodingTests.Encode(Sample.Of(Korean, 5) + "\n\n" + Sample.Of(Korean, 5), "iso-2022-kr", "\n")));
        Assert.Equal([Korean, Korean], dumps.Select(dump => dump.Body()[0]));
    }

    [Fact]
    public void A_long_Korean_text_is_not_binary()
    {
        var body = string.Join('\n', Enumerable.Repeat(Korean, 20000));
        Assert.Equal(20000, Sample.ReadOne(EncodingTests.Encode(Sample.Of(body, 100000), "iso-2022-kr", "\n")).Paragraphs.Count);
    }

    [Theory]
    [InlineData("Caf+AOk- na+AO8-ve", 2)]
    [InlineData("Stra+AN8-e in Z+APw-rich", 3)]
    [InlineData("+BBwEPgRBBEI +BD4EQgQ6BEAESwRC.", 2)]
    [InlineData("Caf+AOk is tr+AOg-s cher en +AOk-t+AOk.", 5)]
    [InlineData("+Z2VOrE7KXykw1TAO-", 1)]
    [InlineData("Price: +IKw-5, +IBw-net+IB0- +- tax", 5)]
    public void UTF_7_is_named(string body, int words) =>
        Assert.Contains(Sample.ReadOne(Sample.Of(body, words)).Warnings, warning => warning.Contains("UTF-7", StringComparison.Ordinal));

    [Fact]
    public void So_is_UTF_7_of_any_language()
    {
        foreach (var body in EncodingMatrixTests.Texts())
        {
#pragma warning disable SYSLIB0001 // Nothing is decoded.
            var bytes = Encoding.UTF7.GetBytes(Sample.Of(body, WordCount.Of(Encoding.UTF8.GetBytes(body))));
#pragma warning restore SYSLIB0001
            Assert.Contains(Sample.Read(bytes).SelectMany(stretch => stretch.Article!.Warnings),
                warning => warning.Contains("UTF-7", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ISO_2022_CN_is_named() => Assert.Contains(Sample.ReadOne(Sample.Of("\u001B$)A\u000EUbWy\u000F bridge", 2)).Warnings,
        warning => warning.Contains("ISO-2022-CN", StringComparison.Ordinal));

    [Theory]
    [InlineData("C++ and g++ are not C+Java; A+B+C is 2+2, 1+100 or more.")]
    [InlineData("Call +1-555-123-4567, +15551234567, +4930123456, +44 20 7946 0000 or +100 200 300.")]
    [InlineData("https://example.org/search?q=harbour+lindholm+again&n=keyboard+shortcuts+everywhere+A+B")]
    [InlineData("UTC+1, GMT+0100, 2025-01-05T10:00:00+01:00, +Aug +Ask +Bus, ATM+AQI.")]
    [InlineData("eyJhbGciOi+JIUzI1NiIsInR5cCI6Ik+pXVCJ9/kVz+dGhpcyBpcyBhIHRlc3Q+AAECAwQFBgc+ICAgICAg==")]
    [InlineData("--- a/file\n+++ b/file\n+added line\n+another line\n+Abc")]
    [InlineData("Google+ and Disney+, a + b, 5+ years, LGBTQ+ +people +internationalization")]
    [InlineData("The home ~{x} and ~{some words here~} and ~user, a~{}b, ~{--~}, ~{ab~}")]
    [InlineData("An escape \u001B[31mred\u001B[0m and a shift \u000E here.")]
    [InlineData("$B is no escape, $)C is none, (I is none.")]
    public void ASCII_with_plus_signs_braces_and_the_like_is_no_guess(string body)
    {
        var dump = Sample.ReadOne(Sample.Of(body, WordCount.Of(Encoding.UTF8.GetBytes(body))));
        Assert.Equal(body.Split('\n'), dump.Body());
        Assert.DoesNotContain(dump.Warnings, warning => warning.Contains("encoding", StringComparison.Ordinal)
            || warning.Contains("UTF-7", StringComparison.Ordinal));
    }

    [Fact]
    public void Base64_of_anything_is_not_taken_for_UTF_7()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var data = new byte[random.Next(20, 600)];
            random.NextBytes(data);
            var body = Convert.ToBase64String(data, round % 2 == 0 ? Base64FormattingOptions.InsertLineBreaks : Base64FormattingOptions.None)
                .Replace("\r\n", "\n");
            Assert.Empty(Sample.ReadOne(Sample.Of(body, body.Split('\n').Length)).Warnings);
        }
    }
}
