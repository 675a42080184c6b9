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

    /// <summary>Every kind of white space, and marks without width after a space.</summary>
    public static TheoryData<string> Spaces => new(
        "\u00A0", "\u1680", "\u2003", "\u2007", "\u2009", "\u202F", "\u205F", "\u3000", "\t", "  ", " \u00A0 ", "\u200B ", " \u2060",
        "\uFEFF\u00A0", "\u00AD ");

    [Theory, MemberData(nameof(Spaces))]
    public void Any_white_space_in_a_label_is_as_good_as_a_space(string space)
    {
        var (readCount, similar) = ($"Read{space}Count", $"Similar{space}Readings{space}(3{space}items)");
        string[] statistics =
        [
            $"22\nWords1\n{readCount}Details\n", $"22\nWords\n1\n{readCount}\nDetails\n", $"22{space}Words{space}1{space}{readCount}{space}Details{space}\n",
            $"{readCount}: 1\nWords: 22\nDetails\n", $"{readCount}{space}:{space}1\nWords{space}:{space}22\nDetails\n",
            $"1\n{readCount}22\nWordsDetails\n", $"22\nWord\n{space}1\n{readCount}s\nDetails\n", $"\u0662\u0662\nWords\u0661\n{readCount}Details\n",
        ];
        foreach (var heading in new[] { "Statistics\n", $"{space}Statistics{space}\n", "" })
        {
            // Without a heading, copying has to have left the lines.
            foreach (var block in statistics.Where(block => heading.Length > 0 || block.Count('\n') > 1))
            {
                var dump = Sample.ReadOne(Sample.Harbour.Replace("Similar Readings (3 items)", similar)
                    .Replace("Statistics\n22\nWords1\nRead CountDetails\n", heading + block));
                Assert.Equal((22, 1, 22, 3), (dump.Details.Words, dump.Details.ReadCount, dump.CountedWords, dump.Similar.Count));
                Assert.Empty(dump.Warnings);
            }
        }
    }

    [Theory]
    [InlineData('\u00AD'), InlineData('\u200B'), InlineData('\u200D'), InlineData('\u2060'), InlineData('\uFEFF')]
    public void A_mark_without_width_in_a_label_means_nothing(char mark)
    {
        const string Usual = "Statistics\n22\nWords1\nRead CountDetails\n";
        foreach (var label in new[] { "Similar", "Readings", "items", "Summary\nThe", "Words", "Read", "Count", "Statistics", "Details" })
        {
            for (var at = 1; at < label.IndexOf('\n') || (at < label.Length && !label.Contains('\n')); at++)
            {
                foreach (var statistics in new[] { Usual, "Statistics\n22\nWords\n1\nRead Count\nDetails\n" })
                {
                    var dump = Sample.ReadOne(Sample.Harbour.Replace(Usual, statistics).Replace(label, label.Insert(at, mark.ToString())));
                    Assert.Equal((22, 1, 22, 3), (dump.Details.Words, dump.Details.ReadCount, dump.CountedWords, dump.Similar.Count));
                    Assert.Equal("coast", dump.Details.Category);
                    Assert.Empty(dump.Warnings);
                }
            }
        }
    }

    [Theory]
    [InlineData("22\nWords1\nReed CountDetails\n", "the read count is missing")]
    [InlineData("22\nWordsDetails\n", "the read count is missing")]
    [InlineData("1\nRead CountDetails\n", "the word count is missing")]
    public void A_statistic_that_is_not_there_is_said_to_be_missing(string statistics, string warning)
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("22\nWords1\nRead CountDetails\n", statistics));
        Assert.Contains(warning, Assert.Single(dump.Warnings));
    }

    [Theory]
    [InlineData("Words1\n", "Words99999999999999999999\n")]
    [InlineData("Words1\n", "Words2,147,483,648\n")]
    public void A_number_that_is_too_large_is_none_and_said_so(string number, string large)
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace(number, large));
        Assert.Equal((22, null), (dump.Details.Words, dump.Details.ReadCount));
        var line = 1 + Sample.Harbour[..Sample.Harbour.IndexOf(number, StringComparison.Ordinal)].Count(character => character == '\n');
        Assert.Equal([$"line {line}: the read count is too large to count anything: '{large[5..^1]}'"], dump.Warnings);
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
