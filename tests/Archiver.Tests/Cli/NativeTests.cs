using System.Globalization;
using System.Text.Json;
using Archiver.Importing;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>What only a process shows: pipes that close, devices that are full, signals, other processes.</summary>
public sealed class NativeTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("list --json")]
    [InlineData("export")]
    [InlineData("export --format jsonl")]
    public void A_pipe_that_is_closed_ends_the_command_quietly(string command)
    {
        using var place = Workplace.WithManyArticles();
        var run = place.Bash($$"""set -o pipefail; "$archiver" {{command}} | head -1; echo "${PIPESTATUS[0]}" """);
        Assert.Equal("", run.Error);
        Assert.Equal("0", run.Lines[^1]);
        Assert.Equal(2, run.Lines.Length);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("list --json")]
    [InlineData("show 5a1b")]
    [InlineData("show 5a1b --json")]
    [InlineData("show 5a1b --original")]
    [InlineData("export")]
    [InlineData("export --format jsonl")]
    [InlineData("categories")]
    [InlineData("categories --json")]
    [InlineData("list --help")]
    [InlineData("--version")]
    public void A_full_disk_behind_standard_output_is_an_error(string command)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        using var place = Workplace.WithCorpus();
        AssertNotWritable(place.Bash($"\"$archiver\" {command} > /dev/full"), "Standard output");
        AssertNotWritable(place.Bash($"\"$archiver\" {command} >&-"), "Standard output");
    }

    [Fact]
    public void A_large_export_to_a_full_disk_is_an_error_too()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        using var place = Workplace.WithManyArticles();
        AssertNotWritable(place.Bash("\"$archiver\" export > /dev/full"), "Standard output");
        AssertNotWritable(place.Bash("\"$archiver\" export --output /dev/full"), "/dev/full");
    }

    [Fact]
    public void An_import_whose_report_cannot_be_written_says_so_and_keeps_what_it_imported()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");
        using var place = new Workplace();
        var run = place.Bash($"\"$archiver\" --archive archive.db import '{Fixture.Corpus}' --report /dev/full");
        Assert.Equal(13, run.Code);
        Assert.Contains("archiver: The report /dev/full cannot be written", run.Error);
        Assert.Equal(6, place.Run(Way.Native, "list").Lines.Length);
        AssertNotWritable(place.Bash($"\"$archiver\" --archive archive.db import '{Fixture.Corpus}' --report archive.db/report"), "The report");
    }

    [PublishedFact]
    public void Streams_that_the_shell_has_closed_never_become_the_archive()
    {
        using var place = new Workplace();
        var run = place.Bash($"""
            "$archiver" import '{Fixture.Corpus}' --json <&- >&- 2>&-; echo $?
            "$archiver" import '{Fixture.Rejected}' 2>&-; echo $?
            "$archiver" import '{Fixture.Rejected}' 2> /dev/full; echo $?
            "$archiver" nonsense 2>&-; echo $?
            "$archiver" import - <&-; echo $?
            "$archiver" list | wc -l
            """);
        Assert.Equal(["13", "3", "3", "1", "0", "6"], run.Lines);
    }

    [Fact]
    public void A_file_that_is_appended_to_keeps_what_it_had()
    {
        using var place = Workplace.WithCorpus();
        var run = place.Bash("""{ echo first; "$archiver" list --limit 1; echo last; } > out; cat out; "$archiver" list >> out; wc -l < out""");
        Assert.Equal(["first", "last", "9"], [run.Lines[0], run.Lines[2], run.Lines[^1].Trim()]);
    }

    [PublishedFact]
    public async Task Ctrl_C_stops_an_import_and_what_was_acknowledged_stays()
    {
        using var place = new Workplace();
        var dumps = place.Write("dumps.txt", Workplace.ManyDumps(60_000));
        var report = place.At("report.jsonl");
        using var import = place.Begin("import", dumps, "--report", report);
        var error = import.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => import.HasExited || (File.Exists(report) && new FileInfo(report).Length > 0));
        Signal(import.Id, "INT");
        import.WaitForExit();
        Assert.Equal(130, import.ExitCode);
        Assert.Contains("archiver: cancelled", await error);

        var listed = place.Run(Way.Native, "export", "--format", "jsonl").Lines
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).ToHashSet();
        var acknowledged = File.ReadLines(report)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).ToHashSet();
        Assert.NotEmpty(acknowledged);
        Assert.InRange(listed.Count, 1, 59_999);
        Assert.Subset(listed, acknowledged);
        Assert.Equal(acknowledged.Count, listed.Count);
    }

    [PublishedFact]
    public void Ctrl_C_ends_an_import_that_waits_for_standard_input()
    {
        using var place = Workplace.WithCorpus();
        using var import = place.Begin("import", "-");
        SpinWait.SpinUntil(() => import.HasExited || File.Exists(place.At("archive.db.lock")));
        Signal(import.Id, "INT");
        Assert.True(import.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(130, import.ExitCode);
    }

    [PublishedFact]
    public async Task Ctrl_C_ends_an_export()
    {
        using var place = Workplace.WithManyArticles();
        using var export = place.Begin("export");
        var output = export.StandardOutput.BaseStream;
        await output.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        Signal(export.Id, "INT");
        await output.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        await export.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, export.ExitCode);
    }

    [PublishedFact]
    public async Task Of_two_imports_at_once_the_second_waits_and_succeeds()
    {
        using var place = new Workplace();
        var dumps = place.Write("dumps.txt", Workplace.ManyDumps(3000));
        using var first = place.Begin("import", dumps, "-");
        var error = first.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => first.HasExited || HasHolder(place));

        var refused = place.Run(Way.Native, "import", Fixture.Corpus, "--wait", "0");
        Assert.Equal((11, ""), (refused.Code, refused.Text));
        Assert.Contains($"process {first.Id.ToString(CultureInfo.InvariantCulture)}", Assert.Single(refused.Error.TrimEnd('\n').Split('\n')));

        using var second = place.Begin("import", Fixture.Corpus);
        Assert.False(second.WaitForExit(TimeSpan.FromMilliseconds(100)));
        first.StandardInput.Close();
        second.WaitForExit();
        first.WaitForExit();
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.StartsWith("Imported 3,000.", await error);
        Assert.Equal(3006, place.Run(Way.Native, "list").Lines.Length);
    }

    [PublishedFact]
    public void Readers_read_while_an_import_holds_the_archive()
    {
        using var place = Workplace.WithCorpus();
        using var import = place.Begin("import", "-");
        SpinWait.SpinUntil(() => import.HasExited || HasHolder(place));
        Assert.Equal(6, place.Run(Way.Native, "list", "--wait", "0").Lines.Length);
        Assert.Equal(0, place.Run(Way.Native, "import", Fixture.Corpus, "--dry-run", "--wait", "0").Code);
        import.StandardInput.Close();
        import.WaitForExit();
        Assert.Equal(0, import.ExitCode);
    }

    private static void AssertNotWritable(CommandResult run, string what)
    {
        Assert.Equal((13, ""), (run.Code, run.Text));
        Assert.StartsWith($"archiver: {what}", Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
    }

    private static bool HasHolder(Workplace place)
    {
        try
        {
            return File.Exists(place.Archive) && File.ReadAllText(place.Archive + ".lock").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Signal(int process, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
