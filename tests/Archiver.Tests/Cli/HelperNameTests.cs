namespace Archiver.Tests.Cli;

/// <summary>An archive has files of its own beside it; what else has one of their names is not overwritten.</summary>
public sealed class HelperNameTests : IDisposable
{
    private readonly Workplace _place = Workplace.WithCorpus();

    public void Dispose() => _place.Dispose();

    public static TheoryData<string> Names => [.. (string[])["archive-log.db", .. Suffixes.Select(suffix => "archive.db" + suffix)]];

    private static string[] Suffixes =>
    [
        ".search", ".search-journal", ".search.new", ".search.building", ".spool", ".lock", ".writer", ".compacting", ".compacting-log",
        ".backing-up", ".salvaging-log",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_archive_is_made_under_the_name_of_another_archives_file(string name)
    {
        File.Delete(_place.At(name));
        var refused = _place.Run(Way.InProcess, "import", Fixture.Corpus, "--archive", _place.At(name));
        Assert.Equal((1, $"archiver: {_place.At(name)} is the name of a file that belongs to the archive {_place.Archive}. "
            + "Name another file with --archive FILE.\n"), (refused.Code, refused.Error));
        Assert.False(File.Exists(_place.At(name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_backup_is_written_under_the_name_of_another_archives_file(string name)
    {
        using var other = Workplace.WithCorpus();
        var refused = other.Run(Way.InProcess, "backup", _place.At(name));
        Assert.Contains($"belongs to the archive {_place.Archive}", refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, refused.Code);
        Assert.False(File.Exists(_place.At(name)));
    }

    [Fact]
    public void Where_no_archive_is_beside_it_an_archive_may_have_such_a_name()
    {
        var place = _place.At("web.search");
        Assert.Equal(0, _place.Run(Way.InProcess, "import", Fixture.Corpus, "--archive", place).Code);
        _place.Write("notes", "No archive.");
        Assert.Equal(0, _place.Run(Way.InProcess, "import", Fixture.Corpus, "--archive", _place.At("notes.spool")).Code);
        Assert.Equal(0, _place.Run(Way.InProcess, "verify", "--archive", place).Code);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_archive_with_the_name_of_anothers_file_stays_as_it_is(string name) => AssertLeft(name, File.ReadAllBytes(_place.Archive));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_with_the_name_of_an_archives_file_stays_as_it_is(string name) => AssertLeft(name, "Somebody's notes, which are no file of an archive."u8.ToArray());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_few_words_in_the_place_of_an_archives_file_stay(string name) => AssertLeft(name, "Mine."u8.ToArray());

    /// <summary>Every verb works or says a sentence that names the file, and leaves it.</summary>
    private void AssertLeft(string name, byte[] foreign)
    {
        var file = _place.At(name);
        File.WriteAllBytes(file, foreign);
        var isSaid = false;
        foreach (var call in (string[][])
        [
            ["list"], ["search", "the"], ["import", Fixture.Rejected], ["import", Fixture.Queries], ["search", "the"], ["tag", Fixture.Lighthouse, "+sea"], ["remove", Fixture.Cat, "--yes"],
            ["compact", "--purge"], ["backup", _place.At("other.db")], ["search", "the"], ["verify"],
        ])
        {
            var run = _place.Run(Way.InProcess, call);
            Assert.DoesNotContain("bug", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("permission", run.Error, StringComparison.Ordinal);
            Assert.True(run.Code is 0 or 3 || (run.Error + run.Text).Contains(file, StringComparison.Ordinal), $"{string.Join(' ', call)}: {run.Code} {run.Error}{run.Text}");
            isSaid |= run.Error.Contains(file, StringComparison.Ordinal);
            Assert.Equal(foreign, File.ReadAllBytes(file));
        }

        // A lock that is only locked, and what belongs to a backup, is nobody's hindrance.
        Assert.Equal(name is not ("archive.db.writer" or "archive.db.backing-up" or "archive.db.salvaging-log"), isSaid);
        File.Delete(file);
        Assert.Equal(0, _place.Run(Way.InProcess, "verify").Code);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_with_the_name_of_an_archives_file_is_named(string name)
    {
        File.Delete(_place.At(name));
        Directory.CreateDirectory(_place.At(name));
        foreach (var call in (string[][])[["list"], ["import", Fixture.Queries], ["search", "the"], ["tag", Fixture.Lighthouse, "+sea"], ["compact"], ["verify"]])
        {
            var run = _place.Run(Way.InProcess, call);
            Assert.DoesNotContain("permission", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("nothing can be made there", run.Error, StringComparison.Ordinal);
            Assert.True(run.Code is 0 || run.Error.Contains(_place.At(name), StringComparison.Ordinal), run.Error);
        }

        Directory.Delete(_place.At(name));
        Assert.Equal(0, _place.Run(Way.InProcess, "verify").Code);
    }
}
