using System.Text;
using Archiver.Tests.Formats.Dumps;
using Archiver.Texts;
using CsCheck;

namespace Archiver.Tests.Texts;

public sealed class ListDiffTests
{
    [Theory]
    [InlineData("abc", "abc", " a b c")]
    [InlineData("abc", "ac", " a-b c")]
    [InlineData("ac", "abc", " a+b c")]
    [InlineData("abc", "axc", " a-b+x c")]
    [InlineData("", "ab", "+a+b")]
    [InlineData("ab", "", "-a-b")]
    [InlineData("abcd", "bdae", "-a b-c d+a+e")]
    public void It_tells_what_was_removed_and_added(string before, string after, string expected) =>
        Assert.Equal(expected, string.Concat(Between(before, after).Select(change => change.Sign + change.Text)));

    [Fact]
    public void What_is_kept_and_removed_is_the_old_state_and_what_is_kept_and_added_the_new_one() =>
        Gen.Select(Gen.Char["abcd"].Array[0, 12], Gen.Char["abcd"].Array[0, 12]).Sample((before, after) =>
        {
            var changes = Between(new string(before), new string(after)).ToArray();
            Assert.Equal(new string(before), string.Concat(changes.Where(change => change.Sign != "+").Select(change => change.Text)));
            Assert.Equal(new string(after), string.Concat(changes.Where(change => change.Sign != "-").Select(change => change.Text)));
        });

    [Fact]
    public void Of_long_texts_the_common_ends_are_kept()
    {
        ReadOnlyMemory<byte>[] Text(int seed) =>
            [.. Enumerable.Range(0, 5000).Select(number => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"{(number is 0 or 4999 ? 0 : seed)} {number}"))];
        var changes = ListDiff.Between(Text(1), Text(2));
        Assert.Equal((2, 4998, 4998), (Count(ListChange.Kept), Count(ListChange.Removed), Count(ListChange.Added)));

        int Count(ListChange kind) => changes.Count(change => change.Change == kind);
    }

    private static IEnumerable<(string Sign, string Text)> Between(string before, string after) =>
        ListDiff.Between(Letters(before), Letters(after)).Select(change => (
            change.Change switch { ListChange.Kept => " ", ListChange.Removed => "-", _ => "+" },
            Encoding.UTF8.GetString(change.Item.Span)));

    private static ReadOnlyMemory<byte>[] Letters(string text) =>
        [.. text.Select(letter => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes([letter]))];
}
