using System.Globalization;
using Archiver.Cli;
using Archiver.Formats.Dumps;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Cli;

/// <summary>What is around the process: its zone, its limits, its closed streams, pipes that nobody opens.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData("JST-9")]
    [InlineData("EST5EDT,M3.2.0,M11.1.0")]
    [InlineData("<+0330>-3:30")]
    [InlineData(":Asia/Tokyo")]
    [InlineData("NoSuchZone")]
    [InlineData("XYZ-13:59")]
    public void A_reading_is_logged_at_the_time_that_date_prints(string zone)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Bash($"""
            export TZ='{zone}'; before=$(date '+%F %H:%M'); $archiver read --mark c0ff --archive archive.db 2>/dev/null
            echo "$before"; $archiver read --list c0ff --archive archive.db | cut -f2 | tail -n 1 | tr T ' '; date '+%F %H:%M'
            """);
        Assert.Equal(3, run.Lines.Length);
        Assert.InRange(run.Lines[1], run.Lines[0], run.Lines[2]);
    }

    [PublishedTheory]
    [InlineData("import waiting")]
    [InlineData("import - <&7")]
    [InlineData("export --output waiting")]
    [InlineData("stats --html waiting")]
    [InlineData("import nothing --report waiting")]
    [InlineData("import nothing --report waiting --dry-run")]
    public void Who_waits_for_the_other_end_of_a_pipe_hears_both_signals(string command)
    {
        using var place = Workplace.WithCorpus();
        foreach (var signal in (string[])["INT", "TERM"])
        {
            // With nothing to wait for, the command would end by itself, with another code. It is asked again until it hears.
            var run = place.Bash($$"""
                mkfifo waiting idle 2>/dev/null; exec 7<>idle
                env --default-signal=INT,TERM $archiver {{command}} --archive archive.db & child=$!
                for pause in $(seq 100); do sleep 0.1; [ -e archive.db.lock ] && grep -q 'SigCgt:.*4...$' /proc/$child/status && break; done
                sleep 0.2; kill -{{signal}} $child; wait $child; echo $?
                """);
            Assert.Equal("130", run.Lines[^1]);
            Assert.Contains(command.StartsWith("import", StringComparison.Ordinal) ? "cancelled; what was acknowledged stays." : "cancelled.", run.Error);
        }
    }

    [PublishedFact]
    public void What_came_before_a_pipe_that_nobody_writes_is_kept_when_the_import_is_cancelled()
    {
        using var place = new Workplace();
        var run = place.Bash($"""
            mkfifo waiting
            env --default-signal=INT $archiver import '{Fixture.Corpus}' waiting --archive archive.db & child=$!
            for pause in $(seq 100); do sleep 0.1; [ -e archive.db.lock ] && break; done
            sleep 0.3; kill -INT $child; wait $child; echo $?; $archiver list --archive archive.db | wc -l
            """);
        Assert.Equal(["130", "6"], run.Lines);
    }

    [PublishedTheory]
    [InlineData("import dumps.txt --archive new.db")]
    [InlineData("export --output out.json --archive archive.db")]
    [InlineData("backup copy.db --archive archive.db")]
    [InlineData("compact --archive archive.db")]
    [InlineData("import dumps.txt --report report --archive new.db")]
    public void A_file_that_may_not_grow_is_a_failure_with_a_code_and_a_sentence(string command)
    {
        using var place = Workplace.WithManyArticles();
        place.Write("dumps.txt", Workplace.ManyDumps(2000));
        var run = place.Bash($"ulimit -f 64; $archiver {command}; echo $?");
        Assert.Equal("13", run.Lines[^1]);
        Assert.Contains("ulimit -f", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [PublishedTheory]
    [InlineData("export --output /dev/stdout >&-")]
    [InlineData("export --output /dev/stderr 2>&-")]
    [InlineData("stats --html /dev/stdout >&-")]
    [InlineData("import - --report /dev/stdout >&-")]
    [InlineData("export >&-")]
    public void A_stream_that_is_closed_cannot_be_written_by_any_name(string command)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal("13", place.Bash($"$archiver {command} --archive archive.db; code=$?; exec >code; echo $code") is { } run
            ? File.ReadAllText(place.At("code")).Trim() + (run.Text.Length > 0 ? run.Text : "") : "");
    }

    [PublishedTheory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(256)]
    public void A_small_stack_is_enough(int kibibytes)
    {
        using var place = new Workplace();
        var run = place.Bash(string.Create(CultureInfo.InvariantCulture, $"""
            ulimit -s {kibibytes}; export ARCHIVER_ARCHIVE=a.db
            for verb in "import '{Fixture.Corpus}'" "search the" list export stats verify compact; do eval timeout -s KILL 60 $archiver $verb >/dev/null; echo $?; done
            """));
        Assert.Equal(Enumerable.Repeat("0", 7), run.Lines);
    }

    [Fact]
    public void What_nobody_expects_is_called_a_bug_in_two_lines_that_say_what_to_report()
    {
        var (code, error) = RunWhereItThrows(new KeyNotFoundException("nobody\nexpects it"));
        Assert.Equal(1, code);
        Assert.Matches("^archiver: this is a bug in Archiver: KeyNotFoundException: nobody\n"
            + "Please report it with this: `archiver list`, version [^,]+, .+[.]\n$", error);
    }

    [Fact]
    public void Missing_memory_is_no_bug()
    {
        foreach (var exception in (Exception[])[new InsufficientMemoryException(), new TaskSchedulerException(new InsufficientMemoryException())])
        {
            Assert.Equal((1, "archiver: there is not enough memory for this. What was acknowledged stays; allow more, or ask for less at once.\n"),
                RunWhereItThrows(exception));
        }
    }

    [Fact]
    public void An_archive_in_a_folder_that_may_not_be_entered_is_a_missing_permission()
    {
        using var place = new Workplace();
        var run = place.Bash("""
            [ "$(id -u)" = 0 ] && as='setpriv --bounding-set=-dac_override,-dac_read_search'
            mkdir -m 000 closed; $as $archiver list --archive closed/x.db; echo $?; chmod 755 closed
            """);
        Assert.Equal("13", run.Lines[^1]);
        Assert.StartsWith("archiver: closed/x.db cannot be opened: permission is missing.", run.Error);
    }

    [Theory]
    [BothWays("export --output no/x")]
    [BothWays("stats --html no/x")]
    [BothWays("import - --report no/x")]
    [BothWays("backup no/x")]
    [BothWays("salvage no/x")]
    [BothWays("list --archive no/x", 10)]
    [BothWays("import - --archive no/x")]
    public void A_folder_that_is_missing_is_called_so_and_no_file_of_ours_is_named(Way way, string command, int code = 13)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, command.Replace("no/x", place.At("no/x"), StringComparison.Ordinal).Split(' '));
        Assert.Equal((code, ""), (run.Code, run.Text));
        Assert.Matches(code == 10 ? "There is no archive at" : "folder.* does not exist. Create it, or name another place", run.Error);
        Assert.DoesNotMatch(@"\.tmp|no/x\.|Could not|/\.archiver", run.Error.Replace("no/x. ", "", StringComparison.Ordinal));
    }

    private static (int Code, string Error) RunWhereItThrows(Exception exception)
    {
        using var error = new StringWriter();
        var code = CommandLine.Run(["list"], ProgramVerbs.Session(error, _ => throw exception));
        return (code, error.ToString());
    }
}
