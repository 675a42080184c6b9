using System.Text.Json;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Tests.Cli;

public sealed class ShowTests
{
    [Theory, BothWays]
    public void In_a_pipe_a_paragraph_is_a_line(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", Fixture.Lighthouse);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("show.txt", run.Text);
    }

    [Theory]
    [InlineData(40, Fixture.Lighthouse, "show-40.txt")]
    [InlineData(120, Fixture.Lighthouse, "show-120.txt")]
    [InlineData(40, Fixture.Cat, "show-japanese-40.txt")]
    public void On_a_terminal_the_text_is_wrapped(int width, string id, string golden)
    {
        using var place = Workplace.WithCorpus();
        Fixture.IsGolden(golden, place.Run(Way.InProcess, Surroundings.Terminal(width), "show", id).Text);
    }

    [Theory, BothWays]
    public void Json_is_the_object_that_export_writes(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", Fixture.Lighthouse, "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("show.json", place.Mask(run.Text));
        Assert.Equal(place.Run(way, "export", "--format", "jsonl", "--category", "coast").Text, run.Text);
    }

    [Theory]
    [BothWays(Fixture.Lighthouse, "lighthouse.txt")]
    [BothWays(Fixture.Cat, "station-cat.txt")]
    [BothWays(Fixture.Controls, "controls.txt")]
    public void The_original_is_the_file_byte_for_byte(Way way, string id, string file)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", id, "--original");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(File.ReadAllBytes(Fixture.In("corpus", file)), run.Output);
    }

    [Fact]
    public void On_a_terminal_the_original_acts_on_nothing()
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, Surroundings.Terminal(80), "show", Fixture.Controls, "--original");
        Assert.Contains(@"\u001B[", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Text, character => char.IsControl(character) && character is not ('\n' or '\r'));
        Assert.Equal(File.ReadAllLines(Fixture.In("corpus", "controls.txt")).Length, run.Lines.Length);
    }

    [Theory]
    [BothWays("5a1b")]
    [BothWays("5A1B7C")]
    [BothWays("5a1b7c90-2d")]
    [BothWays("5a1b7c902d3e4f608a91b2c3d4e5f607")]
    [BothWays(Fixture.Lighthouse)]
    [BothWays(Fixture.LighthouseUrl)]
    public void An_article_is_named_by_its_ID_a_prefix_or_its_URL(Way way, string name)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", name);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(Fixture.Lighthouse, run.Text);
    }

    [Theory]
    [BothWays("abcd")]
    [BothWays("abcd1234-0000-4000-8000-00000000000")]
    public void A_prefix_of_two_articles_names_neither_and_the_message_lists_both_with_their_titles(Way way, string prefix)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", prefix);
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Equal($"""
            archiver: {prefix} is not one article: 2 have it.
            2024-09-14  abcd1234-0000-4000-8000-000000000001  letters  Two hikers found the same cairn on the same day and never met.
            2024-09-15  abcd1234-0000-4000-8000-000000000002  letters  The second hiker's letter arrived in the same post as the first's.
            Give more characters of an ID.

            """, run.Error);
    }

    [Theory]
    [BothWays("0000")]
    [BothWays("5a1")]
    [BothWays("lighthouse")]
    [BothWays("https://coastpost.example/")]
    [BothWays("5a1b7c90-2d3e-4f60-8a91-b2c3d4e5f6070")]
    [BothWays("")]
    public void What_names_no_article_has_its_code(Way way, string name)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", name);
        Assert.Equal((2, ""), (run.Code, run.Text));
        Assert.StartsWith($"archiver: There is no article {name}", Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
    }

    [Theory, BothWays]
    public void Json_and_original_exclude_each_other(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", Fixture.Cat, "--json", "--original");
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Contains("exclude each other", run.Error);
    }

    [Theory]
    [BothWays("list")]
    [BothWays("list --json")]
    [BothWays("categories")]
    [BothWays("categories --json")]
    [BothWays("show e5c0")]
    [BothWays("show e5c0 --json")]
    [BothWays("export")]
    [BothWays("export --format jsonl")]
    public void Control_characters_of_an_article_never_come_out_raw(Way way, string command)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, command.Split(' '));
        Assert.Equal(0, run.Code);
        AssertHarmless(run.Text);
        Assert.Contains("\\u001B", run.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("categories")]
    [InlineData("show e5c0")]
    public void Nor_do_they_on_a_terminal(string command)
    {
        using var place = Workplace.WithCorpus();
        foreach (var width in (int[])[30, 80, 200])
        {
            AssertHarmless(place.Run(Way.InProcess, Surroundings.Terminal(width), command.Split(' ')).Text);
        }
    }

    [Theory, BothWays]
    public void Nor_do_those_of_names_and_arguments_in_messages(Way way)
    {
        using var place = Workplace.WithCorpus();
        AssertHarmless(place.Run(way, "show", "no\u001B[2Jne").Error);
        AssertHarmless(place.Run(way, "list", "--sort", "\u001B[2J").Error);
        AssertHarmless(place.Run(way, "\u001B[2J").Error);
        AssertHarmless(place.Run(way, "list", "--archive", "\u001B[2J").Error);
        AssertHarmless(place.Run(way, "import", place.Write("\u001B[2J.txt", "no dump")).Error);
    }

    [Theory, BothWays]
    public void A_word_count_that_is_wrong_is_shown_with_the_right_one(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Contains("17 (counted: 12)", place.Run(way, "show", "abcd1234-0000-4000-8000-000000000002").Text);
    }

    [Theory, BothWays]
    public void What_is_not_known_is_null_and_never_absent(Way way)
    {
        using var place = Workplace.WithCorpus();
        var gate = JsonDocument.Parse(place.Run(way, "show", "3c9a", "--json").Text).RootElement;
        foreach (var name in (string[])["url", "date", "created", "updated", "lastRead", "readCount", "summary"])
        {
            Assert.Equal(JsonValueKind.Null, gate.GetProperty(name).ValueKind);
        }

        Assert.Equal(11, gate.GetProperty("words").GetInt32());
    }

    private static void AssertHarmless(string text) => Assert.DoesNotContain(text,
        character => character != '\n' && character != '\t'
            && Archiver.Texts.UnsafeCharacters.Contains(character));
}
