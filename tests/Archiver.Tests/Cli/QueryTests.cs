using System.Globalization;
using System.Text;
using System.Text.Json;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>Queries through whole commands.</summary>
public sealed class QueryTests
{
    private const string Mark = "query:";

    private static readonly Surroundings Surroundings = new() { Clock = new FixedClock(2026, 11, 24) };

    /// <summary>
    /// The golden file has the queries itself. What follows each is what the test makes of it: the form that all ways of
    /// writing the same have, and the articles that it finds, by the first two digits of their IDs; or the error.
    /// </summary>
    [Fact]
    public void Each_query_of_the_table_is_answered_as_it_says()
    {
        using var place = WithCorpus();
        var table = new StringBuilder("It is 2026-11-24, and these are the articles:\n\n");
        foreach (var article in JsonDocument.Parse(place.Run(Way.InProcess, "list", "--sort", "imported", "--json").Text).RootElement.EnumerateArray())
        {
            table.Append(Describe(article)).Append('\n');
        }

        var lines = File.ReadAllLines(Fixture.In("golden", "queries.txt"))
            .Where(line => line.StartsWith(Mark, StringComparison.Ordinal) || line.StartsWith('#')).ToArray();
        Assert.InRange(lines.Length, 200, 1000);
        foreach (var line in lines)
        {
            table.Append('\n').Append(line).Append('\n').Append(line.StartsWith('#') ? "" : Answer(place, line.Length == Mark.Length ? "" : line[(Mark.Length + 1)..]));
        }

        Fixture.IsGolden("queries.txt", table.ToString());
    }

    [Theory]
    [BothWays("category:coast -is:read", "02 09")]
    [BothWays("-is:read -category:science", "02 05 09 13")]
    [BothWays("-host:example -category:coast -category:science", "03 04 08 13")]
    [BothWays("(category:coast OR category:city) date:2024..", "01 02 03")]
    [BothWays("-lighthouse category:coast", "02 09")]
    [BothWays("NOT is:read category:coast", "02 09")]
    [BothWays("@comet", "10 11")]
    public void A_query_is_one_argument_or_several(Way way, string query, string expected)
    {
        using var place = WithCorpus();
        var one = place.Run(way, "list", query);
        Assert.Equal((0, "", expected), (one.Code, one.Error, HitsOf(one)));
        Assert.Equal(one.Text, place.Run(way, ["list", .. query.Split(' ')]).Text);
        Assert.Equal(one.Text, place.Run(way, ["list", "--", .. query.Split(' ')]).Text);
        Assert.Equal(one.Text, place.Run(way, ["list", .. query.Split(' '), "--limit", "9"]).Text);
    }

    [Theory]
    [BothWays("swing", "--category coast", "02")]
    [BothWays("is:read", "--category coast --category city", "01 03 04")]
    [BothWays("is:unread", "--date 2025", "02")]
    [BothWays("date:..2025-02", "--from 2025-01-20", "07")]
    [BothWays("category:coast OR category:city", "--to 2024", "03 09")]
    public void Options_are_more_conditions(Way way, string query, string options, string expected)
    {
        using var place = WithCorpus();
        Assert.Equal(expected, HitsOf(place.Run(way, ["list", query, .. options.Split(' ')])));
        Assert.Equal(expected, HitsOf(place.Run(way, ["export", "--format", "jsonl", query, .. options.Split(' ')])));
    }

    [Theory]
    [BothWays("list", "category:none", "there is no category none.")]
    [BothWays("export", "nowhere", "no article matches.")]
    [BothWays("list", "id:ffff", "no article matches.")]
    public void A_query_that_finds_nothing_has_the_code_of_that(Way way, string verb, string query, string said)
    {
        using var place = WithCorpus();
        var run = place.Run(way, verb, query);
        Assert.Equal(2, run.Code);
        Assert.StartsWith($"archiver: {said}", run.Error);
    }

    [Theory]
    [InlineData("category:COAST", "category:coast")]
    [InlineData("category:Co*", "category:coast")]
    [InlineData("category:\"co\"*", "category:coast")]
    [InlineData("category:*", "has:category")]
    [InlineData("-category:COAST", "-category:coast")]
    [InlineData("category:coast OR category:Coast", "category:coast")]
    [InlineData("category:coast category:c*", "category:coast")]
    public void Categories_match_in_any_case_and_by_their_beginning(string query, string same)
    {
        using var place = WithCorpus();
        foreach (var verb in (string[])["list", "search", "export"])
        {
            var expected = place.Run(Way.InProcess, verb, same).Text;
            Assert.NotEqual("", expected);
            Assert.Equal(expected, place.Run(Way.InProcess, verb, query).Text);
        }

        // An asterisk in quotes is one of the name.
        Assert.Equal(2, place.Run(Way.InProcess, "list", "category:\"co*\"").Code);
        Assert.Equal(place.Run(Way.InProcess, "list", "category:coast").Text, place.Run(Way.InProcess, "list", "--category", "CO*").Text);
    }

    [Fact]
    public void A_search_that_shows_fewer_than_there_are_says_so()
    {
        using var place = WithCorpus();
        var all = int.Parse(place.Run(Way.InProcess, "search", "--count").Text, CultureInfo.InvariantCulture);
        Assert.Equal($"2 of {all} articles; -n shows more, --count only counts.\n", place.Run(Way.InProcess, "search", "-n", "2").Error);
        Assert.Equal("", place.Run(Way.InProcess, "search", "-n", "100").Error);
        Assert.Equal("", place.Run(Way.InProcess, "search", "-n", all.ToString(CultureInfo.InvariantCulture)).Error);
    }

