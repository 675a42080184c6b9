using Archiver.Articles;

namespace Archiver.Tests.Formats.Dumps;

public sealed class SectionTests
{
    [Fact]
    public void A_dump_is_taken_apart_into_its_sections()
    {
        var dump = Sample.ReadOne(Sample.Harbour);
        Assert.Equal(3, dump.Paragraphs.Count);
        Assert.Equal("Ferries leave at seven.", dump.Body()[1]);
        Assert.Equal(["Repairs in Lindholm to end soon", "Summary: Ferries return to Lindholm", "Summary"],
            dump.Lines(dump.Similar));
        Assert.Equal(["The harbour of Lindholm is open again. Ferries"], dump.Lines(dump.Summary));
        Assert.Equal(22, dump.CountedWords);
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void Details_and_statistics_are_read()
    {
        var details = Sample.ReadOne(Sample.Harbour).Details;
        Assert.Equal(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), details.Id);
        Assert.Equal("coast", details.Category);
        Assert.Equal("https://news.example/harbour/", details.Url);
        Assert.Equal(new DateOnly(2025, 3, 3), details.Date);
        Assert.Equal("2025-03-04T06:30", details.Created.ToString());
        Assert.Equal("2025-03-05T18:00", details.Updated.ToString());
        Assert.Equal("2025-03-06T21:15", details.LastRead.ToString());
        Assert.Equal(22, details.Words);
        Assert.Equal(1, details.ReadCount);
        Assert.Empty(details.Other);
    }

    [Theory]
    [InlineData("Statistics\n22\nWords\n1\nRead Count\nDetails\n")]
    [InlineData("Statistics\n22Words\n1Read Count\nDetails\n")]
    [InlineData("Statistics\n22 Words 1 Read Count Details\n")]
    [InlineData("Statistics22\nWords1\nRead CountDetails\n")]
    [InlineData("Statistics\n22\nWords1\nRead Count\nDetails\n")]
    [InlineData("Statistics\n1\nRead Count22\nWordsDetails\n")]
    [InlineData("Statistics\nWords: 22\nRead Count: 1\nDetails\n")]
    [InlineData("Statistics\n22\nWords1\nRead Count5\nMinutesDetails\n")]
    [InlineData("Statistics\n22\nWords1\nRead CountDetails")]
    public void Statistics_are_read_however_copying_glued_them(string statistics)
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("Statistics\n22\nWords1\nRead CountDetails\n", statistics));
        Assert.Equal((22, 1, 22), (dump.Details.Words, dump.Details.ReadCount, dump.CountedWords));
        Assert.Equal("coast", dump.Details.Category);
        Assert.NotNull(dump.Frame);
    }

    [Theory]
    [InlineData("Words1\n", "Words99999999999999999999\n")]
    [InlineData("Words1\n", "Words2,147,483,648\n")]
    public void A_number_that_is_too_large_is_none_and_said_so(string number, string large)
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace(number, large));
        Assert.Equal((22, null), (dump.Details.Words, dump.Details.ReadCount));
        var line = 1 + Sample.Harbour[..Sample.Harbour.IndexOf(number, StringComparison.Ordinal)].Count(character => character == '\n');
        Assert.Equal([$"line {line}: the number is too large to count anything; it is kept in the original alone"], dump.Warnings);
    }

    [Theory]
    [InlineData("Summary")]
    [InlineData("Statistics")]
    [InlineData("Details")]
    [InlineData("Similar Readings (3 items)")]
    [InlineData("Similar Readings (2 items)")]
    [InlineData("Details\nDate: Jan. 5, 2025")]
    [InlineData("Summary\nStatistics\nDetails")]
    public void A_paragraph_that_reads_like_a_heading_stays_in_the_body(string paragraph)
    {
        var words = paragraph.Split([' ', '\n']).Length;
        var input = Sample.Harbour
            .Replace("Ferries leave at seven.", paragraph + "\nFerries leave at seven.").Replace("\n22\n", $"\n{22 + words}\n");
        var dump = Sample.ReadOne(input);
        Assert.Equal(paragraph.Split('\n'), dump.Body()[1..^2]);
        Assert.Equal(3, dump.Similar.Count);
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void A_body_that_has_the_headings_and_no_such_sections_is_told_by_its_word_count()
    {
        var dump = Sample.ReadOne(Sample.Of("One two three.\nSummary\nFour five.\nOne two three.\nSummary\nFour five.", 6));
        Assert.Equal(["One two three.", "Summary", "Four five."], dump.Body());
        Assert.Empty(dump.Summary);
    }

    [Theory]
    [InlineData("Similar Readings")]
    [InlineData("Summary")]
    [InlineData("Statistics")]
    [InlineData("Details")]
    [InlineData("Statistics and Details")]
    public void Every_section_may_be_missing(string section)
    {
        var input = Sample.Harbour;
        string Without(string first, string next) => input[..input.IndexOf(first, StringComparison.Ordinal)]
            + (next.Length == 0 ? "" : input[input.IndexOf(next, StringComparison.Ordinal)..]);
        input = section switch
        {
            "Similar Readings" => Without("Similar Readings", "Summary\nThe"),
            "Summary" => Without("Summary\nThe", "Statistics"),
            "Statistics" => Without("Statistics", "Details").Replace("Details", "\nDetails").Replace("\n\n", "\n"),
            "Details" => Without("Details", ""),
            _ => Without("Statistics", ""),
        };
        var dump = Sample.ReadOne(input);
        Assert.Equal(3, dump.Paragraphs.Count);
        Assert.Equal(section == "Similar Readings" ? 0 : 3, dump.Similar.Count);
        Assert.Equal(section == "Summary" ? 0 : 1, dump.Summary.Count);
        Assert.Equal(section.Contains("Statistics") ? null : 22, dump.Details.Words);
        Assert.Equal(section.Contains("Details") ? null : "coast", dump.Details.Category);
        Assert.NotNull(dump.Frame);
    }

    [Fact]
    public void A_dump_may_lack_its_body()
    {
        var dump = Sample.ReadOne(Sample.Harbour[Sample.Harbour.IndexOf("Similar", StringComparison.Ordinal)..]);
        Assert.Empty(dump.Paragraphs);
        Assert.Equal(3, dump.Similar.Count);
    }

    [Fact]
    public void A_wrong_number_of_similar_readings_is_a_warning()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("(3 items)", "(5 items)").Replace("\nSummary\nSummary", "\nSummary"));
        Assert.Equal(2, dump.Similar.Count);
        Assert.Equal(["line 6: 5 similar readings are stated, but 2 found"], dump.Warnings);
        Assert.NotNull(dump.Frame);
    }

    [Fact]
    public void Words_that_do_not_match_are_a_warning_that_names_both_counts()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("\n22\n", "\n1,023\n"));
        Assert.Equal(["1023 words are stated, but 22 counted"], dump.Warnings);
        Assert.Equal(3, dump.Paragraphs.Count);
    }
}
