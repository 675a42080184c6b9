using System.Text;

namespace Archiver.Tests.Formats.Dumps;

/// <summary>What the first line of the next dump may be taken for, and keys and headings in other forms than the app's.</summary>
public sealed class NextDumpTests
{
    private const string Breaking = "Breaking: the mill burns";

    private static string Doubt(string line) => $"line 22: it may be a detail, the next article's first line or both in one: '{line}'";

    private static string Next(string first, string stated) => $"{first}\nIt burns all night long today.\nStatistics\n{stated}\nWords1\nRead CountDetails\n"
        + "ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7\nLast Read: 2025/03/06 21:15";

    [Theory]
    [InlineData("1.2K")]
    [InlineData("\u2014")]
    [InlineData("")]
    [InlineData("13")]
    [InlineData("9")]
    [InlineData("400")]
    public void After_the_last_detail_a_line_like_a_detail_is_the_next_dumps_and_the_doubt_is_shown(string stated)
    {
        var dumps = Sample.ReadDumps($"{Sample.Harbour}\n{Next(Breaking, stated)}");
        Assert.Equal([Breaking, "It burns all night long today."], dumps[1].Body());
        Assert.Empty(dumps[0].Details.Other);
        Assert.Contains(dumps[0].Warnings, warning => warning.EndsWith(Doubt(Breaking)[8..]));
        var apart = Sample.ReadDumps($"{Sample.Harbour}\n\n{Next(Breaking, stated)}");
        Assert.Equal(dumps[1].Body(), apart[1].Body());
    }

    [Theory]
    [InlineData("6")]
    [InlineData("5")]
    public void A_count_that_is_nearer_without_that_line_decides_and_the_doubt_is_shown(string stated)
    {
        var dumps = Sample.ReadDumps($"{Sample.Harbour}\n{Next(Breaking, stated)}");
        Assert.Equal("the mill burns", Assert.Single(dumps[0].Details.Other).Value);
        Assert.Contains(dumps[0].Warnings, warning => warning.EndsWith(Doubt(Breaking)[8..]));
    }

    [Fact]
    public void Where_the_last_detail_is_missing_it_stays_a_detail_and_the_doubt_is_shown()
    {
        var dumps = Sample.ReadDumps($"{Sample.Of("One.", 1)}\n{Next(Breaking, "1.2K")}");
        Assert.Equal("the mill burns", Assert.Single(dumps[0].Details.Other).Value);
        Assert.Contains(dumps[0].Warnings, warning => warning.EndsWith(Doubt(Breaking)[8..]));
    }

    [Fact]
    public void A_count_that_fits_leaves_no_doubt() =>
        Assert.All(Sample.ReadDumps($"{Sample.Harbour}\n{Next(Breaking, "10")}"), dump => Assert.Empty(dump.Warnings));

    [Theory]
    [InlineData("URL:")]
    [InlineData("URL: ")]
    [InlineData("Category ID:")]
    [InlineData("Category ID: ")]
    [InlineData("Created:")]
    public void A_dump_glued_to_a_key_without_a_value_is_found(string last)
    {
        // After a space "Mc" could be the value.
        foreach (var body in new[] { "Three four.\nIt burns.", last.EndsWith(' ') ? "Mills burn.\nAll." : "McArthur said so.\nIt burns.", "\u6771\u4EAC\u3067\u96E8\u3002 \u6674\u308C\u3002" })
        {
            var dumps = Sample.ReadDumps(Sample.Of("One.", 1, $"ID: 0f8fad5b-d9cb-469f-a165-70867728950e\n{last}")
                + Sample.Of(body, body.Split([' ', '\n']).Length));
            Assert.Equal(body.Split('\n'), dumps[1].Body());
            Assert.Equal((null, null), (dumps[0].Details.Url, dumps[0].Details.Category));
        }
    }

