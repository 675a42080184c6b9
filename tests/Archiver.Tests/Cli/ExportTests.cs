using System.Text.Json;
using Archiver.Cli.Terminal;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class ExportTests
{
    [Theory, BothWays]
    public void Json_is_an_array_in_the_order_of_import(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "export");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("export.json", place.Mask(run.Text));
        Assert.Equal(6, JsonDocument.Parse(run.Text).RootElement.GetArrayLength());
        Assert.Equal(run.Text, place.Run(way, "export", "--format", "json").Text);
        Assert.Equal(run.Text, place.Run(way, "export", "--json").Text);
    }

    [Theory, BothWays]
    public void Jsonl_is_the_same_objects_one_a_line(Way way)
    {
        using var place = Workplace.WithCorpus();
        var array = JsonDocument.Parse(place.Run(way, "export").Text).RootElement.EnumerateArray();
        var lines = place.Run(way, "export", "--format", "jsonl").Lines;
        Assert.Equal(array.Select(element => element.GetRawText()), lines);
    }

    [Theory, BothWays]
    public void It_takes_the_selection_of_list(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "export", "--format", "jsonl", "--category", "letters", "--date", "2024", "--sort", "-date",
            "--limit", "1");
        Assert.Contains("abcd1234-0000-4000-8000-000000000002", Assert.Single(run.Lines));
    }

    [Theory, BothWays]
    public void Where_some_articles_cannot_be_in_a_file_the_others_are_and_the_exit_code_says_so(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Run(way, "import", place.Write("nowhere.txt", "It has no address.\nDetails\nID: 77777777-0000-4000-8000-000000000000\n"));
        var run = place.Run(way, "export", "--format", "netscape", "--output", place.At("bookmarks.html"));
        Assert.Equal(3, run.Code);
        Assert.Contains("no address of the web", run.Error);
        Assert.Contains("<A HREF=", File.ReadAllText(place.At("bookmarks.html")));
        Assert.Equal(3, place.Run(way, "export", "--format", "netscape").Code);
    }

    [Theory, BothWays]
    public void A_file_gets_what_standard_output_would_get(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "export", "--output", place.At("out.json"));
        Assert.Equal((0, "", $"Wrote 6 articles to {place.At("out.json")}.\n"), (run.Code, run.Text, run.Error));
        Assert.Equal(place.Run(way, "export").Text, File.ReadAllText(place.At("out.json")));
    }

    [Theory, BothWays]
    public void An_existing_file_is_replaced_on_demand_only_and_where_something_matched(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Write("out.jsonl", new string('x', 100_000));
        Assert.Equal(1, place.Run(way, "export", "-o", place.At("out.jsonl"), "--format", "jsonl").Code);
        Assert.Equal(2, place.Run(way, "export", "nowhere", "-o", place.At("out.jsonl"), "--force").Code);
        Assert.Equal(100_000, new FileInfo(place.At("out.jsonl")).Length);
        Assert.Equal(2, place.Run(way, "export", "nowhere", "-o", place.At("none.jsonl")).Code);
        Assert.False(File.Exists(place.At("none.jsonl")));
        Assert.Equal(0, place.Run(way, "export", "--output", place.At("out.jsonl"), "--format", "jsonl", "--force").Code);
        Assert.Equal(6, File.ReadAllLines(place.At("out.jsonl")).Length);
    }

    [Theory, BothWays]
    public void A_failure_leaves_the_former_file_and_no_half_one(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Write("out.json", "former");
        place.Damage();
        var files = place.Files();
        var run = place.Run(way, "export", "--force", "--output", place.At("out.json"));
        Assert.Equal(12, run.Code);
        Assert.Equal("former", File.ReadAllText(place.At("out.json")));
        Assert.Equal(files, place.Files().Except(["archive.db.lock"]));
    }

    [Theory, BothWays]
    public void An_empty_selection_is_an_empty_array_and_its_code(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "export", "--category", "none");
        Assert.Equal((2, "[]\n"), (run.Code, run.Text));
    }

    [Theory]
    [BothWays("archive.db")]
    [BothWays("archive.db.lock")]
    [BothWays("archive-log.db")]
    [BothWays("link to its folder/archive.db")]
    [BothWays("link to it")]
    public void It_never_overwrites_the_archive(Way way, string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var place = Workplace.WithCorpus();
        Directory.CreateSymbolicLink(place.At("link to its folder"), place.Folder);
        File.CreateSymbolicLink(place.At("link to it"), place.Archive);
        var before = File.ReadAllBytes(place.Archive);
        var run = place.Run(way, "export", "--output", place.At(name));
        Assert.Equal(1, run.Code);
        Assert.Contains("would overwrite", run.Error);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Theory]
    [BothWays("--format xml", "ris or bibtex, not 'xml'")]
    [BothWays("--format xml --json", "ris or bibtex, not 'xml'")]
    [BothWays("--format markdwn", "Did you mean markdown?")]
    [BothWays("--format site", "--format site writes a folder. Name it with --output FOLDER.")]
    [BothWays("--format epub --split 1M", "--split writes a folder. Name it with --output FOLDER.")]
    [BothWays("--format epub --output x --split x", "--split takes a number of bytes")]
    [BothWays("--format html --excel", "--excel goes with --format csv or tsv, not with html.")]
    [BothWays("--flavor hugo", "--flavor goes with --format markdown, not with json.")]
    [BothWays("--format markdown --output x --flavor jekyll", "--flavor takes obsidian or hugo, not 'jekyll'.")]
    [BothWays("--format jsonl --json", "exclude each other")]
    [BothWays("--output", "--output")]
    public void A_usage_error_is_named(Way way, string options, string message)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, ["export", .. options.Split(' ')]);
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Contains(message, run.Error);
    }

    [Theory, BothWays]
    public void Originals_are_the_bytes_that_came_in_and_are_not_written_twice(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(0, place.Run(way, "export", "--format", "originals", "-o", place.At("out")).Code);
        var sums = File.ReadAllLines(place.At("out/SHA256SUMS"));
        Assert.Equal(6, sums.Length);
        Assert.All(sums, line =>
        {
            var content = File.ReadAllBytes(place.At($"out/{line[66..]}"));
            Assert.Equal(line[..64], Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
            Assert.Equal(place.Run(way, "show", line[66..102], "--original").Output, content);
        });
        var run = place.Run(way, "export", "--format", "originals", "-o", place.At("out"));
        Assert.Equal($"Wrote 6 articles to {place.At("out")}: nothing has changed.\n", run.Error);
    }

    [Theory, BothWays]
    public void What_is_not_an_exports_own_stays_in_a_folder(Way way)
    {
        using var place = Workplace.WithCorpus();
        Directory.CreateDirectory(place.At("out"));
        place.Write("out/index.html", "mine");
        var run = place.Run(way, "export", "--format", "site", "-o", place.At("out"));
        Assert.Equal(3, run.Code);
        Assert.Contains("index.html", run.Error);
        Assert.Equal("mine", File.ReadAllText(place.At("out/index.html")));
        Assert.Equal(0, place.Run(way, "export", "--format", "site", "-o", place.At("out"), "--force").Code);
        Assert.NotEqual("mine", File.ReadAllText(place.At("out/index.html")));
    }

    [Theory, BothWays]
    public void A_folder_is_not_made_and_not_emptied_where_nothing_matched(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(2, place.Run(way, "export", "nowhere", "--format", "markdown", "-o", place.At("out")).Code);
        Assert.False(Directory.Exists(place.At("out")));
        place.Run(way, "export", "--format", "markdown", "-o", place.At("out"));
        Assert.Equal(2, place.Run(way, "export", "nowhere", "--format", "markdown", "-o", place.At("out")).Code);
        Assert.Equal(6, Directory.GetFiles(place.At("out"), "*.md").Length);
    }

    [Theory, BothWays]
    public void A_folder_that_is_a_file_is_named(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Write("out", "x");
        var run = place.Run(way, "export", "--format", "markdown", "-o", place.At("out"));
        Assert.Equal((13, $"archiver: {place.At("out")} cannot be written: it is a file. Name a folder.\n"), (run.Code, run.Error));
    }

    [Fact]
    public void No_progress_stands_in_the_middle_of_data_on_the_same_terminal()
    {
        using var place = Workplace.WithCorpus();
        var terminal = new TerminalInfo(true, 80, Color: true);
        var run = place.Run(Way.InProcess, new Surroundings { Output = terminal, Error = terminal }, "export");
        Assert.Equal("", run.Error);
    }
}
