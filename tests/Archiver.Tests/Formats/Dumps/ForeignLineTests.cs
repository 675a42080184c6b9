using Archiver.Formats.Reading;

namespace Archiver.Tests.Formats.Dumps;

/// <summary>Lines among the details that do not look like details, and details where none are looked for.</summary>
public sealed class ForeignLineTests
{
    private const string Second = "Three four.\nDetails\nID: 7c9e6679-7425-40de-944b-e07fc1f90ae7\nURL: https://m.example/2\nLast Read: 2025/02/01 11:10";

    private static readonly string[] Details = Sample.Harbour[Sample.Harbour.IndexOf("ID: ", StringComparison.Ordinal)..].Split('\n');

    private static readonly string Head = Sample.Harbour[..Sample.Harbour.IndexOf("ID: ", StringComparison.Ordinal)];

    public static TheoryData<string> Lines => new(
        "Paywalled?: yes", "Reading time (est., min): 5", "A key that no reading app would write so: x", "Src. name: x", "Is it; or not: x",
        "Source of the original article text: x", "See http://x.example", "a value that goes on in a second line", "Why?", "  Indented: x",
        "One.\nTwo.\nThree: 3", new string('x', 3000));

    [Theory, MemberData(nameof(Lines))]
    public void What_stands_between_two_details_is_kept_as_one(string lines)
    {
        for (var place = 0; place < Details.Length; place++)
        {
            var one = Head + string.Join('\n', [.. Details[..place], lines, .. Details[place..]]);
            foreach (var next in new[] { "", Sample.Orchard, "\n" + Sample.Orchard, "\n\n" + Sample.Orchard, "\n" + Second, Second })
            {
                var dumps = Sample.ReadDumps(one + next);
                var details = dumps[0].Details;
                Assert.Equal(Sample.ReadOne(Sample.Harbour).Details with { Other = details.Other }, details);
                Assert.All(lines.Split('\n'), line => Assert.Contains(details.Other, other => $"{other.Key}: {other.Value}".Contains(line.Trim().Split(": ")[^1])));
                Assert.Equal(3, dumps[0].Paragraphs.Count);
                if (next.Length > 0)
                {
                    Assert.Equal(next.Contains("Three") ? "Three four." : "The orchard gave more apples than ever.", dumps[1].Body()[0]);
                    Assert.Empty(dumps[1].Warnings);
                }
            }
        }
    }

