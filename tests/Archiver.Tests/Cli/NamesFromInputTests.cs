using System.Text;
using System.Text.Json;

namespace Archiver.Tests.Cli;

/// <summary>Articles that are named on standard input, where <c>-</c> stands for them.</summary>
public sealed class NamesFromInputTests
{
    [Theory]
    [BothWays("5a1b\nc0ff")]
    [BothWays("5a1b\nc0ff\n")]
    [BothWays("\n\n 5a1b \r\n\t\r\n\r\nc0ff\r\n\n")]
    [BothWays("5a1b\0c0ff\0")]
    [BothWays("\uFEFF5a1b\nhttps://coastpost.example/2024/05/kettle-point\nc0ffee00\nc0ff\n")]
    public void A_line_names_an_article_and_blank_lines_mean_nothing(Way way, string input)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, Given(input), "read", "-", "--mark", "--json");
        Assert.Equal(0, run.Code);
        Assert.Equal([Fixture.Lighthouse, Fixture.Cat], JsonDocument.Parse(run.Text).RootElement.EnumerateArray().Select(article => article.GetProperty("id").GetString()));
    }

    [Theory]
    [BothWays("show - --json")]
    [BothWays("show -")]
    [BothWays("show - --plain")]
    [BothWays("show - --original")]
    [BothWays("show - --fields id,title")]
    [BothWays("history -")]
    [BothWays("history - --json")]
    [BothWays("summarize -")]
    [BothWays("similar - --json")]
    public void What_is_done_with_several_is_what_is_done_with_each(Way way, string command)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, Given($"{Fixture.Lighthouse}\n{Fixture.Cat}\n"), command.Split(' '));
        var each = ((string[])[Fixture.Lighthouse, Fixture.Cat]).Select(id => place.Run(way, command.Replace("-", "\0", StringComparison.Ordinal)
            .Replace("\0\0", "--", StringComparison.Ordinal).Split(' ').Select(word => word == "\0" ? id : word).ToArray()).Text);
        var gap = command is "show -" or "show - --plain" or "history -" or "summarize -" ? "\n" : "";
        Assert.Equal(string.Join(gap, each), run.Text);
    }

    [Theory]
    [BothWays("show -", 2)]
    [BothWays("read - --mark", 2)]
    [BothWays("remove - --yes", 2)]
    [BothWays("restore -", 2)]
    [BothWays("history -", 2)]
    [BothWays("similar -", 2)]
    [BothWays("summarize -", 2)]
    public void What_is_wrong_with_a_line_is_said_with_its_number_and_nothing_is_changed(Way way, string command, int code)
    {
        using var place = Workplace.WithCorpus();
        var before = place.Run(way, "export").Text;
        var run = place.Run(way, Given($"\n{(command.StartsWith("restore", StringComparison.Ordinal) ? "" : Fixture.Cat)}\n\n0123456789ab\n{Fixture.Lighthouse}\n"), command.Split(' '));
        Assert.Equal((code, ""), (run.Code, run.Text));
        Assert.StartsWith("archiver: standard input, line 4: There is no article 0123456789ab.", run.Error);
        Assert.Equal(before, place.Run(way, "export").Text);
    }

    [Theory, BothWays]
    public void A_line_that_names_several_lists_them(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, Given("c0ff\nabcd1234\n"), "show", "-");
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.StartsWith("archiver: standard input, line 2: abcd1234 is not one article: 2 have it.\n2024-", run.Error);
    }

    [Theory]
    [InlineData(new byte[0], 2, "names no article")]
    [InlineData(new byte[] { 10, 32, 13, 10, 0 }, 2, "names no article")]
    [InlineData(new byte[] { 10, 0xFF, 10 }, 1, "line 2 is not UTF-8")]
    public void What_are_no_names_is_said(byte[] input, int code, string expected)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, new Surroundings { Input = input }, "remove", "-", "--yes");
        Assert.Equal(code, run.Code);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public void A_line_without_an_end_is_no_name()
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, Given("c0ff\n" + new string('x', 5 << 20)), "show", "-");
        Assert.Equal(1, run.Code);
        Assert.StartsWith("archiver: standard input, line 2 is longer than any name", run.Error);
    }

    [Theory, BothWays]
    public void Many_thousands_are_taken_at_once(Way way)
    {
        using var place = Workplace.WithManyArticles();
        var ids = place.Run(way, "list", "--fields", "id");
        Assert.Equal(4000, ids.Lines.Length);
        Assert.Equal(ids.Text, place.Run(way, new Surroundings { Input = ids.Output }, "show", "-", "--fields", "id").Text);
        var removed = place.Run(way, new Surroundings { Input = [.. ids.Output, .. ids.Output] }, "remove", "-", "--yes");
        Assert.Equal((0, "Removed 4,000 articles"), (removed.Code, removed.Error.Split(';')[0]));
        Assert.Equal(0, place.Run(way, new Surroundings { Input = place.Run(way, "remove", "--list").Output }, "list").Code);
        Assert.Equal("Restored 4,000 articles.\n", place.Run(way, new Surroundings { Input = ids.Output }, "restore", "-").Error);
    }

    /// <summary>What standard input has is no answer.</summary>
    [Theory, BothWays]
    public void Who_asks_first_does_not_read_names_where_the_answer_would_be(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, Given("c0ff\ny\n") with { InputIsTerminal = true }, "remove", "-");
        Assert.Equal(1, run.Code);
        Assert.StartsWith("archiver: remove asks first, and standard input has the names instead of an answer.", run.Error);
        Assert.Equal(0, place.Run(way, Given("c0ff\n"), "remove", "-", "--dry-run").Code);
    }

    [Theory]
    [InlineData("show - --revision 1")]
    [InlineData("read -")]
    [InlineData("open -")]
    public void What_is_about_one_article_takes_one(string command)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(1, place.Run(Way.InProcess, Given("c0ff\n5a1b\n"), command.Split(' ')).Code);
        Assert.Equal(0, place.Run(Way.InProcess, Given("5a1b\n"), command.Split(' ')).Code);
    }

    private static Surroundings Given(string input) => new() { Input = Encoding.UTF8.GetBytes(input) };
}
