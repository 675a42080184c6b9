using Archiver.Inputs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Cli;

/// <summary>What cannot be read or written is named, with the reason that it is.</summary>
public sealed class FileNameInFailureTests : IDisposable
{
    private readonly Workplace _place = Workplace.WithCorpus();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_text_that_is_not_there_is_said_not_to_be() => AssertRefused(1, $"{_place.At("none.txt")} cannot be read: it does not exist.",
        "similar", "--text", _place.At("none.txt"));

    [Fact]
    public void A_text_whose_links_lead_in_a_circle_is_named()
    {
        MakeCircle();
        AssertRefused(1, $"{_place.At("circle")} cannot be read: its links lead in a circle.", "similar", "--text", _place.At("circle"));
    }

    [Theory]
    [InlineData("import")]
    [InlineData("list")]
    public void An_archive_whose_links_lead_in_a_circle_is_named(string verb)
    {
        MakeCircle();
        AssertRefused(13, $"{_place.At("circle")} cannot be read or written: its links lead in a circle. Name another place.",
            [verb, .. verb == "import" ? [Fixture.Corpus] : Array.Empty<string>(), "--archive", _place.At("circle")]);
    }

    [Fact]
    public void An_input_whose_links_lead_in_a_circle_is_a_line_of_the_report()
    {
        MakeCircle();
        var run = _place.Run(Way.InProcess, "import", _place.At("circle"));
        Assert.Equal(3, run.Code);
        Assert.Contains($"{_place.At("circle")}: it cannot be read: its links lead in a circle", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_whose_links_lead_in_a_circle_is_named()
    {
        MakeCircle();
        Assert.All((string[][])[["export", "--force", "--output", _place.At("circle")], ["backup", "--force", _place.At("circle")], ["stats", "--force", "--html", _place.At("circle")]],
            call => AssertRefused(13, $"{_place.At("circle")} cannot be written: its links lead in a circle.", call));
    }

    [Theory]
    [InlineData(241)]
    [InlineData(248)]
    [InlineData(252)]
    [InlineData(260)]
    public void An_archive_whose_name_is_too_long_for_its_files_leaves_nothing(int length)
    {
        var archive = _place.At(new string('x', length - 3) + ".db");
        var before = _place.Files();
        var run = _place.Run(Way.InProcess, "import", Fixture.Corpus, "--archive", archive);
        Assert.StartsWith($"archiver: {archive} cannot be ", run.Error, StringComparison.Ordinal);
        Assert.Contains(": its name is too long.", run.Error, StringComparison.Ordinal);
        Assert.Equal(13, run.Code);
        Assert.Equal(before, _place.Files());
    }

    [Fact]
    public void A_damaged_log_has_its_advice_once()
    {
        using (Archive.OpenToRead(_place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            Assert.Equal(0, _place.Run(Way.InProcess, "tag", Fixture.Lighthouse, "+sea").Code);
        }

        var log = File.ReadAllBytes(_place.At("archive-log.db"));
        log[log.Length / 2] ^= 1;
        File.WriteAllBytes(_place.At("archive-log.db"), log);
        var error = _place.Run(Way.InProcess, "list").Error;
        Assert.Equal(2, error.Split("salvage").Length);
    }

    [Fact]
    public void A_new_archive_into_which_nothing_came_before_a_failure_is_taken_away()
    {
        var path = _place.At("new.db");
        Archive? made = null;
        Assert.Throws<IOException>(() => Archive.ImportToNew(() => made = TestArchive.OpenToWrite(path), Failing(), _ => { }, CancellationToken.None));
        Assert.NotNull(made);
        made.Dispose();
        Assert.DoesNotContain(_place.Files(), name => name is "new.db" or "new-log.db");

        static IEnumerable<ImportInput> Failing()
        {
            for (var number = 0; number < 50; number++)
            {
                yield return TestArchive.Input(InventedDump.Number(number).ToBytes());
            }

            throw new IOException("No more files can be opened.");
        }
    }

    private void MakeCircle()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows makes links for administrators only.");
        File.CreateSymbolicLink(_place.At("circle"), "elsewhere");
        File.CreateSymbolicLink(_place.At("elsewhere"), "circle");
    }

    private void AssertRefused(int code, string message, params string[] arguments)
    {
        var run = _place.Run(Way.InProcess, arguments);
        Assert.StartsWith($"archiver: {message}", run.Error, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
    }
}