    [Theory, BothWays]
    public void An_error_points_at_its_place(Way way)
    {
        using var place = WithCorpus();
        var run = place.Run(way, "list", "港町 categry:coast", "-is:read");
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Equal(
            "archiver: there is no field categry:. Did you mean category:?\n"
            + "  港町 categry:coast -is:read\n"
            + "       ^^^^^^^\n"
            + "See `archiver help query`.\n", run.Error);
    }

    [Fact]
    public void Of_a_long_query_only_the_place_is_shown_and_nothing_reaches_the_terminal_raw()
    {
        using var place = WithCorpus();
        var error = place.Run(Way.InProcess, "list", $"{string.Join(' ', Enumerable.Repeat("tide", 500))} \u001B[31m colour:{new string('x', 500)}:").Error;
        Assert.DoesNotContain('\u001B', error);
        Assert.All(error.Split('\n'), line => Assert.InRange(line.Length, 0, 250));
        Assert.Contains("there is no field colour:", error);
        Assert.InRange(place.Run(Way.InProcess, "list", new string('x', 5000) + ":1").Error.Length, 20, 450);
        Assert.InRange(place.Run(Way.InProcess, "list", "words:" + new string('x', 5000)).Error.Length, 20, 450);
    }

    [Theory]
    [BothWays("(", 100_000)]
    [BothWays("-", 100_000)]
    [BothWays("NOT ", 30_000)]
    [BothWays("comet OR ", 13_000)]
    [BothWays("\"", 100_001)]
    [BothWays("(", 9_999)]
    [BothWays("x(", 4_999)]
    [BothWays("NOT ", 2_400)]
    public void A_hostile_query_ends_in_a_message(Way way, string piece, int count)
    {
        using var place = WithCorpus();
        var run = place.Run(way, "list", "x " + string.Concat(Enumerable.Repeat(piece, count)));
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.StartsWith("archiver: ", run.Error);
        Assert.InRange(run.Error.Length, 20, 450);
        Assert.DoesNotContain("bug", run.Error);
    }

    [Fact]
    public void A_query_as_large_as_is_allowed_is_answered()
    {
        using var place = WithCorpus();
        var query = string.Join(" OR ", Enumerable.Range(0, 1100).Select(number => $"x{number}")) + " OR comet";
        Assert.Equal("10 11", HitsOf(place.Run(Way.InProcess, "list", query)));
        Assert.Equal("10 11", HitsOf(place.Run(Way.InProcess, "list", new string('(', 100) + "comet" + new string(')', 100))));
    }

    [Theory, BothWays]
    public void Help_on_queries_names_every_field_with_its_example(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "help", "query");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(QueryField.All, field => Assert.Contains($"\n  {field.Example}\n", run.Text));
        Assert.All(run.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [BothWays("list")]
    [BothWays("export")]
    public void Help_on_a_verb_is_what_the_verb_says_itself(Way way, string verb)
    {
        using var place = new Workplace();
        Assert.Equal(place.Run(way, verb, "--help").Text, place.Run(way, "help", verb).Text);
        Assert.Equal(place.Run(way, "--help").Text, place.Run(way, "help").Text);
    }

    [Fact]
    public void The_example_of_each_field_is_a_query()
    {
        foreach (var field in QueryField.All)
        {
            Assert.True(Query.TryParse(field.Example, Surroundings.Clock, out var query, out var error), error?.Message);
            Assert.StartsWith($"{field.Name}:", query.ToString());
        }
    }

    private static Workplace WithCorpus()
    {
        var place = new Workplace();
        Assert.Equal(0, place.Run(Way.InProcess, "import", Fixture.Queries).Code);
        return place;
    }

    private static string Answer(Workplace place, string query)
    {
        var list = place.Run(Way.InProcess, Surroundings, "list", "--", query);
        var export = place.Run(Way.InProcess, Surroundings, "export", "--format", "jsonl", "--", query);
        Assert.Equal((list.Code, list.Error, HitsOf(list)), (export.Code, export.Error, HitsOf(export)));
        if (!Query.TryParse(query, Surroundings.Clock, out var parsed, out _))
        {
            Assert.Equal((1, ""), (list.Code, list.Text));
            return list.Error;
        }

        Assert.True(Query.TryParse(parsed.ToString(), Surroundings.Clock, out var again, out _));
        Assert.Equal(parsed, again);
        Assert.Equal(list.Text.Length > 0 ? 0 : 2, list.Code);
        return $"is: {(query.Length == 0 ? "everything" : parsed)}\nfinds: {(list.Code == 0 ? HitsOf(list) : "nothing")}\n";
    }

    /// <summary>The first two digits of each ID, in their order.</summary>
    private static string HitsOf(CommandResult run) => string.Join(' ', run.Lines
        .Select(line => line.StartsWith('{') ? JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()! : line.Split('\t')[2])
        .Select(id => id[..2]).Order());

    private static string Describe(JsonElement article)
    {
        string[] fields = ["category", "date", "created", "updated", "lastRead", "words", "readCount", "url", "title"];
        return article.GetProperty("id").GetString()![..2] + string.Concat(fields
            .Where(field => article.GetProperty(field).ValueKind != JsonValueKind.Null)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"  {field} {article.GetProperty(field)}")));
    }
}