    [Theory]
    [InlineData("URL:")]
    [InlineData("Category ID:")]
    public void Without_a_count_it_is_found_with_a_doubt(string last)
    {
        var dumps = Sample.ReadDumps(Sample.Of("One.", 1, $"ID: 0f8fad5b-d9cb-469f-a165-70867728950e\n{last}") + Sample.Of("Three four.", 50));
        Assert.Equal(["Three four."], dumps[1].Body());
        Assert.Contains(dumps[0].Warnings, warning => warning.Contains("it may be a detail"));
    }

    [Fact]
    public void What_has_spaces_in_it_is_no_URL()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("https://news.example/harbour/", "https://news.example/a b"));
        Assert.Null(dump.Details.Url);
        Assert.Equal([new("URL", "https://news.example/a b")], dump.Details.Other);
        Assert.Equal(["line 18: the URL is not understood: 'https://news.example/a b'"], dump.Warnings);
    }

    [Theory]
    [InlineData("id: ", "ID: ")]
    [InlineData("url: ", "URL: ")]
    [InlineData("- ID: ", "ID: ")]
    [InlineData("* Url: ", "URL: ")]
    [InlineData("\u2022 LAST READ: ", "Last Read: ")]
    [InlineData("category id: ", "Category ID: ")]
    [InlineData("date: ", "Date: ")]
    [InlineData("-\u00A0Created: ", "Created: ")]
    public void A_key_in_other_capitals_or_as_an_item_of_a_list_is_that_key(string written, string key)
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace($"\n{key}", $"\n{written}"));
        Assert.Equal(Sample.ReadOne(Sample.Harbour).Details with { Other = dump.Details.Other }, dump.Details);
        Assert.Empty(dump.Details.Other);
        Assert.Empty(dump.Warnings);
    }

    [Fact]
    public void Without_a_value_of_its_form_such_a_key_is_another()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("Category ID: coast\n", "date: soon\nurl: none\n"));
        Assert.Equal([new("date", "soon"), new("url", "none")], dump.Details.Other);
        Assert.Equal(new DateOnly(2025, 3, 3), dump.Details.Date);
    }

    [Theory]
    [InlineData("Similar Readings (3)", 0)]
    [InlineData("Similar Readings(3 items)", 0)]
    [InlineData("Similar Readings (3 items )", 0)]
    [InlineData("Similar Readings (2,000 items)", 1)]
    [InlineData("Similar Readings (2 000)", 1)]
    [InlineData("Similar Readings", 1)]
    [InlineData("Similar Readings (items)", 1)]
    [InlineData("Similar Readings (1.2K items)", 1)]
    [InlineData("Similar Readings (\u2014)", 1)]
    public void The_similar_readings_are_found_however_their_number_is_written(string heading, int warnings)
    {
        foreach (var stated in new[] { "22", "\u2014" })
        {
            var dump = Sample.ReadOne(Sample.Harbour.Replace("Similar Readings (3 items)", heading).Replace("\n22\n", $"\n{stated}\n").Replace("\nSummary\nSummary", "\nSummaries\nSummary"));
            Assert.Equal((3, 3, 1), (dump.Paragraphs.Count, dump.Similar.Count, dump.Summary.Count));
            Assert.Equal(warnings, dump.Warnings.Count(warning => warning.StartsWith("line 6: ")));
            Assert.NotNull(dump.Frame);
        }
    }

    [Fact]
    public void A_count_too_large_is_shown_with_what_it_counts()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("\n22\n", "\n99999999999999999999\n"));
        Assert.Equal(["line 13: the word count is too large to count anything: '99999999999999999999'"], dump.Warnings);
    }

    [Fact]
    public void Pairs_of_surrogates_written_as_characters_are_the_characters()
    {
        byte[] pair = [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80];
        var harbour = Encoding.UTF8.GetBytes(Sample.Harbour);
        byte[] input = [.. pair, (byte)' ', .. pair, .. harbour];
        var dump = Sample.ReadOne(input);
        Assert.StartsWith("\U0001F600 \U0001F600The harbour", dump.Body()[0]);
        Assert.DoesNotContain(dump.Warnings, warning => warning.Contains("encoding"));
        Assert.Equal(input, dump.Original.ToArray());
    }
}
