using System.Text.Json;
using Archiver.Importing;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class ImportTests
{
    [Theory, BothWays]
    public void A_folder_is_imported_with_everything_in_it(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "import", Fixture.Corpus);
        Assert.Equal((0, ""), (run.Code, run.Text));
        Fixture.IsGolden("import.txt", place.Mask(run.Error));
    }

    [Theory, BothWays]
    public void The_report_has_a_line_for_every_stretch(Way way)
    {
        using var place = new Workplace();
        var report = place.At("report.jsonl");
        var run = place.Run(way, "import", Fixture.Corpus, Fixture.In("rejected", "noise.bin"),
            Fixture.In("rejected", "picture.png"), Fixture.In("rejected", "shopping-list.txt"), "--report", report);
        Assert.Equal(3, run.Code);
        Fixture.IsGolden("import-report.jsonl", place.Mask(File.ReadAllText(report)));
        Fixture.IsGolden("import-rejected.txt", place.Mask(run.Error));
    }

    [Theory, BothWays]
    public void A_report_replaces_an_earlier_report_and_nothing_else(Way way)
    {
        using var place = new Workplace();
        Assert.Equal(0, place.Run(way, "import", Fixture.In("corpus", "lighthouse.txt"), "--report", place.At("report.jsonl")).Code);
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus, "--report", place.At("report.jsonl")).Code);

        var folder = Directory.CreateDirectory(place.At("folder")).FullName;
        var input = Path.Combine(folder, "lighthouse.txt");
        File.Copy(Fixture.In("corpus", "lighthouse.txt"), input);
        var before = File.ReadAllBytes(input);
        var run = place.Run(way, "import", folder, "--report", input);
        Assert.Equal(1, run.Code);
        Assert.Contains("is not the report of an import", run.Error);
        Assert.Equal(before, File.ReadAllBytes(input));
    }

    [Theory]
    [BothWays("--strict")]
    [BothWays("--dry-run")]
    public async Task A_report_can_be_a_pipe_that_somebody_reads(Way way, string option)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no FIFOs in folders.");
        using var place = new Workplace();
        place.Run(way, "import", Fixture.In("corpus", "lighthouse.txt"), option, "--report", place.At("report.jsonl"), "--archive", place.At("other.db"));
        var pipe = place.At("pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var reading = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);
        place.Run(way, "import", Fixture.In("corpus", "lighthouse.txt"), option, "--report", pipe);
        Assert.Equal(File.ReadAllText(place.At("report.jsonl")), await reading);
    }

    [Theory, BothWays]
    public void A_report_stays_where_the_archive_is_busy(Way way)
    {
        using var place = new Workplace();
        var report = place.At("report.jsonl");
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus, "--report", report).Code);
        var before = File.ReadAllText(report);
        using (Archive.OpenToWrite(place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            Assert.Equal(11, place.Run(way, "import", Fixture.Corpus, "--report", report, "--wait", "0").Code);
        }

        Assert.Equal(before, File.ReadAllText(report));
        File.WriteAllText(place.Archive, "no archive");
        Assert.NotEqual(0, place.Run(way, "import", Fixture.Corpus, "--report", report).Code);
        Assert.Equal(before, File.ReadAllText(report));
    }

    [Theory, BothWays]
    public void A_report_that_another_import_writes_is_left_alone(Way way)
    {
        using var place = new Workplace();
        var report = place.At("report.jsonl");
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus, "--report", report).Code);
        using (var other = new Archiver.Exporting.ReportFile(report))
        {
            foreach (var option in (string[])["--strict", "--dry-run"])
            {
                var run = place.Run(way, "import", Fixture.Corpus, "--report", report, option);
                Assert.Equal((11, $"archiver: Another import is writing its report to {report}. Name another file, or wait until that import is done.\n"),
                    (run.Code, run.Error));
            }

            other.Write([new("in", 0, 1, 1, 1, null, Archiver.Importing.Outcome.Blank, null, [], null, [])]);
        }

        Assert.Equal("""{"formatVersion":1,"input":"in","offset":0,"length":1,"line":1,"lines":1,"format":null,"outcome":"blank","id":null,"sources":{},"warnings":[]}""" + "\n", File.ReadAllText(report));
    }

    [Theory, BothWays]
    public void Where_the_report_cannot_be_written_no_archive_is_made(Way way)
    {
        using var place = new Workplace();
        foreach (var report in (string[])[place.At("none/report.jsonl"), place.Write("notes.txt", "notes"), Path.GetDirectoryName(place.Archive)!])
        {
            Assert.NotEqual(0, place.Run(way, "import", Fixture.Corpus, "--report", report).Code);
            Assert.False(File.Exists(place.Archive));
        }
    }

    [Theory, BothWays]
    public void What_cannot_be_read_is_rejected_with_its_reason_and_the_rest_is_imported(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "import", place.At("none.txt"), Fixture.In("corpus", "lighthouse.txt"), "/proc/self/mem");
        Assert.Equal(3, run.Code);
        Assert.Contains("Imported 1, rejected 2", run.Error);
        Assert.Contains("there is no such file or folder", run.Error);
        Assert.Contains("it cannot be read", run.Error);
    }

    [Theory, BothWays]
    public void Json_prints_the_counts_as_one_object(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "import", Fixture.Corpus, "--json");
        Assert.Equal("""{"formatVersion":1,"imported":6,"updated":0,"unchanged":0,"removed":0,"rejected":0,"warnings":1}""" + "\n", run.Text);
    }

    [Theory, BothWays]
    public void A_second_import_changes_nothing_and_says_so(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "import", "--json", Fixture.Corpus);
        Assert.Equal((0, """{"formatVersion":1,"imported":0,"updated":0,"unchanged":6,"removed":0,"rejected":0,"warnings":1}""" + "\n"), (run.Code, run.Text));
    }

    [Theory, BothWays]
    public void Another_text_under_the_same_ID_is_an_update(Way way)
    {
        using var place = Workplace.WithCorpus();
        var text = File.ReadAllText(Fixture.In("corpus", "lighthouse.txt"));
        var changed = place.Write("changed.txt", text.Replace("one crown", "two crowns", StringComparison.Ordinal));
        var run = place.Run(way, "import", changed, "--json");
        Assert.Equal("""{"formatVersion":1,"imported":0,"updated":1,"unchanged":0,"removed":0,"rejected":0,"warnings":0}""" + "\n", run.Text);
        Assert.Contains("two crowns", place.Run(way, "show", Fixture.Lighthouse).Text);
        Assert.Equal(6, place.Run(way, "list").Lines.Length);
    }

    [Theory, BothWays]
    public void Standard_input_is_an_input_like_any_other(Way way)
    {
        using var place = new Workplace();
        var dump = File.ReadAllBytes(Fixture.In("corpus", "lighthouse.txt"));
        var run = place.Run(way, new Surroundings { Input = dump }, "import", "-");
        Assert.Equal(0, run.Code);
        Assert.StartsWith("Imported 1.\n", run.Error);
        Assert.Equal(dump, place.Run(way, "show", Fixture.Lighthouse, "--original").Output);
        Assert.Contains("\"source\":{\"format\":\"dump\",\"input\":\"-\"", place.Run(way, "show", Fixture.Lighthouse, "--json").Text);
    }

    [Theory, BothWays]
    public void A_dry_run_says_what_would_happen_and_changes_nothing(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "import", Fixture.Corpus, "--dry-run", "--json");
        Assert.Equal((0, """{"formatVersion":1,"imported":6,"updated":0,"unchanged":0,"removed":0,"rejected":0,"warnings":1}""" + "\n"), (run.Code, run.Text));
        Assert.StartsWith("Would import 6,", run.Error);
        Assert.Empty(place.Files());
    }

    [Theory, BothWays]
    public void A_dry_run_on_an_archive_leaves_it_as_it_was(Way way)
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        var changed = place.Write("new.txt", "A paragraph.\nDetails\nCategory ID: new\n");
        var run = place.Run(way, "import", Fixture.Corpus, changed, "--dry-run", "--json");
        Assert.Equal("""{"formatVersion":1,"imported":1,"updated":0,"unchanged":6,"removed":0,"rejected":0,"warnings":1}""" + "\n", run.Text);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Theory, BothWays]
    public void Warnings_matter_to_the_exit_code_only_with_strict(Way way)
    {
        using var place = new Workplace();
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus).Code);
        Assert.Equal(3, place.Run(way, "import", Fixture.Corpus, "--strict").Code);
        Assert.Equal(0, place.Run(way, "import", Fixture.In("corpus", "lighthouse.txt"), "--strict").Code);
    }

    [Theory, BothWays]
    public void A_path_that_begins_with_an_at_sign_is_a_path(Way way)
    {
        using var place = new Workplace();
        place.Write("arguments", "--help");
        var run = place.Run(way, "import", "@" + place.At("arguments"));
        Assert.Equal(1, run.Code);
        Assert.Contains("there is no such file or folder", run.Error);
    }

    [Theory, BothWays]
    public void A_path_that_looks_like_the_help_of_Windows_is_a_path(Way way)
    {
        using var place = new Workplace();
        Assert.Equal((1, ""), (place.Run(way, "import", "/h").Code, place.Run(way, "import", "/h").Text));
    }

    [Theory, BothWays]
    public void The_archive_and_the_report_in_an_imported_folder_are_not_inputs(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "import", place.Folder, "--report", place.At("report.jsonl"));
        Assert.Equal(0, run.Code);
        Assert.Equal("Nothing came in.\n", run.Error);
    }

    [Theory]
    [BothWays("archive.db")]
    [BothWays("archive-log.db")]
    [BothWays("dump.txt")]
    public void A_report_never_overwrites_what_is_to_be_read(Way way, string name)
    {
        using var place = Workplace.WithCorpus();
        place.Write("dump.txt", "kept");
        var before = File.ReadAllBytes(place.Archive);
        var run = place.Run(way, "import", place.At("dump.txt"), "--report", place.At(name));
        Assert.Equal(1, run.Code);
        Assert.Contains("would overwrite", run.Error);
        Assert.Equal("kept", File.ReadAllText(place.At("dump.txt")));
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Theory, BothWays]
    public void Many_warnings_of_a_kind_are_one_reason_with_three_examples(Way way)
    {
        using var place = new Workplace();
        var dumps = Enumerable.Range(20, 9).Select(words =>
            $"Only four words here {words}.\nStatistics\n{words}\nWords\n1\nRead Count\nDetails\nCategory ID: c\n");
        var run = place.Run(way, "import", place.Write("dumps.txt", string.Concat(dumps)));
        Assert.Equal(0, run.Code);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, lines.Length);
        Assert.Contains("9 with a warning: N words are stated, but N counted", lines[2]);
        Assert.Contains("and 6 more; --report FILE lists them all", lines[6]);
    }

    [Theory, BothWays]
    public void Every_outcome_of_the_report_adds_up_to_the_input(Way way)
    {
        using var place = new Workplace();
        var report = place.At("report.jsonl");
        place.Run(way, "import", Fixture.In("corpus", "letters", "hikers.txt"), "--report", report);
        var lengths = File.ReadLines(report).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("length").GetInt64());
        Assert.Equal(new FileInfo(Fixture.In("corpus", "letters", "hikers.txt")).Length, lengths.Sum());
    }

    [Fact]
    public void On_a_terminal_the_progress_leaves_nothing_behind()
    {
        using var place = new Workplace();
        var terminal = new Surroundings { Error = new Archiver.Cli.Terminal.TerminalInfo(true, 80, Color: false) };
        var run = place.Run(Way.InProcess, terminal, "import", Fixture.Corpus);
        var seen = run.Error.Split('\n')[0].Split('\r')[^1];
        Assert.StartsWith("Imported 6,", seen);
    }
}
