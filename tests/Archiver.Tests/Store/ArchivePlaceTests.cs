using Archiver.Articles;
using Archiver.Files;
using Archiver.Formats.Dumps;
using Archiver.Store.Documents.Pages;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Store;

/// <summary>What lies beside an archive, and other names for it.</summary>
public sealed class ArchivePlaceTests : IDisposable
{
    private static readonly InventedDump Dump = InventedDump.Number(1);

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Theory]
    [InlineData("Notes")]
    [InlineData("Notes of several days, longer than the header of a page.")]
    public void A_file_with_the_name_of_the_log_that_is_none_is_left_alone(string notes)
    {
        File.WriteAllText(_archive.LogPath, notes);
        Assert.Equal(Failure.General, Assert.Throws<ArchiverException>(() => _archive.Import(Dump)).Failure);
        Assert.Equal(notes, File.ReadAllText(_archive.LogPath));
        Assert.Equal([Path.GetFileName(_archive.LogPath)], _archive.Folder.Names);
    }

    [Fact]
    public void Another_archive_with_the_name_of_the_log_is_left_alone()
    {
        _archive.Import(Dump);
        File.Delete(_archive.LogPath);
        File.Copy(_archive.Path, _archive.LogPath);
        Assert.Throws<ArchiverException>(() => _archive.Import(InventedDump.Number(2)));
        Assert.Throws<ArchiverException>(() => _archive.Find(Dump.Id).ToString());
        Assert.Equal(File.ReadAllBytes(_archive.Path), File.ReadAllBytes(_archive.LogPath));
    }

    [Fact]
    public void A_log_that_a_power_cut_left_empty_is_none_of_the_users_files()
    {
        _archive.Import(Dump);
        File.WriteAllBytes(_archive.LogPath, new byte[3 * Page.Size]);
        _archive.Import(InventedDump.Number(2));
        Assert.Equal(Dump.ToBytes(), _archive.Original(Dump.Id));
    }

    [Fact]
    public void An_archive_has_one_writer_by_whatever_name()
    {
        _archive.Import(Dump);
        var link = _archive.Folder["link.db"];
        File.CreateSymbolicLink(link, _archive.Path);
        using (_archive.OpenToWrite())
        {
            Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(() => TestArchive.OpenToWrite(link)).Failure);
        }

        using (var archive = TestArchive.OpenToWrite(link))
        {
            archive.Import([TestArchive.Input(InventedDump.Number(2).ToString())], _ => { }, CancellationToken.None);
        }

        Assert.Equal(InventedDump.Number(2).ToBytes(), _archive.Original(InventedDump.Number(2).Id));
        Assert.DoesNotContain("link-log.db", _archive.Folder.Names);
        Assert.DoesNotContain("link.db.lock", _archive.Folder.Names);
    }

    [Fact]
    public void An_archive_that_its_maker_still_has_locked_can_be_opened()
    {
        _archive.Import(Dump);
        using var maker = DiskFile.OpenArchive(_archive.Path, FileAccess.Read);
        Assert.True(DiskFile.TryLock(maker, isShared: false));
        _archive.Import(InventedDump.Number(2));
        Assert.Equal(InventedDump.Number(2).ToBytes(), _archive.Original(InventedDump.Number(2).Id));
    }
}
