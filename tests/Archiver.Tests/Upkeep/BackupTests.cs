using Archiver.Articles;
using Archiver.Importing;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Upkeep;

public sealed class BackupTests : IDisposable
{
    private readonly TestArchive _archive = new();
    private readonly TemporaryFolder _elsewhere = new();

    private string Place => _elsewhere["backup.db"];

    public void Dispose()
    {
        _archive.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public void A_backup_is_one_file_that_holds_everything()
    {
        _archive.Import(InventedDump.Number(1), InventedDump.Number(2));
        _archive.Import(InventedDump.Number(1) with { Category = "changed" });
        var result = _archive.BackedUp(Place);
        Assert.Equal(["backup.db"], _elsewhere.Names);
        Assert.Equal((2, new FileInfo(Place).Length, Place), (result.Articles, result.Bytes, result.File));
        Assert.Equal(_archive.Everything(), MaintenanceTest.Everything(Place));
    }

    [Fact]
    public void It_holds_what_stands_in_the_log_alone()
    {
        _archive.Import(InventedDump.Number(1));
        using var reader = _archive.OpenToRead();
        _archive.Import(InventedDump.Number(2));
        Assert.NotEqual(0, new FileInfo(_archive.LogPath).Length);
        Assert.Equal(2, _archive.BackedUp(Place).Articles);
        Assert.Equal(["backup.db"], _elsewhere.Names);
        Assert.Equal(_archive.Everything(), MaintenanceTest.Everything(Place));
    }

    [Fact]
    public void It_may_be_made_while_an_import_runs_and_has_what_was_acknowledged()
    {
        var dumps = Enumerable.Range(0, 300).Select(InventedDump.Large).ToArray();
        var acknowledged = 0;
        var backups = new List<(int Acknowledged, int BackedUp)>();
        using (var archive = _archive.OpenToWrite())
        {
            archive.Import(
                dumps.Select(dump => TestArchive.Input(dump.ToString())),
                reports =>
                {
                    acknowledged += reports.Count(report => report.Outcome == Outcome.Imported);
                    var file = _elsewhere[$"{backups.Count}.db"];
                    backups.Add((acknowledged, _archive.BackedUp(file).Articles));
                    using var copy = TestArchive.OpenToRead(file);
                    Assert.Equal(dumps[0].ToBytes(), TestArchive.OriginalOf(copy, copy.Find(dumps[0].Id.ToString())));
                },
                CancellationToken.None);
        }

        Assert.InRange(backups.Count, 2, 300);
        Assert.All(backups, backup => Assert.InRange(backup.BackedUp, backup.Acknowledged, 300));
        Assert.Equal(300, _archive.BackedUp(Place).Articles);
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_when_asked()
    {
        _archive.Import(InventedDump.Number(1));
        File.WriteAllText(Place, "something");
        Assert.Contains("--force", Refused(Place, replace: false));
        Assert.Equal("something", File.ReadAllText(Place));
        _archive.BackedUp(Place, replace: true);
        Assert.Equal(_archive.Everything(), MaintenanceTest.Everything(Place));
    }

    [Theory]
    [InlineData("archive.db")]
    [InlineData("archive-log.db")]
    [InlineData("archive.db.lock")]
    [InlineData("archive.db.writer")]
    [InlineData("archive.db.compacting")]
    [InlineData("link.db")]
    [InlineData("folder/archive.db")]
    [InlineData("hard.db")]
    [InlineData("../link/./archive.db")]
    public void The_archive_and_what_belongs_to_it_are_never_replaced(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _archive.Import(InventedDump.Number(1));
        File.CreateSymbolicLink(_archive.Folder["link.db"], _archive.Path);
        Directory.CreateSymbolicLink(_archive.Folder["folder"], _archive.Folder.Path);
        using (var ln = System.Diagnostics.Process.Start("ln", [_archive.Path, _archive.Folder["hard.db"]]))
        {
            ln.WaitForExit();
        }

        Directory.CreateSymbolicLink(_elsewhere["link"], _archive.Folder.Path);
        var before = File.ReadAllBytes(_archive.Path);
        Refused(name.StartsWith("../", StringComparison.Ordinal) ? _elsewhere[name[3..]] : _archive.Folder[name], replace: true);
        Assert.Equal(before, File.ReadAllBytes(_archive.Path));
        _archive.AssertNothingLeft("link.db", "folder", "hard.db");
    }

    [Fact]
    public void A_log_at_its_place_would_be_taken_for_its_own_and_is_refused()
    {
        _archive.Import(InventedDump.Number(1));
        File.WriteAllText(_elsewhere["backup-log.db"], "changes of another archive");
        Assert.Contains("backup-log.db", Refused(Place, replace: true));
        Assert.Equal(["backup-log.db"], _elsewhere.Names);
    }

    [Fact]
    public void Another_archive_is_not_replaced_while_somebody_reads_it()
    {
        _archive.Import(InventedDump.Number(1));
        _archive.BackedUp(Place);
        using var reader = TestArchive.OpenToRead(Place);
        Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(() => _archive.BackedUp(Place, replace: true)).Failure);
    }

    [Fact]
    public void A_folder_a_device_and_a_place_in_no_folder_are_refused()
    {
        _archive.Import(InventedDump.Number(1));
        Refused(_elsewhere.Path, replace: true);
        Assert.Equal(Failure.NotWritable,
            Assert.Throws<ArchiverException>(() => _archive.BackedUp(_elsewhere["none/backup.db"])).Failure);
        Assert.SkipUnless(File.Exists("/dev/null"), "There is no /dev/null.");
        Refused("/dev/null", replace: true);
        Assert.Empty(_elsewhere.Names);
    }

    [Fact]
    public void A_damaged_archive_gives_no_backup()
    {
        _archive.Import(InventedDump.Number(1));
        _archive.Damage();
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => _archive.BackedUp(Place)).Failure);
        Assert.Empty(_elsewhere.Names);
    }

    [Theory]
    [InlineData(MaintenanceStep.CopyPages)]
    [InlineData(MaintenanceStep.Verify)]
    public void Cancelled_it_leaves_what_was_there(MaintenanceStep step)
    {
        _archive.Import(InventedDump.Number(1), InventedDump.Number(2));
        File.WriteAllText(Place, "former");
        MaintenanceTest.AssertCancelledAt(step, (report, cancellation) =>
            Backup.Run(_archive.Path, Place, replace: true, TimeSpan.Zero, report, cancellation));
        Assert.Equal("former", File.ReadAllText(Place));
        Assert.Equal(["backup.db"], _elsewhere.Names);
    }

    [Fact]
    public void What_a_killed_one_left_is_overwritten_and_goes()
    {
        _archive.Import(InventedDump.Number(1));
        File.WriteAllBytes(Place + ".backing-up", new byte[10 << 20]);
        File.WriteAllBytes(Place + ".backing-up-log", new byte[1 << 20]);
        _archive.BackedUp(Place);
        Assert.Equal(["backup.db"], _elsewhere.Names);
        Assert.Equal(_archive.Everything(), MaintenanceTest.Everything(Place));
    }

    private string Refused(string file, bool replace) =>
        Assert.Throws<ArchiverException>(() => _archive.BackedUp(file, replace)).Message;
}
