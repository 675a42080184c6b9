using Archiver.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Formats.Dumps;

public sealed class RepeatTests
{
    [Theory]
    [InlineData("a b c b c", 3)]
    [InlineData("a b c a b c", 3)]
    [InlineData("a b c c", 3)]
    [InlineData("a b c", 3)]
    [InlineData("a a", 1)]
    [InlineData("a b a c b a c", 4)]
    [InlineData("a b b c a b b c", 4)]
    [InlineData("", 0)]
    public void A_repeated_body_is_removed_as_a_block(string lines, int expected)
    {
        var hashes = lines.Select(line => (ulong)line).Where(line => line != ' ').ToArray();
        var repeat = new Repeat();
        repeat.Prepare(hashes);
        Assert.Equal(expected, hashes.Length - repeat.AtMost(hashes.Length));
    }

    [Fact]
    public void Every_possible_repeat_is_found() => Gen.ULong[0, 1].Array[0, 12].Sample(lines =>
    {
        var repeat = new Repeat();
        repeat.Prepare(lines);
        var found = new List<int>();
        for (var length = repeat.AtMost(lines.Length); length > 0; length = repeat.AtMost(length - 1))
        {
            found.Add(length);
        }

        var expected = Enumerable.Range(1, lines.Length / 2).Reverse()
            .Where(length => lines.AsSpan(lines.Length - length).SequenceEqual(lines.AsSpan(lines.Length - (2 * length), length)));
        Assert.Equal(expected, found);
    }, seed: "0000KOIPs7Xg", iter: 2000);

    [Fact]
    public void A_paragraph_repeated_on_purpose_stays()
    {
        var dump = Sample.ReadOne(Sample.Of("Row, row.\nThe boat.\nRow, row.\nThe end.\nThe boat.\nRow, row.\nThe end.", 8));
        Assert.Equal(["Row, row.", "The boat.", "Row, row.", "The end."], dump.Body());
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void Of_several_repeats_the_one_that_gives_the_stated_words_is_removed()
    {
        Assert.Equal(2, Sample.ReadOne(Sample.Of("Ha ha.\nHa ha.\nHa ha.\nHa ha.", 4)).Paragraphs.Count);
        Assert.Equal(3, Sample.ReadOne(Sample.Of("Ha ha.\nHa ha.\nHa ha.\nHa ha.", 6)).Paragraphs.Count);
        Assert.Equal(4, Sample.ReadOne(Sample.Of("Ha ha.\nHa ha.\nHa ha.\nHa ha.", 8)).Paragraphs.Count);
    }

    [Fact]
    public void A_body_without_a_repeat_stays_as_it_is() =>
        Assert.Equal(["One.", "Two."], Sample.ReadOne(Sample.Of("One.\nTwo.", 2)).Body());

    [Fact]
    public void A_million_equal_lines_take_no_time_to_speak_of()
    {
        var body = string.Join('\n', Enumerable.Repeat("ha", 1_000_000));
        var dump = Sample.ReadOne(Sample.Of(body, 999_999_999));
        Assert.Equal(500_000, dump.Paragraphs.Count);
        Assert.Equal("utf-8 lf\n{body}\n{body}\nStat", dump.FrameText()[..27]);
    }
}
