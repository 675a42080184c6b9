using System.Text;
using Archiver.Articles;
using Archiver.Importing;
using Archiver.Likeness;

namespace Archiver.Tests.Likeness;

public sealed class ShortDiffTests
{
    [Theory]
    [InlineData("The bridge opened on Friday.", "The bridge closed on Friday.", "opened>closed")]
    [InlineData("One two three.", "One three.", "two>")]
    [InlineData("One.\nSame.\nTwo.", "One.\nSame.\nTwo more.", "Two.>Two more.")]
    [InlineData("港町の図書館は開く", "港町の図書館は閉じる", "開く>閉じる")]
    [InlineData("a b c d e f g h", "1 b 2 d 3 f 4 h", "a>1 c>2 e>3 …")]
    [InlineData("Same.", "Same.", "")]
    [InlineData("", "New.", ">New.")]
    public void It_shows_the_words_that_differ(string before, string after, string expected)
    {
        var diff = ShortDiff.Between(Text(before), Text(after));
        Assert.Equal(expected, string.Join(' ', diff.Changes.Select(change => $"{change.Removed}>{change.Added}")) + (diff.GoesOn ? " …" : ""));
    }

    [Fact]
    public void Of_a_long_text_it_stays_short()
    {
        var random = new Random(1);
        string[] texts = [.. Enumerable.Range(0, 2).Select(_ => string.Join(' ', Enumerable.Range(0, 200_000).Select(_ => random.Next(1000))))];
        var diff = ShortDiff.Between(Text(texts[0]), Text(texts[1]));
        Assert.True(diff.GoesOn);
        Assert.InRange(diff.Changes.Count, 1, 3);
        Assert.All(diff.Changes, change => Assert.InRange(change.Removed.Length + change.Added.Length, 1, 122));
    }

    private static ArticleText Text(string text) =>
        new([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))], [], []);
}
