using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class ArchiveOptionTests
{
    [Theory]
    [BothWays(true)]
    [BothWays(false)]
    public void The_option_stands_before_or_after_the_verb_and_wins_over_the_variable(Way way, bool before)
    {
        using var place = Workplace.WithCorpus();
        var other = new Surroundings { Archive = place.At("other.db") };
        string[] option = ["--archive", place.Archive];
        var run = place.Run(way, other, before ? [.. option, "list"] : ["list", .. option]);
        Assert.Equal((0, 6), (run.Code, run.Lines.Length));
        Assert.Equal(0, place.Run(way, other, "list", "--archive=" + place.Archive).Code);
        Assert.Equal(10, place.Run(way, other, "list").Code);
    }

    [Theory, BothWays]
    public void The_variable_names_the_archive(Way way)
    {
        using var place = new Workplace();
        var other = new Surroundings { Archive = place.At("other.db") };
        Assert.Equal(0, place.Run(way, other, "import", Fixture.Corpus).Code);
        Assert.True(File.Exists(place.At("other.db")));
        Assert.False(File.Exists(place.Archive));
        Assert.Equal(6, place.Run(way, other, "list").Lines.Length);
    }

    [Fact]
    public void Without_either_it_is_archive_db_in_the_current_folder_if_it_is_there()
    {
        using var place = new Workplace();
        var run = place.Bash($"""
            "$archiver" import '{Fixture.Corpus}' -a archive.db && "$archiver" list && "$archiver" list --limit 1; ARCHIVER_ARCHIVE= "$archiver" list
            """);
        Assert.Equal((1, 7), (run.Code, run.Lines.Length));
        Assert.False(Directory.Exists(place.At("data")));
    }

    [Theory, BothWays]
    public void The_wait_stands_before_or_after_the_verb(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(0, place.Run(way, "--wait", "0.5", "list").Code);
        Assert.Equal(0, place.Run(way, "list", "--wait", "1e3").Code);
    }

    [Theory, BothWays]
    public void Where_there_is_no_archive_the_message_says_what_to_do_and_nothing_is_made(Way way)
    {
        using var place = new Workplace();
        Assert.All(ProgramVerbs.OfAnArchive.Where(verb => verb != "import"), verb =>
        {
            var run = place.Run(way, ProgramVerbs.Call(verb, place));
            Assert.Equal((10, ""), (run.Code, run.Text));
            Assert.Contains(place.Archive, run.Error);
            Assert.Contains("Import something first", run.Error);
            Assert.Empty(place.Files());
        });
    }

    [Theory, BothWays]
    public void An_import_makes_the_archive_but_not_its_folder(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "import", Fixture.Corpus, "--archive", Path.Combine(place.At("none"), "archive.db"));
        Assert.Equal(13, run.Code);
        Assert.Contains("does not exist", run.Error);
        Assert.Empty(Directory.GetFileSystemEntries(place.Folder));
    }

    [Theory]
    [BothWays("list")]
    [BothWays("export")]
    [BothWays("show 5a1b")]
    [BothWays("show 5a1b --original")]
    public void A_damaged_archive_is_called_damaged(Way way, string command)
    {
        using var place = Workplace.WithCorpus();
        place.Damage();
        var run = place.Run(way, command.Split(' '));
        Assert.Equal(12, run.Code);
        Assert.StartsWith("archiver: ", Assert.Single(run.Error.TrimEnd('\n').Split('\n')));
    }
}
