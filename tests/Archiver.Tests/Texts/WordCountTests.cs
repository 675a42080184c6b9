using System.Text;
using Archiver.Tests.Formats.Dumps;
using Archiver.Texts;
using CsCheck;

namespace Archiver.Tests.Texts;

public sealed class WordCountTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t", 0)]
    [InlineData("one", 1)]
    [InlineData(" one  two\tthree ", 3)]
    [InlineData("one\u00A0two\u3000three\u2003four\u0085five\u2028six\u1680seven", 7)]
    [InlineData("it’s — “one” thing", 4)]
    [InlineData("港が 再開した。", 2)]
    [InlineData("zero\u200Bwidth is no space", 4)]
    public void Words_are_what_stands_between_white_space(string text, int expected) =>
        Assert.Equal(expected, WordCount.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Long_texts_are_counted_as_short_ones_are() =>
        Gen.Char["ab \t\n\v\u0085\u00A0\u00E9\u1680\u2003\u2019\u2028\u3000\u3042\u4E00\u00C2\u205F\u202F\u2081"].Array[0, 120]
            .Sample(text => Assert.Equal(new string(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length,
                WordCount.Of(Encoding.UTF8.GetBytes(text))), seed: "0000KOIPs7Xg", iter: 5000);
}