    [Theory]
    [InlineData("Paywalled?: yes", "Paywalled?", "yes")]
    [InlineData("Source of the original article text: x", "Source of the original article text", "x")]
    public void A_key_of_any_look_is_a_key_there(string line, string key, string value)
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("\nCreated:", $"\n{line}\nCreated:"));
        Assert.Equal([new(key, value)], dump.Details.Other);
        Assert.Empty(dump.Warnings);
    }

    [Theory]
    [InlineData("Paywalled?: yes")]
    [InlineData("Reading time (est., min): 5")]
    [InlineData("Source of the original article text: x")]
    public void Behind_the_last_detail_such_a_line_is_one_where_nothing_follows_or_the_next_dump_has_its_words(string line)
    {
        foreach (var next in new[] { "", "\n", "\n" + Sample.Orchard, "\n\n" + Sample.Orchard })
        {
            var dumps = Sample.ReadDumps($"{Sample.Harbour}\n{line}{next}");
            Assert.Equal(line.Split(": ")[1], Assert.Single(dumps[0].Details.Other).Value);
            Assert.All(dumps.Skip(1), dump => Assert.Empty(dump.Warnings));
        }
    }

    [Fact]
    public void In_front_of_a_body_whose_words_are_not_known_it_is_the_bodys_and_the_doubt_is_shown()
    {
        foreach (var first in new[] { "Paywalled?: yes", "Breaking news, again: the mill burns" })
        {
            var dumps = Sample.ReadDumps($"{Sample.Harbour}\n{first}\n{Second}");
            Assert.Equal([first, "Three four."], dumps[1].Body());
            Assert.Contains(dumps[0].Warnings, warning => warning.EndsWith($"it may be a detail, the next article's first line or both in one: '{first}'"));
            var counted = Sample.ReadDumps($"{Sample.Harbour}\n{Sample.Of($"{first}\nThree four.", 2 + first.Split(' ').Length)}");
            Assert.Equal([first, "Three four."], counted[1].Body());
            Assert.All(counted, dump => Assert.Empty(dump.Warnings));
        }
    }

    [Fact]
    public void A_line_without_a_key_goes_with_the_detail_before_it_and_is_warned_of()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("\nCreated:", "\nMood: calm\nand bright\nCreated:"));
        Assert.Equal([new("Mood", "calm\nand bright")], dump.Details.Other);
        Assert.Equal(["line 21: a line of the details has no key: 'and bright'"], dump.Warnings);
    }

    [Theory]
    [InlineData("Last Read: 2025/03/07 21:15")]
    [InlineData("Created: 2025/03/07 21:15")]
    public void A_time_that_is_stated_again_is_a_detail(string line)
    {
        foreach (var next in new[] { "", "\n" + Sample.Orchard, Sample.Orchard, "\n" + Second })
        {
            var dumps = Sample.ReadDumps($"{Sample.Harbour}\n{line}{next}");
            Assert.Equal(line.Split(": ")[1], Assert.Single(dumps[0].Details.Other).Value);
            Assert.Contains("is stated", Assert.Single(dumps[0].Warnings));
            Assert.Equal(next.Length > 0 ? 2 : 1, dumps.Count);
        }
    }

    [Fact]
    public void In_statistics_that_are_no_numbers_such_a_line_does_not_hide_the_details()
    {
        var dump = Sample.ReadOne(Sample.Harbour.Replace("22\nWords1\nRead CountDetails\n", "1.2K\nWords\u2014\nRead CountDetails\nPaywalled?: yes\n"));
        Assert.Equal(("coast", "yes"), (dump.Details.Category, Assert.Single(dump.Details.Other).Value));
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(1, 0)]
    public void Whether_the_next_body_has_begun_is_for_its_stated_words_to_say(int words, int strays)
    {
        var next = Sample.Of("Three four.\nCreated: 2025/02/01 07:00\nFive.", words);
        var dumps = Sample.ReadDumps(Sample.Of("One.", 1, "ID: 0f8fad5b-d9cb-469f-a165-70867728950e\nURL: https://m.example/1\n") + next);
        Assert.Equal(words, dumps[1].CountedWords);
        Assert.Equal(strays, dumps[1].Warnings.Count(warning => warning.EndsWith("1 line of the text reads like a detail of an article")));
        Assert.Equal(strays == 0, dumps[0].Details.Created is not null);
    }

    [Fact]
    public void Where_nothing_says_it_the_doubt_is_shown()
    {
        var dumps = Sample.ReadDumps(Sample.Of("One.", 1, "URL: https://m.example/1\nThree four.\nCreated: 2025/02/01 07:00\n") + Sample.Of("Five.", 50));
        Assert.Contains("line 7: it may be a detail, the next article's first line or both in one: 'Three four.'", dumps[0].Warnings);
        Assert.NotNull(dumps[0].Details.Created);
    }

    [Theory]
    [InlineData("Created: 2025/02/01 07:00")]
    [InlineData("Updated: 2025/02/01 07:00")]
    [InlineData("Last Read: 2025/02/01 07:00")]
    [InlineData("- last read: 2025/02/01 07:00")]
    [InlineData("Category ID: sea")]
    [InlineData("id: 7c9e6679-7425-40de-944b-e07fc1f90ae7")]
    public void A_line_of_a_body_that_reads_like_a_detail_is_warned_of(string line)
    {
        var words = 2 + line.Split(' ').Length;
        Assert.Equal(["line 2: 1 line of the text reads like a detail of an article"], Sample.ReadOne(Sample.Of($"One.\n{line}\nTwo.", words)).Warnings);
        Assert.Contains("line 2: 2 lines of the text read like details of an article", Sample.ReadOne(Sample.Of($"One.\n{line}\n{line} \nTwo.", 1)).Warnings);
    }

    [Theory]
    [InlineData("Date: Jan. 5, 2025")]
    [InlineData("URL: https://m.example/1")]
    public void A_date_and_a_URL_may_be_those_of_a_body_that_has_the_stated_words(string line)
    {
        var words = 2 + line.Split(' ').Length;
        Assert.Empty(Sample.ReadOne(Sample.Of($"One.\n{line}\nTwo.", words)).Warnings);
        Assert.Contains("line 2: 1 line of the text reads like a detail of an article", Sample.ReadOne(Sample.Of($"One.\n{line}\nTwo.", 1)).Warnings);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("")]
    public void Lines_without_end_in_front_of_a_detail_are_none(string between)
    {
        var lines = string.Concat(Enumerable.Repeat("Much is said.\n", 20));
        var stretches = Sample.Read(Sample.Of("One.", 1, $"ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7\n{lines}{between}Created: 2025/02/01 07:00"));
        Assert.Equal([StretchKind.Article, StretchKind.Rejected], stretches.Select(stretch => stretch.Kind));
    }
}
