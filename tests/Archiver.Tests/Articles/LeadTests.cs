using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;

namespace Archiver.Tests.Articles;

public sealed class LeadTests
{
    [Theory]
    [InlineData("The harbour is open. Ferries leave at seven.", "The harbour is open.")]
    [InlineData("The U.S. and Japan agreed. More follows.", "The U.S. and Japan agreed.")]
    [InlineData("Mr. Lind met Dr. Berg on Jan. 5 at 7 a.m. in Lindholm. More.", "Mr. Lind met Dr. Berg on Jan. 5 at 7 a.m. in Lindholm.")]
    [InlineData("Is it open? Yes.", "Is it open?")]
    [InlineData("\"It is open.\" Lind said so.", "\"It is open.\"")]
    [InlineData("\"Is it open?\" asked Lind. Yes.", "\"Is it open?\" asked Lind.")]
    [InlineData("Prices rose 2.5 percent. More.", "Prices rose 2.5 percent.")]
    [InlineData("He took No. 5 and said no. More.", "He took No. 5 and said no.")]
    [InlineData("港が再開した。フェリーは七時に出る。", "港が再開した。")]
    [InlineData("「はい。」と答えた。終わり。", "「はい。」と答えた。")]
    [InlineData("本当？はい！", "本当？")]
    [InlineData("  No stop at all ", "No stop at all")]
    public void The_title_is_the_first_sentence_of_the_lead(string lead, string expected) =>
        Assert.Equal(expected, Lead.Title(Encoding.UTF8.GetBytes(lead)));

    [Fact]
    public void A_long_sentence_is_cut_at_a_word_boundary_within_100_characters()
    {
        var words = string.Join(' ', Enumerable.Repeat("abcdefghi", 20));
        Assert.Equal(words[..99] + "…", Lead.Title(Encoding.UTF8.GetBytes(words)));
        Assert.Equal(words[..99] + " …"[1..], Lead.Title(Encoding.UTF8.GetBytes(words[..99] + ", and more")));
        Assert.Equal(new string('a', 100), Lead.Title(Encoding.UTF8.GetBytes(new string('a', 100))));
        Assert.Equal(new string('a', 100) + "…", Lead.Title(Encoding.UTF8.GetBytes(new string('a', 101))));
        Assert.Equal(string.Concat(Enumerable.Repeat("𠀋", 100)) + "…",
            Lead.Title(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("𠀋", 120)))));
    }

    [Fact]
    public void A_blank_lead_gives_no_title() => Assert.Null(Lead.Title(" \t\u3000"u8));

    [Theory]
    [InlineData("Ferries leave at seven.", false)]
    [InlineData("Ferries leave at", true)]
    [InlineData("Ferries leave \"at seven.\"", false)]
    [InlineData("Ferries leave at…", true)]
    [InlineData("Ferries leave at...", true)]
    [InlineData("港が再開した。", false)]
    [InlineData("港が再開", true)]
    [InlineData("「再開した。」", false)]
    [InlineData("", false)]
    public void A_summary_that_does_not_end_a_sentence_is_truncated(string summary, bool expected) =>
        Assert.Equal(expected, Summary.IsTruncated(Encoding.UTF8.GetBytes(summary)));

    [Fact]
    public void A_long_summary_that_ends_in_an_abbreviation_is_truncated() =>
        Assert.True(Summary.IsTruncated(Encoding.UTF8.GetBytes(new string('a', 290) + " by the U.S.")));
}
