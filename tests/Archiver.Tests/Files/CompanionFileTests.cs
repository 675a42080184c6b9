using Archiver.Articles;
using Archiver.Exporting;
using Archiver.Files;
using Archiver.Importing;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Upkeep;

namespace Archiver.Tests.Files;

/// <summary>The files beside an archive, and an archive that is not where its log is.</summary>
public sealed class CompanionFileTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public CompanionFileTests()
    {
        _archive.Import(InventedDump.Number(1));
        using (_archive.OpenToRead())
        {
            // While somebody reads, what is imported stays in the log.
            _archive.Import(InventedDump.Number(2));
        }
    }

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void The_log_of_an_archive_that_is_away_is_not_deleted()
    {
        var log = File.ReadAllBytes(_archive.LogPath);
        var away = _archive.Folder["away"];
        File.Move(_archive.Path, away);
        var refused = Assert.Throws<ArchiverException>(() => _archive.Import(InventedDump.Number(3)));
        Assert.Contains(_archive.LogPath, refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_archive.Path));
        Assert.Equal(log, File.ReadAllBytes(_archive.LogPath));
        File.Move(away, _archive.Path);
        Assert.Equal(2, _archive.OpenedToRead(archive => archive.Count));
    }

    [Fact]
    public void An_archive_with_two_names_is_read_and_not_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells how many names a file has.");
        var other = _archive.Folder["other.db"];
        Link(_archive.Path, other);
        var refused = Assert.Throws<ArchiverException>(() => _archive.Import(InventedDump.Number(3)));
        Assert.Equal(Failure.NotWritable, refused.Failure);
        Assert.Equal(2, _archive.OpenedToRead(archive => archive.Count));
        File.Delete(other);
        _archive.Import(InventedDump.Number(3));
        Assert.Equal(3, _archive.OpenedToRead(archive => archive.Count));
    }

    [Theory]
    [InlineData(".lock")]
    [InlineData(".writer")]
    [InlineData(".spool")]
    [InlineData("-log")]
    public void A_file_of_somebody_elses_in_the_place_of_one_of_its_own_is_left_as_it_is(string suffix)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells how many names a file has.");
        var place = suffix == "-log" ? _archive.LogPath : _archive.Path + suffix;
        var elsewhere = _archive.Folder["elsewhere"];
        _archive.Import(InventedDump.Number(4));
        File.WriteAllText(elsewhere, "precious");
        foreach (var plant in (Action[])[() => Link(elsewhere, place), () => File.CreateSymbolicLink(place, elsewhere)])
        {
            File.Delete(place);
            plant();
            Assert.True(Record.Exception(() => _archive.Import(InventedDump.Number(5))) is ArchiverException { Failure: Failure.NotWritable } or IOException);
            Assert.Equal("precious", File.ReadAllText(elsewhere));
        }

        File.Delete(place);
        Assert.Equal(3, _archive.OpenedToRead(archive => archive.Count));
    }

    [Fact]
    public void A_path_through_a_link_and_up_again_has_its_files_where_the_archive_lies()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        Directory.CreateDirectory(_archive.Folder["far/deep"]);
        File.CreateSymbolicLink(_archive.Folder["near"], "far/deep");
        var path = _archive.Folder["near/../new.db"];
        using (var archive = TestArchive.OpenToWrite(path))
        {
            archive.Import([TestArchive.Input(InventedDump.Number(7).ToBytes())], _ => { }, CancellationToken.None);
        }

        Assert.True(File.Exists(_archive.Folder["far/new.db"]));
        Assert.True(File.Exists(_archive.Folder["far/new-log.db"]));
        Assert.False(File.Exists(_archive.Folder["new.db"]));
        using var reader = TestArchive.OpenToRead(path);
        Assert.Equal(1, reader.Count);
    }

    [Fact]
    public void A_log_and_locks_that_are_made_have_the_archives_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(_archive.Path, Private);
        _archive.Import(InventedDump.Number(3));
        foreach (var file in (string[])[_archive.LogPath, _archive.Path + ".lock", _archive.Path + ".writer"])
        {
            Assert.Equal(Private, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_backup_and_what_is_salvaged_have_the_archives_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(_archive.Path, Private);
        var (backup, saved) = (_archive.Folder["backup.db"], _archive.Folder["saved.db"]);
        Backup.Run(_archive.Path, backup, replace: false, TimeSpan.Zero, _ => { }, CancellationToken.None);
        Salvage.Run(_archive.Path, saved, TimeSpan.Zero, _ => { }, CancellationToken.None);
        Assert.Equal((Private, Private), (File.GetUnixFileMode(backup), File.GetUnixFileMode(saved)));
    }

    [Fact]
    public void A_link_in_the_place_of_a_lock_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows makes links for administrators only.");
        var planted = _archive.Folder["planted"];
        File.WriteAllText(planted, "somebody's");
        File.Delete(_archive.Path + ".lock");
        File.CreateSymbolicLink(_archive.Path + ".lock", planted);
        Assert.Throws<ArchiverException>(() => _archive.Import(InventedDump.Number(3)));
        Assert.Equal("somebody's", File.ReadAllText(planted));
    }

    [Fact]
    public void A_lock_that_is_held_is_refused_to_everybody_else_in_this_process_too()
    {
        using var first = ArchiveLock.Write(_archive.Path, TimeSpan.Zero, CancellationToken.None);
        Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(
            () => ArchiveLock.Write(_archive.Path, TimeSpan.Zero, CancellationToken.None)).Failure);
    }

    [Fact]
    public void A_report_that_is_being_written_is_not_opened_again()
    {
        var path = _archive.Folder["report.jsonl"];
        using var report = new ReportFile(path);
        Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(() => new ReportFile(path)).Failure);
    }

    private static void Link(string path, string other)
    {
        using var link = System.Diagnostics.Process.Start("ln", [path, other]);
        link.WaitForExit();
    }
}
