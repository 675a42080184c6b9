using System.Text.Json;
using Archiver.Cli.Terminal;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class ListTests
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [Fixture.Lighthouse] = "lighthouse",
        [Fixture.Cat] = "cat",
        [Fixture.Controls] = "controls",
        ["abcd1234-0000-4000-8000-000000000001"] = "hiker1",
        ["abcd1234-0000-4000-8000-000000000002"] = "hiker2",
        ["3c9ab494-2f98-5fcc-89d8-7c4a6b2f9ebd"] = "gate",
    };

    [Theory, BothWays]
    public void In_a_pipe_there_is_nothing_but_data(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "list");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("list.tsv", run.Text);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void On_a_terminal_the_table_fits(int width)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, Surroundings.Terminal(width), "list");
        Assert.All(run.Lines, line => Assert.InRange(DisplayWidth.Of(line), 1, width));
        Fixture.IsGolden($"list-{width}.txt", run.Text);
    }

    [Theory, BothWays]
    public void Json_is_an_array_of_objects_without_their_text(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "list", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("list.json", run.Text);
        foreach (var article in JsonDocument.Parse(run.Text).RootElement.EnumerateArray())
        {
            Assert.Equal(
                ["formatVersion", "id", "category", "title", "titleSource", "url", "authors", "site", "language", "tags", "starred", "date", "created", "updated", "lastRead",
                    "words", "readCount", "lost", "details"],
                article.EnumerateObject().Select(property => property.Name));
        }
    }

    [Theory]
    [BothWays("", "cat hiker2 hiker1 lighthouse controls gate")]
    [BothWays("--category letters", "hiker2 hiker1 gate")]
    [BothWays("--category letters --category coast", "hiker2 hiker1 lighthouse gate")]
    [BothWays("--category letters --category letters", "hiker2 hiker1 gate")]
    [BothWays("--category 暮らしとまちの話題", "cat")]
    [BothWays("--category letters --category none", "hiker2 hiker1 gate")]
    [BothWays("--from 2024-09-15", "cat hiker2")]
    [BothWays("--from 2024-09", "cat hiker2 hiker1")]
    [BothWays("--to 2024-09-14", "hiker1 lighthouse controls")]
    [BothWays("--to 2024", "hiker2 hiker1 lighthouse controls")]
    [BothWays("--from 2024-05-07 --to 2024-05-07", "lighthouse")]
    [BothWays("--date 2024-09-14", "hiker1")]
    [BothWays("--date 2024-09", "hiker2 hiker1")]
    [BothWays("--date 2024", "hiker2 hiker1 lighthouse")]
    [BothWays("--date 2024 --from 2024-06", "hiker2 hiker1")]
    [BothWays("--date 2024 --category coast", "lighthouse")]
    [BothWays("--limit 2", "cat hiker2")]
    [BothWays("--limit 0", "")]
    [BothWays("--limit 100", "cat hiker2 hiker1 lighthouse controls gate")]
    [BothWays("--sort date --to 2025", "controls lighthouse hiker1 hiker2 cat")]
    [BothWays("--sort -date", "cat hiker2 hiker1 lighthouse controls gate")]
    [BothWays("--sort imported", "controls gate hiker1 hiker2 lighthouse cat")]
    [BothWays("--sort -imported", "cat lighthouse hiker2 hiker1 gate controls")]
    [BothWays("--sort words --limit 3", "cat gate hiker1")]
    [BothWays("--sort -words --limit 3", "lighthouse controls hiker2")]
    [BothWays("--sort=-words --limit=1", "lighthouse")]
    [BothWays("--sort title --limit 1", "gate")]
    [BothWays("--sort -readCount --limit 1", "lighthouse")]
    [BothWays("--sort category --limit 2", "lighthouse controls")]
    [BothWays("--sort created --limit 1", "lighthouse")]
    [BothWays("--sort -updated --limit 1", "cat")]
    [BothWays("--sort lastRead", "lighthouse hiker1 hiker2 cat gate controls")]
    [BothWays("--sort LASTREAD --limit 1 --category letters", "hiker1")]
    public void Options_select_sort_and_limit(Way way, string options, string expected)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, ["list", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(expected, string.Join(' ', run.Lines.Select(line => Names[line.Split('\t')[2]])));
    }

    [Theory]
    [BothWays("--date 1999")]
    [BothWays("--category coast --date 2025")]
    public void An_empty_selection_that_was_named_is_said_and_has_its_code(Way way, string options)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, ["list", .. options.Split(' ')]);
        Assert.Equal((2, ""), (run.Code, run.Text));
        Assert.StartsWith("archiver: no article matches.", Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
        Assert.Equal("[]\n", place.Run(way, ["list", "--json", .. options.Split(' ')]).Text);
    }

    [Theory]
    [InlineData("yesterday", "hiker1")]
    [InlineData("1d", "hiker1")]
    [InlineData(">=1d", "cat hiker2 hiker1")]
    [InlineData("2024-09-14..2024-09-15", "hiker2 hiker1")]
    public void Days_of_options_are_those_of_queries(string days, string expected)
    {
        using var place = Workplace.WithCorpus();
        var on15 = new Surroundings { Clock = new FixedClock(2024, 9, 15) };
        var run = place.Run(Way.InProcess, on15, "list", "--date", days);
        Assert.Equal(expected, string.Join(' ', run.Lines.Select(line => Names[line.Split('\t')[2]])));
        Assert.Equal(run.Text, place.Run(Way.InProcess, on15, "list", $"date:{days}").Text);
        Assert.Equal(place.Run(Way.InProcess, on15, "list", "date:1d..").Text, place.Run(Way.InProcess, on15, "list", "--from", "yesterday").Text);
    }

    [Theory, BothWays]
    public void An_empty_archive_lists_nothing_and_that_is_no_failure(Way way)
    {
        using var place = new Workplace();
        File.WriteAllBytes(place.Archive, EmptyArchive.Create());
        Assert.Equal((0, ""), (place.Run(way, "list").Code, place.Run(way, "list").Text));
        Assert.Equal("[]\n", place.Run(way, "list", "--json").Text);
        Assert.Equal("[]\n", place.Run(way, "categories", "--json").Text);
        Assert.Equal("[]\n", place.Run(way, "export").Text);
        Assert.Equal("", place.Run(way, "export", "--format", "jsonl").Text);
        Assert.Equal(2, place.Run(way, "list", "--category", "none").Code);
    }

    [Theory]
    [BothWays("--limit", "many")]
    [BothWays("--limit", "-1")]
    [BothWays("--date", "2025-02-30")]
    [BothWays("--from", "31.1.2025")]
    [BothWays("--sort", "colour")]
    [BothWays("--wait", "long")]
    [BothWays("--wait", "-1")]
    public void A_value_that_means_nothing_is_a_usage_error_that_names_it(Way way, string option, string value)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "list", option, value);
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.StartsWith($"archiver: {option} takes ", run.Error);
        Assert.Contains($"not '{value}'", run.Error);
    }
}
