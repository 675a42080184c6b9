using System.Text;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class RemoveTests
{
    [Theory, BothWays]
    public void What_is_removed_is_listed_in_the_bin_and_can_be_restored(Way way)
    {
        using var place = Workplace.WithCorpus();
        var before = place.Run(way, "export").Text;
        var run = place.Run(way, "remove", Fixture.Cat[..8], Fixture.LighthouseUrl, Fixture.Cat, "--yes", "--json");
        Assert.Equal((0, "{\"formatVersion\":1,\"removed\":2}\n", "Removed 2 articles; `archiver restore --last` brings them back.\n"),
            (run.Code, run.Text, run.Error));
        Assert.Equal(2, place.Run(way, "show", Fixture.Cat).Code);
        Assert.Equal(2, place.Run(way, "remove", "--list").Lines.Length);
        Assert.Matches("^\\[\n\\{\"formatVersion\":1,\"removedAt\":\"20[0-9T:-]+Z\",\"article\":\\{\"formatVersion\":1,", place.Run(way, "remove", "--list", "--json").Text);
        run = place.Run(way, "restore", Fixture.Cat, Fixture.Lighthouse);
        Assert.Equal((0, "", "Restored 2 articles.\n"), (run.Code, run.Text, run.Error));
        Assert.Equal(before, place.Run(way, "export").Text);
        Assert.Empty(place.Run(way, "remove", "--list").Lines);
    }

    [Theory]
    [BothWays("show")]
    [BothWays("show --json")]
    [BothWays("history")]
    [BothWays("read")]
    [BothWays("read --mark")]
    [BothWays("summarize")]
    [BothWays("similar")]
    [BothWays("remove --yes")]
    public void Who_asks_for_what_is_in_the_bin_is_told_so_and_how_it_comes_back(Way way, string command)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(0, place.Run(way, "remove", Fixture.Cat, Fixture.LighthouseUrl, "--yes").Code);
        foreach (var (name, id) in ((string, string)[])[(Fixture.Cat, Fixture.Cat), (Fixture.Cat[..4], Fixture.Cat), (Fixture.LighthouseUrl, Fixture.Lighthouse)])
        {
            var run = place.Run(way, [.. command.Split(' '), name]);
            Assert.Equal((2, "", $"archiver: {id} is in the bin. `archiver restore {id}` brings it back.\n"), (run.Code, run.Text, run.Error));
        }

        Assert.Equal(0, place.Run(way, "compact", "--purge").Code);
        Assert.Contains($"{Fixture.Cat} was removed, and purged on ", place.Run(way, [.. command.Split(' '), Fixture.Cat]).Error);
        Assert.Contains("There is no article eeee.", place.Run(way, [.. command.Split(' '), "eeee"]).Error);
    }

    [Theory]
    [BothWays("restore --last --dry-run", "restore has no option '--dry-run'. import, remove have it.")]
    [BothWays("restore c0ff --dry-run", "restore has no option '--dry-run'. import, remove have it.")]
    [BothWays("remove --list --yess", "remove has no option '--yess'. Did you mean --yes?")]
    [BothWays("show --markdown", "show has no option '--markdown'.")]
    [BothWays("history --revision", "history has no option '--revision'. show has it.")]
    [BothWays("read c0ff --marc", "read has no option '--marc'. Did you mean --mark?")]
    public void An_option_that_the_verb_does_not_have_is_no_article(Way way, string command, string message)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, command.Split(' '));
        Assert.Equal((1, $"archiver: {message}"), (run.Code, run.Error.Split('\n')[0]));
    }

    [Theory, BothWays]
    public void Where_nobody_can_answer_it_wants_to_be_told(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "remove", Fixture.Cat);
        Assert.Equal((1, "archiver: remove asks first, and here nobody can answer. Say --yes.\n"), (run.Code, run.Error));
        Assert.Equal(0, place.Run(way, "show", Fixture.Cat).Code);
    }

    [Theory, InlineData("y\n", 0), InlineData("yes", 0), InlineData("\n", 130), InlineData("n\n", 130), InlineData("", 130)]
    public void On_a_terminal_it_asks(string answer, int code)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, new Surroundings { Input = Encoding.UTF8.GetBytes(answer), InputIsTerminal = true },
            "remove", Fixture.Cat);
        Assert.Equal(code, run.Code);
        Assert.StartsWith($"2025-03-02  {Fixture.Cat[..8]}  ", run.Error);
        Assert.Contains("Remove? [y/N] ", run.Error);
        Assert.Equal(code == 0 ? 2 : 0, place.Run(Way.InProcess, "show", Fixture.Cat).Code);
    }

    [Theory, BothWays]
    public void What_matches_a_query_is_removed_and_nothing_else(Way way)
    {
        using var place = Workplace.WithCorpus();
        var matching = place.Run(way, "list", "category:letters", "--json").Text;
        var others = place.Run(way, "list", "-category:letters", "--json").Text;
        Assert.NotEqual("[]\n", matching);
        Assert.Equal(0, place.Run(way, "remove", "--query", "category:letters", "--yes").Code);
        Assert.Equal(others, place.Run(way, "list", "--json").Text);
        Assert.Equal(2, place.Run(way, "remove", "--query", "category:letters", "--yes").Code);
    }

    [Theory]
    [BothWays("--query", " ", "--query is blank, and would match every article. Say which ones.")]
    [BothWays("--query", "(cat", "the parenthesis that opens here is not closed.")]
    [BothWays(Fixture.Cat, "--query=cat", "An ARTICLE and --query exclude each other.")]
    public void A_query_that_says_nothing_removes_nothing(Way way, string first, string second, string message)
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        var run = place.Run(way, "remove", first, second, "--yes");
        Assert.Equal(1, run.Code);
        Assert.Contains(message, run.Error);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Fact]
    public void Before_the_question_stands_what_would_go()
    {
        using var place = Workplace.WithCorpus();
        var ids = place.Run(Way.InProcess, "list", "--json", "--sort", "imported").Text.Split("\"id\":\"").Skip(1).Select(rest => rest[..36]).ToArray();
        var run = place.Run(Way.InProcess, new Surroundings { Input = "n\n"u8.ToArray(), InputIsTerminal = true }, "remove", "--query", "words:>=0");
        Assert.Equal(ids.Select(id => id[..8]), run.Error.Split('\n').Take(ids.Length).Select(line => line[12..20]));
        Assert.Contains($"Remove all {ids.Length}? [y/N] ", run.Error);
    }

    [Theory, BothWays]
    public void What_would_be_removed_is_listed_and_stays(Way way)
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        var listed = place.Run(way, "list", "category:letters", "--sort", "imported").Text;
        var run = place.Run(way, "remove", "--query", "category:letters", "--dry-run");
        Assert.Equal((0, listed, $"Would remove {listed.Count(letter => letter == '\n')} articles; nothing was changed.\n"), (run.Code, run.Text, run.Error));
        Assert.Equal("{\"formatVersion\":1,\"removed\":1}\n", place.Run(way, "remove", Fixture.Cat, "--dry-run", "--json").Text);
        Assert.Equal(2, place.Run(way, "remove", "dead", "--dry-run").Code);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Theory, BothWays]
    public void What_was_removed_comes_back_by_query_and_what_was_removed_last_without_a_name(Way way)
    {
        using var place = Workplace.WithCorpus();
        var before = place.Run(way, "export").Text;
        Assert.Equal(0, place.Run(way, "remove", Fixture.Cat, "--yes").Code);
        Assert.Equal(0, place.Run(way, "remove", "--query", "category:letters", "--yes").Code);
        var run = place.Run(way, "restore", "--last");
        Assert.Equal((0, "Restored 3 articles.\n"), (run.Code, run.Error));
        run = place.Run(way, "restore", "--query", "category:letters");
        Assert.Equal((2, "archiver: no article in the bin matches.\n"), (run.Code, run.Error));
        run = place.Run(way, "restore", "--query", "id:c0ff", "--json");
        Assert.Equal((0, "{\"formatVersion\":1,\"restored\":1}\n"), (run.Code, run.Text));
        Assert.Equal(before, place.Run(way, "export").Text);
        run = place.Run(way, "restore", "--last");
        Assert.Equal((2, "archiver: the bin is empty.\n"), (run.Code, run.Error));
    }

    [Theory]
    [BothWays("--last", Fixture.Cat, "--last takes no ARTICLE and no --query.")]
    [BothWays("--query=cat", Fixture.Cat, "An ARTICLE and --query exclude each other.")]
    [BothWays("--query", " ", "--query is blank, and would match every article. Say which ones.")]
    [BothWays("--wait", "1", "Name an ARTICLE, or say --query QUERY or --last.")]
    public void What_to_restore_must_be_said_in_one_way(Way way, string first, string second, string message)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "restore", first, second);
        Assert.Equal(1, run.Code);
        Assert.Contains(message, run.Error);
    }

    [Theory, BothWays]
    public void An_import_leaves_it_in_the_bin_and_says_so(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(0, place.Run(way, "read", Fixture.Cat, "--mark", "--at", "2025-03-05T10:00").Code);
        var before = place.Run(way, "export").Text;
        Assert.Equal(0, place.Run(way, "remove", Fixture.Cat, Fixture.Lighthouse, "--yes").Code);
        var run = place.Run(way, "import", Fixture.Corpus, "--dry-run", "--json");
        const string counts = """{"formatVersion":1,"imported":0,"updated":0,"unchanged":4,"removed":2,"rejected":0,"warnings":1}""" + "\n";
        Assert.Equal((0, counts), (run.Code, run.Text));
        run = place.Run(way, "import", Fixture.Corpus, "--json", "--report", place.At("report.jsonl"));
        Assert.Equal((0, counts), (run.Code, run.Text));
        Fixture.IsGolden("import-removed.txt", place.Mask(run.Error));
        Fixture.IsGolden("import-removed.jsonl", place.Mask(File.ReadAllText(place.At("report.jsonl"))));
        Assert.Equal(2, place.Run(way, "show", Fixture.Cat).Code);
        run = place.Run(way, "import", Fixture.Corpus, "--restore", "--json");
        Assert.Equal((0, counts.Replace("\"imported\":0", "\"imported\":2").Replace("\"removed\":2", "\"removed\":0")), (run.Code, run.Text));
        Assert.Equal(before, place.Run(way, "export").Text);
    }

    [Theory, BothWays]
    public void What_was_purged_is_named_with_its_day_and_imported_only_on_demand(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(0, place.Run(way, "remove", Fixture.Cat, "--yes").Code);
        Assert.Equal(0, place.Run(way, "compact", "--purge").Code);
        Assert.Matches("1 removed: it was removed, and purged on 20[0-9-]{8}\n", place.Run(way, "import", Fixture.Corpus).Error);
        var run = place.Run(way, "restore", Fixture.Cat);
        Assert.Equal(2, run.Code);
        Assert.Matches($"^archiver: {Fixture.Cat} was removed, and purged on 20[0-9-]{{8}}\\. If you still have it, import it with --restore\\.\n$", run.Error);
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus, "--restore").Code);
        Assert.Equal(0, place.Run(way, "show", Fixture.Cat).Code);
        Assert.Equal(0, place.Run(way, "verify").Code);
    }

    [Theory, BothWays]
    public void One_name_that_means_nothing_removes_nothing(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(2, place.Run(way, "remove", Fixture.Cat, "dead", "--yes").Code);
        Assert.Equal(0, place.Run(way, "show", Fixture.Cat).Code);
        Assert.Equal(2, place.Run(way, "restore", Fixture.Cat).Code);
        Assert.Equal(10, place.Run(way, new Surroundings { Archive = place.At("none.db") }, "remove", Fixture.Cat, "--yes").Code);
        Assert.DoesNotContain("none.db", place.Files());
    }
}
