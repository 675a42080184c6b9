using Archiver.Exporting;

namespace Archiver.Tests.Exporting;

public sealed class SummaryRuleTests
{
    [Theory]
    [InlineData("They met.", false)]
    [InlineData("They said: “We met.” ", false)]
    [InlineData("会談した。」", false)]
    [InlineData("Why (and how?)", false)]
    [InlineData("The joint exercises", true)]
    [InlineData("They met, and", true)]
    [InlineData("They met…", true)]
    [InlineData("”", true)]
    public void A_summary_that_does_not_end_a_sentence_was_cut(string summary, bool truncated) =>
        Assert.Equal(truncated, SummaryRule.IsTruncated(InventedArticle.Text([], [], ["A line.", summary])));

    [Fact]
    public void Where_there_is_no_summary_nothing_is_known_of_it() =>
        Assert.Null(SummaryRule.IsTruncated(InventedArticle.BareText));
}
