using Archiver.Cli;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class UsageTests
{
    [Theory]
    [BothWays("frobnicate")]
    [BothWays("list --limt 3")]
    [BothWays("export comet --ouput file")]
    [BothWays("help frobnicate")]
    [BothWays("help list export")]
    [BothWays("list --limit")]
    [BothWays("list --archive")]
    [BothWays("import")]
    [BothWays("show")]
    [BothWays("show 5a1b c0ff")]
    [BothWays("history")]
    [BothWays("similar")]
    [BothWays("similar 5a1b c0ff")]
    [BothWays("duplicates --limt 3")]
    [BothWays("duplicates --sort date")]
    [BothWays("summarize")]
    [BothWays("summarize 5a1b --sentences 0")]
    [BothWays("remove")]
    [BothWays("remove --list c0ff")]
    [BothWays("restore")]
    [BothWays("categories --limit 3")]
    [BothWays("backup")]
    [BothWays("backup one.db two.db")]
    [BothWays("compact surplus")]
    [BothWays("verify surplus")]
    [BothWays("salvage")]
    [BothWays("salvage one.db two.db")]
    [BothWays("--frobnicate")]
    [BothWays("export --format")]
    public void A_usage_error_is_a_line_and_where_to_read_more(Way way, string command)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((1, ""), (run.Code, run.Text));
        var lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("archiver: ", lines[0]);
        Assert.Matches("^See `archiver [a-z ]*--help`.$", lines[1]);
    }

    [Theory]
    [BothWays("frobnicate", "'frobnicate'")]
    [BothWays("list --limt 3", "'--limt'")]
    [BothWays("categories surplus", "'surplus'")]
    [BothWays("help frobnicate", "'frobnicate'")]
    [BothWays("import", "PATH")]
    public void It_names_what_is_wrong(Way way, string command, string named)
    {
        using var place = new Workplace();
        Assert.Contains(named, place.Run(way, command.Split(' ')).Error);
    }

    [Theory, BothWays]
    public void The_help_of_a_verb_has_an_example_and_its_exit_codes(Way way)
    {
        using var place = new Workplace();
        Assert.All(ProgramVerbs.Names, verb =>
        {
            var run = place.Run(way, verb, "--help");
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Contains($"archiver {verb} ", run.Text[run.Text.IndexOf("Example", StringComparison.Ordinal)..]);
            Assert.Contains("Exit codes:\n  0    done", run.Text);
            Assert.Contains("--archive <FILE>", run.Text);
            Assert.Contains("--wait <SECONDS>", run.Text);
            Assert.Equal(run.Text, place.Run(way, verb, "-h").Text);
        });
    }

    [Theory, BothWays]
    public void No_help_speaks_the_language_of_the_program(Way way) => Assert.All(ProgramVerbs.Names, verb =>
    {
        using var place = new Workplace();
        var help = place.Run(way, verb, "--help").Text;
        Assert.DoesNotContain("System.", help);
        Assert.DoesNotContain(" = ", help);
    });

    [Theory, BothWays]
    public void The_help_of_the_program_names_every_verb_and_every_exit_code(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "--help");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(ProgramVerbs.Names, verb => Assert.Contains($"\n  {verb}", run.Text));
        Assert.All(ExitCodes, code => Assert.Contains($"\n  {code,-4} {ExitCode.MeaningOf(code).Split(':')[0]}", run.Text));
    }

    [Theory]
    [BothWays("backup")]
    [BothWays("salvage")]
    [BothWays("import")]
    [BothWays("export --output")]
    [BothWays("stats --html")]
    public void The_name_of_a_file_is_not_empty(Way way, string command)
    {
        using var place = new Workplace();
        var run = place.Run(way, [.. command.Split(' '), ""]);
        Assert.Equal(1, run.Code);
        Assert.Contains("is empty. Name a file.", run.Error);
    }

    [Theory]
    [BothWays("compact --keep-days x")]
    [BothWays("compact --keep-days 99999999999")]
    [BothWays("show 5a1b --revision x")]
    public void A_number_that_is_none_is_told_in_words(Way way, string command)
    {
        using var place = new Workplace();
        var run = place.Run(way, command.Split(' '));
        Assert.Equal(1, run.Code);
        Assert.Contains(" takes a number from ", run.Error);
    }

    [Theory, BothWays]
    public void A_pipe_is_no_archive(Way way)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no named pipes in folders.");
        using var place = new Workplace();
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", place.At("pipe")))
        {
            mkfifo.WaitForExit();
        }

        Assert.All(ProgramVerbs.OfAnArchive, verb =>
        {
            var run = place.Run(way, [.. ProgramVerbs.Call(verb, place), "--archive", place.At("pipe")]);
            Assert.Equal(10, run.Code);
            Assert.Contains("a pipe", run.Error);
        });
    }

    [Theory, BothWays]
    public void The_examples_of_the_help_are_valid(Way way)
    {
        using var place = new Workplace();
        Assert.All(ProgramVerbs.Names, verb =>
        {
            var help = place.Run(way, verb, "--help").Text.Split('\n');
            var example = help[Array.FindIndex(help, line => line.StartsWith("Example", StringComparison.Ordinal)) + 1].Trim().Split(' ');
            Assert.Equal("archiver", example[0]);
            Assert.DoesNotContain("--help`", place.Run(way, new Surroundings { Archive = place.At("archive.db") },
                [.. example[1..].Select(word => word.EndsWith(".jsonl", StringComparison.Ordinal) || word.EndsWith(".db", StringComparison.Ordinal) || word.EndsWith(".html", StringComparison.Ordinal) ? place.At(word) : word)]).Error);
        });
    }

    [Theory, BothWays]
    public void The_version_is_one_line(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "--version");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Single(run.Lines);
    }

    /// <summary>All constants of <see cref="ExitCode"/>.</summary>
    internal static IEnumerable<int> ExitCodes =>
        typeof(ExitCode).GetFields().Select(constant => (int)constant.GetRawConstantValue()!);
}
