using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Upkeep;

public sealed class CompactTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Daily_imports_become_few_packs_and_one_run_of_each_kind()
    {
        ImportDaily(30);
        var before = _archive.Everything();
        var result = _archive.Compacted();
        Assert.Equal(before, _archive.Everything());
        Assert.InRange(result.PacksBefore, 30, 60);
        Assert.Equal((30, 2), (result.Articles, result.PacksAfter));
        Assert.True(result.BytesAfter < result.BytesBefore);
        Assert.Equal(new FileInfo(_archive.Path).Length, result.BytesAfter);
        var runs = _archive.CatalogOf().Runs;
        Assert.Equal(runs.Select(run => run.Kind).Distinct(), runs.Select(run => run.Kind));
        _archive.AssertNothingLeft();
    }

    [Fact]
    public void Where_there_is_nothing_to_gain_the_old_file_stays()
    {
        _archive.Import(Enumerable.Range(0, 30).Select(InventedDump.Number));
        _archive.Compacted();
        var before = File.ReadAllBytes(_archive.Path);
        var result = _archive.Compacted();
        Assert.False(result.IsReplaced);
        Assert.Equal((result.BytesBefore, result.PacksBefore), (result.BytesAfter, result.PacksAfter));
        Assert.Equal(before, File.ReadAllBytes(_archive.Path));
        _archive.AssertNothingLeft();
    }

    [Fact]
    public void Imports_go_on_with_the_numbers_where_they_were_and_leave_the_large_runs_alone()
    {
        ImportDaily(30);
        _archive.Compacted();
        var whole = _archive.CatalogOf().Runs;
        _archive.Import(InventedDump.Number(30));
        _archive.Import(InventedDump.Number(31), InventedDump.Number(3) with { Category = "changed" });
        Assert.Equal((4, 31), (_archive.Find(InventedDump.Number(3).Id).Number, _archive.Find(InventedDump.Number(30).Id).Number));
        Assert.Subset(_archive.CatalogOf().Runs.ToHashSet(), whole.ToHashSet());
    }

    [Fact]
    public void What_nothing_refers_to_is_dropped()
    {
        _archive.Import(InventedDump.Number(1), InventedDump.Number(2));
        var before = _archive.Everything();
        using (var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None))
        {
            var catalog = MaintenanceTest.CatalogOf(database);
            using var orphan = new PackBuilder(++catalog.LastPack, Pack.TargetSize);
            orphan.Add("An interrupted import left this."u8);
            database.Begin();
            database.Insert(Pack.Collection, Pack.ToDocuments(orphan.Number, orphan.Content()));
            database.Update(Catalog.Collection, [catalog.Write()]);
            database.WaitFor(database.Commit());
            database.Finish();
        }

        var result = _archive.Compacted();
        Assert.Equal((3, 2), (result.PacksBefore, result.PacksAfter));
        Assert.Equal(before, _archive.Everything());
    }

    [Fact]
    public void An_archive_without_articles_stays_one()
    {
        _archive.Import(TestArchive.Input("no dump"));
        Assert.Equal(0, _archive.Compacted().Articles);
        _archive.Import(InventedDump.Number(1));
        Assert.Equal(InventedDump.Number(1).ToBytes(), _archive.Original(InventedDump.Number(1).Id));
    }

    [Fact]
    public void A_text_of_many_megabytes_is_copied()
    {
        var noise = new byte[9 << 20];
        new Random(1).NextBytes(noise);
        var large = InventedDump.Number(1) with { Body = [Convert.ToHexString(noise), "The end."] };
        _archive.Import(large, InventedDump.Number(2));
        _archive.Compacted();
        Assert.Equal(large.ToBytes(), _archive.Original(large.Id));
    }

    [Fact]
    public void Where_somebody_reads_to_the_end_it_gives_up_and_leaves_the_archive_as_it_was()
    {
        ImportDaily(3);
        var before = File.ReadAllBytes(_archive.Path);
        using (var reader = _archive.OpenToRead())
        {
            Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(() => _archive.Compacted()).Failure);
            Assert.Equal(InventedDump.Number(2).ToBytes(), TestArchive.OriginalOf(reader, reader.Find(InventedDump.Number(2).Id.ToString())));
        }

        Assert.Equal(before, File.ReadAllBytes(_archive.Path));
        _archive.AssertNothingLeft();
    }

    [Fact]
    public void Readers_may_come_and_go_meanwhile_but_no_second_writer()
    {
        ImportDaily(5);
        var before = _archive.Everything();
        _archive.Compacted(progress =>
        {
            if (progress is not { Step: MaintenanceStep.Replace, Done: 1 })
            {
                Assert.Equal(before, _archive.Everything());
            }

            Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(_archive.OpenToWrite).Failure);
        });
        Assert.Equal(before, _archive.Everything());
    }

    [Fact]
    public void What_stands_in_the_log_alone_is_in_the_new_file_and_the_log_is_empty()
    {
        ImportDaily(3);
        var reader = _archive.OpenToRead();
        _archive.Import(InventedDump.Number(40));
        Assert.NotEqual(0, new FileInfo(_archive.LogPath).Length);
        var before = _archive.Everything();
        _archive.Compacted(progress =>
        {
            if (progress.Step == MaintenanceStep.Replace)
            {
                reader.Dispose();
            }
        });
        Assert.Equal(0, new FileInfo(_archive.LogPath).Length);
        Assert.Equal(before, _archive.Everything());
    }

    /// <summary>What is on the disk when the process ends at some moment: a copy of all files stands for it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whenever_the_process_ends_the_archive_is_whole(bool withLog)
    {
        ImportDaily(8);
        var reader = withLog ? _archive.OpenToRead() : null;
        _archive.Import(InventedDump.Number(2) with { Category = "changed" }, InventedDump.Number(40));
        var before = _archive.Everything();
        using var moments = new TemporaryFolder();
        var count = 0;
        _archive.Compacted(progress =>
        {
            Snapshot(Directory.CreateDirectory(moments[$"{count++}"]).FullName);
            if (progress.Step == MaintenanceStep.Verify)
            {
                reader?.Dispose();
            }
        });
        Assert.InRange(count, 15, 100);
        for (var moment = 0; moment < count; moment += Extent.Of(3, 1))
        {
            var path = Path.Combine(moments[$"{moment}"], "archive.db");
            Assert.Equal(before, MaintenanceTest.Everything(path));
            Compact.Run(path, DateTime.MinValue, TimeSpan.Zero, _ => { }, CancellationToken.None);
            Assert.Equal(before, MaintenanceTest.Everything(path));
            Assert.DoesNotContain(Directory.GetFiles(moments[$"{moment}"]), file => file.Contains("compacting", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_next_import_clears_away_what_a_killed_one_left()
    {
        ImportDaily(1);
        File.WriteAllText(_archive.Path + ".compacting", "half an archive");
        File.WriteAllText(_archive.Path + ".compacting-log", "its log");
        _archive.Import(InventedDump.Number(2));
        _archive.AssertNothingLeft();
    }

    [Fact]
    public void A_damaged_archive_is_left_as_it_is()
    {
        ImportDaily(3);
        _archive.Damage();
        var before = File.ReadAllBytes(_archive.Path);
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => _archive.Compacted()).Failure);
        Assert.Equal(before, File.ReadAllBytes(_archive.Path));
        _archive.AssertNothingLeft();
    }

    [Theory]
    [InlineData(MaintenanceStep.CopyArticles)]
    [InlineData(MaintenanceStep.Verify)]
    public void Cancelled_it_leaves_the_archive_as_it_was(MaintenanceStep step)
    {
        ImportDaily(3);
        var before = File.ReadAllBytes(_archive.Path);
        MaintenanceTest.AssertCancelledAt(step, (report, cancellation) =>
            Compact.Run(_archive.Path, DateTime.MinValue, TimeSpan.Zero, report, cancellation));
        Assert.Equal(before, File.ReadAllBytes(_archive.Path));
        _archive.AssertNothingLeft();
    }

    [Fact]
    public void A_link_to_the_archive_stays_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        ImportDaily(3);
        var link = _archive.Folder["link.db"];
        File.CreateSymbolicLink(link, _archive.Path);
        var before = _archive.Everything();
        Compact.Run(link, DateTime.MinValue, TimeSpan.Zero, _ => { }, CancellationToken.None);
        Assert.Equal(_archive.Path, new FileInfo(link).LinkTarget);
        Assert.Equal(before, _archive.Everything());
        _archive.AssertNothingLeft("link.db");
    }

    [Fact]
    public void Where_there_is_no_archive_none_is_made()
    {
        Assert.Equal(Failure.NoArchive, Assert.Throws<ArchiverException>(() => _archive.Compacted()).Failure);
        Assert.Empty(_archive.Folder.Names);
    }

    private void ImportDaily(int days)
    {
        for (var day = 0; day < days; day++)
        {
            _archive.Import(InventedDump.Number(day));
        }
    }

    private void Snapshot(string folder)
    {
        foreach (var name in _archive.Folder.Names.Where(name => !name.EndsWith(".lock", StringComparison.Ordinal) && !name.EndsWith(".writer", StringComparison.Ordinal)))
        {
            using var from = new MemoryStream(Held(_archive.Folder[name]));
            using var to = File.Create(Path.Combine(folder, name));
            from.CopyTo(to);
        }
    }

    /// <summary>The bytes of a file that is locked: <c>cat</c> does not ask.</summary>
    private static byte[] Held(string path)
    {
        using var cat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true })!;
        var bytes = new MemoryStream();
        cat.StandardOutput.BaseStream.CopyTo(bytes);
        cat.WaitForExit();
        return bytes.ToArray();
    }
}
