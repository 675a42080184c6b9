using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Frames;
using Archiver.Formats.Reading;

namespace Archiver.Tests.Formats.Dumps;

public sealed class SplittingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n")]
    [InlineData("\n \n\t\n")]
    [InlineData("\r\n\r\n")]
    public void Dumps_are_told_apart_with_or_without_lines_between_them(string between)
    {
        var dumps = Sample.ReadDumps(Sample.Harbour + between + Sample.Orchard + between + Sample.Harbour);
        Assert.Equal(3, dumps.Count);
        Assert.Equal("The orchard gave more apples than ever.", dumps[1].Body()[0]);
        Assert.Equal("2025-03-06T21:15", dumps[0].Details.LastRead.ToString());
        Assert.All(dumps, dump => Assert.NotNull(dump.Frame));
        Assert.All(dumps, dump => Assert.Empty(dump.Warnings));
    }

    [Fact]
    public void Blank_lines_around_dumps_are_stretches_of_their_own()
    {
        var stretches = Sample.Read("\n\n" + Sample.Harbour + "\n\n \n" + Sample.Orchard + "\n\n");
        Assert.Equal([StretchKind.Blank, StretchKind.Article, StretchKind.Blank, StretchKind.Article, StretchKind.Blank],
            stretches.Select(stretch => stretch.Kind));
        Assert.Equal([1L, 3, 25, 27, 46], stretches.Select(stretch => stretch.FirstLine));
        Assert.Equal([2L, 22, 2, 19, 1], stretches.Select(stretch => stretch.LineCount));
    }

    [Fact]
    public void Dumps_glued_together_share_a_line()
    {
        var stretches = Sample.Read(Sample.Harbour + Sample.Orchard);
        Assert.Equal((1, 22), (stretches[0].FirstLine, stretches[0].LineCount));
        Assert.Equal((22, 19), (stretches[1].FirstLine, stretches[1].LineCount));
    }

    [Theory]
    [InlineData("Date: Sept. 12, 2024")]
    [InlineData("Date: 2024-09-12")]
    [InlineData("Created: 2024/09/12 10:00")]
    [InlineData("ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7")]
    [InlineData("Updated: 2024/09/12 10:00:30")]
    public void The_syntax_of_the_last_detail_shows_where_the_next_dump_is_glued_to_it(string last)
    {
        foreach (var first in new[] { "The orchard", "12 orchards", "Similar Readings (0 items)", "Details" })
        {
            var dumps = Sample.ReadDumps(Sample.Of("One.", 1, "Category ID: x\n" + last) + Sample.Of(first, 99));
            Assert.Equal(2, dumps.Count);
            Assert.Equal(1, dumps[0].CountedWords);
        }
    }

    [Fact]
    public void A_byte_order_mark_in_the_middle_begins_a_dump()
    {
        var dumps = Sample.ReadDumps(Sample.Of("One.", 1, "URL: https://a.example/") + "\uFEFF" + Sample.Orchard);
        Assert.Equal("https://a.example/", dumps[0].Details.Url);
        Assert.Equal("The orchard gave more apples than ever.", dumps[1].Body()[0]);
        Assert.StartsWith("utf-8-bom lf\n", dumps[1].FrameText());
    }

    [Theory]
    [InlineData("URL: https://news.example/a/")]
    [InlineData("Category ID: nhk")]
    public void A_dump_glued_to_a_free_value_is_found_by_its_repeat_or_its_words(string last)
    {
        var lacking = Sample.Orchard.Replace("why.\nThe orchard gave more apples than ever.\n", "why.\n");
        foreach (var next in new[] { Sample.Orchard, lacking, Sample.Orchard.Replace("\n11\n", "\n12\n") })
        {
            var dumps = Sample.ReadDumps(Sample.Of("One.", 1, last) + next);
            Assert.Equal(last.Split(": ")[1], dumps[0].Details.Url ?? dumps[0].Details.Category);
            Assert.Equal("The orchard gave more apples than ever.", dumps[1].Body()[0]);
        }

        Assert.Equal("A b Cd", Sample.ReadDumps(Sample.Of("One.", 1, "Category ID: A b Cd\n") + Sample.Orchard)[0].Details.Category);
    }

    public static TheoryData<string> FreeValues => new(
        "Author: Ann", "Author: Ann Lee", "Mood: calm", "Source: Coast Daily 7", "\u00C9diteur: Zo\u00EB", "Tags: a, b, c",
        "Source: https://paper.example/a", "Note: It was so.", "Author: Ann\nMood: calm", "Mood: calm\n\nUpdated: soon", "Updated: never",
        "URL: https://news.example/AbC", "Category ID: A b");

    [Theory, MemberData(nameof(FreeValues))]
    public void A_dump_glued_to_a_value_without_syntax_is_what_it_is_alone(string last)
    {
        string[] bodies =
        [
            "Text 2 of the mill.\nIt grinds rye.", "\"We are glad,\" they said.\nSo are we.", "\u00C4rger um Brot.\nEs fehlt.",
            "\u6771\u4EAC\u3067\u96E8\u3002 \u6674\u308C\u3002 \u66C7\u308A\u3002\nMore rain.", "Note: it grinds.\nAlso: it stands by.", "The mill grinds.", "Mill",
        ];
        foreach (var body in bodies)
        {
            var words = body.Split([' ', '\n']).Length;
            foreach (var again in new[] { $"{body}\n", "", body.Contains('\n') ? $"{body.Split('\n')[1]}\n" : "" })
            {
                // One word alone without a repeat could be the end of a name.
                if (body == "Mill" && again.Length == 0)
                {
                    continue;
                }

                foreach (var similar in new[] { "", "Similar Readings (1 item)\nAll about mills and what they grind\nSummary\nMills\n" })
                {
                    AssertGlued(Sample.Of("One.", 1, $"ID: {Guid.Empty}\n{last}"), Sample.Of($"{body}\n{again}{similar}".TrimEnd('\n'), words));
                }
            }
        }
    }

    private static void AssertGlued(string first, string second)
    {
        foreach (var (one, two) in new[] { (first, second), (first.Replace("\n", "\r\n"), second.Replace("\n", "\r\n")), (first, second.Replace("\n", "\n\n")) })
        {
            var (alone, next) = (Sample.ReadOne(one), Sample.ReadOne(two));
            foreach (var between in new[] { "", "\n", "\n\n" })
            {
                var dumps = Sample.ReadDumps(one + between + two);
                Assert.Equal(2, dumps.Count);
                Assert.Equal(alone.Details.Other, dumps[0].Details.Other);
                Assert.Equal((alone.Details.Url, alone.Details.Category), (dumps[0].Details.Url, dumps[0].Details.Category));
                Assert.Equal(next.Body(), dumps[1].Body());
                Assert.Empty(dumps[1].Warnings);
            }
        }
    }

    [Theory]
    [InlineData("Author: AnnText of the mill\nIt grinds rye.", "Author: AnnText of the mill")]
    [InlineData("Author: AnnText of the mill that stands by the sea.\nIt grinds rye.", "Author: AnnText of the mill that stands by the sea.")]
    [InlineData("Category ID: a bText of the mill\nIt grinds rye.", "Category ID: a bText of the mill")]
    public void What_nothing_decides_is_a_warning_and_kept(string lines, string line)
    {
        foreach (var next in new[] { Sample.Of("", 50), "\nDetails\nID: 7c9e6679-7425-40de-944b-e07fc1f90ae7" })
        {
            var dumps = Sample.ReadDumps(Sample.Of("One.", 1, lines) + next);
            Assert.Contains(dumps[0].Warnings, warning => warning == $"line 6: it may be a detail, the next article's first line or both in one: '{line}'");
            Assert.Contains(line.Split(": ")[1], string.Join('\n', [dumps[0].Details.Category, .. dumps[0].Details.Other.Select(other => other.Value), .. dumps[1].Body()]));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n \n")]
    public void A_detail_that_nothing_follows_is_no_doubt(string end) =>
        Assert.Empty(Sample.Dumps(Sample.Read(Sample.Of("One.", 1, "Author: Ann McDonald wrote it.") + end))[0].Warnings);

    [Fact]
    public void A_name_that_ends_a_body_as_well_is_not_taken_from_the_details()
    {
        var dumps = Sample.ReadDumps(Sample.Of("One.", 1, "Author: Ann Lee") + "\n" + Sample.Of("It rains.\nAnn Lee\nIt rains.\nAnn Lee", 4));
        Assert.Equal([new("Author", "Ann Lee")], dumps[0].Details.Other);
        Assert.Equal(["It rains.", "Ann Lee"], dumps[1].Body());
        Assert.All(dumps, dump => Assert.Empty(dump.Warnings));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void Complete_statistics_without_details_close_a_dump(string between)
    {
        var first = Sample.Harbour[..Sample.Harbour.IndexOf("Details", StringComparison.Ordinal)];
        var dumps = Sample.ReadDumps(first + between + Sample.Orchard);
        Assert.Equal([22, 11], dumps.Select(dump => dump.CountedWords));
        Assert.All(dumps, dump => Assert.Empty(dump.Warnings));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public void A_dump_that_ends_with_its_summary_is_told_from_the_next_by_that_ones_words(string between)
    {
        var first = Sample.Harbour[..Sample.Harbour.IndexOf("Statistics", StringComparison.Ordinal)];
        var dumps = Sample.ReadDumps(first + between + Sample.Orchard);
        Assert.Equal([22, 11], dumps.Select(dump => dump.CountedWords));
        Assert.Equal(3, dumps[0].Similar.Count);
    }

    [Fact]
    public void A_byte_order_mark_at_the_beginning_of_a_line_ends_the_details()
    {
        var dumps = Sample.ReadDumps(Sample.Harbour + "\n\uFEFFBreaking: news\nNo more.\n" + Sample.Orchard.Replace("\n11\n", "\n15\n"));
        Assert.Equal("Breaking: news", dumps[1].Body()[0]);
        Assert.Empty(dumps[1].Warnings);
    }

    [Fact]
    public void An_unknown_key_among_details_is_kept()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("Date:", "Source: Coast Daily\nDate:") + "\nAuthor: A. Lind");
        Assert.Equal([new("Source", "Coast Daily"), new("Author", "A. Lind")], dump.Details.Other);
        Assert.Contains("\nSource: {other 0}\nDate", dump.FrameText());
    }

    [Fact]
    public void The_next_dumps_first_line_is_no_detail_whatever_it_looks_like()
    {
        foreach (var first in new[] { "Breaking: the orchard burns", "Orchard: fire" })
        {
            var words = 11 + first.Split(' ').Length;
            var next = first + "\n" + Sample.Orchard.Replace("\n11\n", $"\n{words}\n");
            var dumps = Sample.ReadDumps(Sample.Harbour + "\nAuthor: A. Lind\n" + next);
            Assert.Equal(2, dumps.Count);
            Assert.Equal([new("Author", "A. Lind")], dumps[0].Details.Other);
            Assert.Equal(first, dumps[1].Body()[0]);
            Assert.Empty(dumps[1].Warnings);
        }
    }

    [Fact]
    public void Without_a_word_count_the_repeat_shows_that_a_line_is_the_next_dumps()
    {
        const string Next = "Orchard: fire\nIt burns.\nOrchard: fire\nIt burns.\nDetails\nCategory ID: land";
        var dumps = Sample.ReadDumps(Sample.Harbour + "\n" + Next);
        Assert.Equal(["Orchard: fire", "It burns."], dumps[1].Body());
    }

    [Fact]
    public void A_blank_line_ends_the_details_unless_a_known_key_follows()
    {
        var dumps = Sample.ReadDumps(Sample.Harbour.Replace("Created:", "\nCreated:") + "\n\nBreaking: news\n" + Sample.Orchard);
        Assert.Equal(2, dumps.Count);
        Assert.NotNull(dumps[0].Details.LastRead);
        Assert.Empty(dumps[0].Details.Other);
        Assert.Equal("Breaking: news", dumps[1].Body()[0]);
    }

    [Fact]
    public void Text_that_is_no_dump_is_rejected()
    {
        var stretch = Assert.Single(Sample.Read("Dear diary,\nnothing happened.\n"));
        Assert.Equal(StretchKind.Rejected, stretch.Kind);
        Assert.StartsWith("no dump: ", stretch.Reason);
    }

    [Fact]
    public void An_empty_input_has_no_stretches() => Assert.Empty(Sample.Read(""));

    [Fact]
    public void Binary_data_is_rejected_as_one_stretch()
    {
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        var stretch = Assert.Single(Sample.Read(bytes));
        Assert.Equal((StretchKind.Rejected, "no text: it is binary data"), (stretch.Kind, stretch.Reason));
    }

    [Fact]
    public void A_dump_after_binary_data_is_found()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        var stretches = Sample.Read([.. bytes, .. "\0\n"u8, .. Encoding.UTF8.GetBytes(Sample.Orchard)]);
        Assert.Equal([StretchKind.Rejected, StretchKind.Article], stretches.Select(stretch => stretch.Kind));
    }

    [Fact]
    public void A_dump_with_a_stray_NUL_is_rejected_alone()
    {
        var stretches = Sample.Read(Sample.Orchard + "\n" + Sample.Harbour.Replace("seven", "sev\0n") + "\n" + Sample.Orchard);
        Assert.Equal([StretchKind.Article, StretchKind.Rejected, StretchKind.Article], stretches.Select(stretch => stretch.Kind));
        Assert.StartsWith("damaged: ", stretches[1].Reason);
    }

    [Fact]
    public void A_text_that_is_too_long_is_rejected_and_what_follows_is_read()
    {
        var text = string.Concat(Enumerable.Repeat("Nothing ends here.\n", 50_000));
        var input = Encoding.UTF8.GetBytes(Sample.Orchard + "\n" + text + Sample.Harbour + "\n" + Sample.Orchard);
        var stretches = Sample.Read(input, 10_000);
        Assert.Equal([StretchKind.Article, StretchKind.Rejected, StretchKind.Article], stretches.Select(stretch => stretch.Kind));
        Assert.Equal("too long: no dump ends within 10000 bytes", stretches[1].Reason);
    }
}
