using System.Text.Json;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class SummarizeTests
{
    [Theory, BothWays]
    public void Sentences_of_the_body_are_printed_a_line_each(Way way)
    {
        using var place = Workplace.WithCorpus();
        var paragraphs = JsonDocument.Parse(place.Run(way, "show", Fixture.Lighthouse, "--json").Text).RootElement.GetProperty("paragraphs");
        var body = string.Join('\n', paragraphs.EnumerateArray().Select(paragraph => paragraph.GetString()));
        var run = place.Run(way, "summarize", Fixture.Lighthouse, "--sentences", "2");
        Assert.Equal((0, "", 2), (run.Code, run.Error, run.Lines.Length));
        Assert.All(run.Lines, line => Assert.Contains(line, body));
        var json = JsonDocument.Parse(place.Run(way, "summarize", Fixture.Lighthouse, "--sentences", "2", "--json").Text).RootElement;
        Assert.Equal(run.Lines, json.GetProperty("sentences").EnumerateArray().Select(sentence => sentence.GetProperty("text").GetString()));
    }

    [Fact]
    public void On_a_terminal_lines_fit()
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, Surroundings.Terminal(40), "summarize", Fixture.Lighthouse);
        Assert.All(run.Lines, line => Assert.InRange(line.Length, 1, 40));
    }

    [Theory, BothWays]
    public void Control_characters_are_made_visible(Way way)
    {
        using var place = new Workplace();
        place.Run(way, "import", place.Write("a.txt", "A choir \u001b[2J sang.\nDetails\nID: 11111111-0000-4000-8000-000000000000\n"));
        Assert.Equal("A choir \\u001B[2J sang.\n", place.Run(way, "summarize", "1111").Text);
    }

    [Theory]
    [BothWays("summarize 9999", 2)]
    [BothWays("summarize c0ff --sentences 0", 1)]
    [BothWays("summarize c0ff --sentences many", 1)]
    public void What_cannot_be_summarized_is_refused(Way way, string command, int code)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal((code, ""), (place.Run(way, command.Split(' ')) is var run ? run.Code : 0, run.Text));
    }
}
