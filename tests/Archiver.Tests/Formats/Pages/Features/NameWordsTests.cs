using Archiver.Formats.Pages.Features;
using CsCheck;

namespace Archiver.Tests.Formats.Pages.Features;

public sealed class NameWordsTests
{
    private static readonly string[][] Words = [["ad-", "-ad", "ads"], ["dad", "a"], ["add-on", "read-dad"], ["kelvin"], ["aaa", "ada-dad"]];

    private static readonly NameWords Finder = new(Words);

    [Fact]
    public void Each_group_is_found_that_has_a_word_anywhere_in_the_names() =>
        Gen.String[Gen.Char["ad-resADon _4"], 0, 24]
            .Sample(names => Assert.Equal(Expected(names), Finder.GroupsIn(names)));

    [Theory]
    [InlineData("xx Kelvin-box")]
    [InlineData("\u212Aelvin")]
    public void Large_letters_are_small_ones(string names) => Assert.Equal(1UL << 3, Finder.GroupsIn(names) & (1UL << 3));

    private static ulong Expected(string names) => Words.Select((words, group) =>
        words.Any(word => names.ToLowerInvariant().Contains(word, StringComparison.Ordinal)) ? 1UL << group : 0).Aggregate(0UL, (all, one) => all | one);
}
