using System.Text.Json;
using Archiver.Cli.Terminal;
using Archiver.Formats.Dumps;
using Archiver.Querying;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>What <c>search</c> prints.</summary>
public sealed class SearchOutputTests
{
    private const string Query = "paint OR tower OR 港 OR turning OR mail";

    [Theory, BothWays]
    public void In_a_pipe_lines_are_those_of_list(Way way) => IsGolden(way, "search.tsv", Query);

    [Theory, BothWays]
    public void Json_has_the_snippet_in_parts(Way way) => IsGolden(way, "search.json", Query, "--json");

    [Theory, BothWays]
    public void Json_says_how_many_match_and_how_well(Way way)
    {
        using var place = Workplace.WithCorpus();
        var whole = JsonDocument.Parse(place.Run(way, "search", Query, "--json").Text).RootElement;
        var scores = whole.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("score").GetDouble()).ToArray();
        Assert.Equal(whole.GetProperty("total").GetInt32(), scores.Length);
        Assert.True(scores.Length > 1 && scores[^1] > 0);
        Assert.Equal(scores.OrderDescending(), scores);

        // The category is asked of the article, the limit of what is left.
        foreach (var query in (string[])[Query, $"({Query}) -category:nothing", $"({Query}) has:title"])
        {
            var first = JsonDocument.Parse(place.Run(way, "search", query, "--limit", "1", "--json").Text).RootElement;
            Assert.Equal(scores.Length, first.GetProperty("total").GetInt32());
            Assert.Equal(scores[0], Assert.Single(first.GetProperty("articles").EnumerateArray()).GetProperty("score").GetDouble());
        }

        var sorted = JsonDocument.Parse(place.Run(way, "search", Query, "--sort", "-date", "--limit", "1", "--json").Text).RootElement;
        Assert.Equal(scores.Length, sorted.GetProperty("total").GetInt32());
        Assert.Equal(JsonValueKind.Null, sorted.GetProperty("articles")[0].GetProperty("score").ValueKind);
        Assert.Equal("{\"formatVersion\":1,\"total\":0,\"articles\":[]}\n", place.Run(way, "search", "nowhere", "--json").Text);
    }

    [Theory, BothWays]
    public void Facets_are_categories_and_months(Way way)
    {
        IsGolden(way, "search-facets.tsv", Query, "--facets");
        IsGolden(way, "search-facets.json", Query, "--facets", "--json", "--limit", "1");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void On_a_terminal_all_lines_fit(int width)
    {
        using var place = Workplace.WithCorpus();
        var found = place.Run(Way.InProcess, Surroundings.Terminal(width), "search", Query);
        var facets = place.Run(Way.InProcess, Surroundings.Terminal(width), "search", Query, "--facets");
        Assert.All(found.Lines.Concat(facets.Lines), line => Assert.InRange(DisplayWidth.Of(line), 1, width));
        Fixture.IsGolden($"search-{width}.txt", found.Text + "\n" + facets.Text);
    }

    [Fact]
    public void Where_there_is_colour_hits_are_bold()
    {
        using var place = Workplace.WithCorpus();
        var surroundings = new Surroundings { Output = new TerminalInfo(true, 80, Color: true) };
        Assert.Contains("The \u001B[1mlighthouse\u001B[0m at Kettle Point", place.Run(Way.InProcess, surroundings, "search", "lighthouse").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_snippet_sends_control_characters()
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, Surroundings.Terminal(100), "search", "owned");
        Assert.Contains(@"[owned]\u0007", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Text, character => char.IsControl(character) && character is not ('\n' or '\r'));
    }

    [Fact]
    public void A_long_paragraph_is_cut_around_its_hits()
    {
        using var place = new Workplace();
        var words = string.Join(' ', Enumerable.Range(0, 100).Select(number => $"word{number}"));
        var cats = string.Concat(Enumerable.Repeat("猫が好き。", 100)) + "犬も好き。" + string.Concat(Enumerable.Repeat("👍🏽", 100));
        place.Run(Way.InProcess, "import", place.Write("a.txt", $"{words}\n{cats}\nDetails\nID: 11111111-0000-4000-8000-000000000000\n"));
        var found = place.Run(Way.InProcess, Surroundings.Terminal(400), "search", "word70").Lines[^1].Trim();
        Assert.StartsWith("…", found, StringComparison.Ordinal);
        Assert.Contains(" [word70] word71 ", found, StringComparison.Ordinal);
        Assert.EndsWith("…", found, StringComparison.Ordinal);
        Assert.InRange(found.Length, 100, 170);
        var dogs = place.Run(Way.InProcess, Surroundings.Terminal(400), "search", "犬も").Lines[^1].Trim();
        Assert.Contains("好き。[犬も]好き。👍🏽", dogs, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', dogs);
    }

    private static void IsGolden(Way way, string name, params string[] arguments)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, ["search", .. arguments]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden(name, run.Text);
    }
}
