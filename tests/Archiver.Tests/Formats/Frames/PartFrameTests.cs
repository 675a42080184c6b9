using System.Buffers;
using System.Text;
using Archiver.Articles;
using Archiver.Files;
using Archiver.Formats.Frames;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Formats.Frames;

/// <summary>Frames of originals in which the text stands in parts.</summary>
public sealed class PartFrameTests
{
    private const string First = "The swing bridge at Ebbford will be closed to all traffic for nine weeks.";

    [Fact]
    public void What_stands_between_tags_and_escaped_characters_is_taken_out() => Assert.Equal(
        "utf-8 lf\n{{\"content\":\"<p>{part 0 0 73}</p>\\n<p>\\{part 1 0 56}amp;{part 1 56 33}\\\"</p>\"}}",
        FrameOf("{\"content\":\"<p>" + First + "</p>\\n<p>\\\"Keepers of the tower asked for it in spring and again &amp; again until it was done at last.\\\"</p>\"}",
            First, "\"Keepers of the tower asked for it in spring and again & again until it was done at last.\""));

    [Theory]
    [InlineData("{a}{{b}} {part 0 0 4}\r\n\r\r<p>", "</p>\r\n\u0001\n")]
    [InlineData("\uFEFF<p>", "")]
    [InlineData("", "{")]
    public void Whatever_is_around_it_comes_back(string before, string after) => Assert.NotNull(FrameOf(before + First + after, First));

    [Fact]
    public void An_original_that_is_mostly_markup_has_none() => Assert.Null(FrameOf($"<p class=\"{new string('x', 500)}\">{First}</p>", First));

    [Fact]
    public void Text_that_stands_there_in_another_order_is_left_in_it() =>
        Assert.Equal("utf-8 lf\n<p>{part 1 0 73}</p>\n", FrameOf($"<p>{First}</p>\n", "It stood before, and stands there no more.", First));

    [Fact]
    public void Any_original_comes_back_to_the_byte()
    {
        var frames = 0;
        for (var seed = 0; seed < Extent.Of(2_000, 50_000); seed++)
        {
            var random = new Random(seed);
            var original = new List<byte>();
            var lines = new List<string>();
            for (var count = random.Next(8); count > 0; count--)
            {
                var line = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Words[random.Next(Words.Length)])).Trim();
                lines.Add(line);
                var written = Encoding.UTF8.GetBytes(random.Next(2) == 0 ? line : System.Net.WebUtility.HtmlEncode(line).Replace("drawn", "<b>drawn</b>"));
                original.AddRange(random.Next(4) > 0 ? written : written[..random.Next(written.Length + 1)]);
                original.AddRange(Enumerable.Range(0, random.Next(9)).Select(_ => (byte)random.Next(256)));
            }

            frames += FrameOf([.. original], [.. lines]) is null ? 0 : 1;
        }

        Assert.InRange(frames, Extent.Of(2_000, 50_000) / 10, Extent.Of(2_000, 50_000));
    }

    [Fact]
    public void A_text_that_seems_to_begin_everywhere_costs_little_more_than_its_length()
    {
        var original = new string('a', 900_000);
        var line = string.Concat(Enumerable.Repeat(new string('a', 15) + "b", 50_000));
        var start = ProcessorTime.OfThread;
        Assert.Null(FrameOf(original, line));
        Assert.InRange((ProcessorTime.OfThread - start).TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData("{part 1 0 4}")]
    [InlineData("{part 0 0 74}")]
    [InlineData("{part 0 74 0}")]
    [InlineData("{part 0 70 999999999}")]
    [InlineData("{part x}")]
    public void A_part_that_the_text_does_not_have_is_damage(string part) => Assert.Throws<InvalidDataException>(() =>
        Frame.Rebuild(Encoding.UTF8.GetBytes($"utf-8 lf\n{part}"), new ArticleText([Encoding.UTF8.GetBytes(First)], [], []), new Details(), new ArrayBufferWriter<byte>()));

    private static readonly string[] Words = ["ferry ", "harbour ", "& ", "\"tide\" ", "{} ", "drawn ", "<ebb> ", "漢字 ", "aaaaaaaa", "quay\u00A0", "a ", "lighthouse keeper's ", "ö"];

    private static string? FrameOf(string original, params string[] lines) => FrameOf(Encoding.UTF8.GetBytes(original), lines);

    /// <summary>The frame, which gives the original; null where there is none.</summary>
    private static string? FrameOf(byte[] original, params string[] lines)
    {
        var article = FragmentArticle.Of("test", original, new Details { Title = "Title" }, [.. lines.Select(line => new FormedParagraph(line, Block.Plain))]);
        if (PartFrame.Of(article) is not { } frame)
        {
            return null;
        }

        var rebuilt = new ArrayBufferWriter<byte>();
        Frame.Rebuild(frame.Span, article.ToArticleText(), article.Details, rebuilt);
        Assert.Equal(original, rebuilt.WrittenSpan.ToArray());
        return Encoding.UTF8.GetString(frame.Span);
    }
}
