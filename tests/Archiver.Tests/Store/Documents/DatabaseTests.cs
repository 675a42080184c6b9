using System.Globalization;
using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;
using CsCheck;

namespace Archiver.Tests.Store.Documents;

/// <summary>What is left when a process died, when readers were in the way, when no space was left.</summary>
public sealed class DatabaseTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void What_a_process_left_that_died_after_any_batch_is_read_and_taken_up()
    {
        var (deaths, acknowledged) = (new List<string>(), new List<Guid>());
        using (var archive = _archive.OpenToWrite())
        {
            archive.Import([TestArchive.Input(InventedDump.Glued(Enumerable.Range(0, 400).Select(InventedDump.Large)))], stretches =>
            {
                acknowledged.AddRange(stretches.Select(stretch => stretch.Id).OfType<Guid>());
                var death = Directory.CreateDirectory(_archive.Folder[$"death {deaths.Count}"]).FullName;
                deaths.Add(death);
                File.WriteAllLines(Path.Combine(death, "acknowledged"), acknowledged.Select(id => id.ToString()));
                File.Copy(_archive.Path, Path.Combine(death, "archive.db"));
                File.Copy(_archive.LogPath, Path.Combine(death, "archive-log.db"));
            }, CancellationToken.None);
        }

        Assert.True(deaths.Count >= 2);
        foreach (var death in deaths)
        {
            var (path, log) = (Path.Combine(death, "archive.db"), Path.Combine(death, "archive-log.db"));
            var ids = File.ReadAllLines(Path.Combine(death, "acknowledged"));
            using (var file = new FileStream(log, FileMode.Append))
            {
                // What the process had begun to write when it died.
                file.Write(new byte[(3 * Page.Size) + 100]);
            }

            var left = File.ReadAllBytes(log);
            AssertHas(path, ids);
            Assert.Equal(left, File.ReadAllBytes(log));
            TestArchive.OpenToWrite(path).Dispose();
            Assert.Equal(0, new FileInfo(log).Length);
            AssertHas(path, ids);
        }
    }

    /// <summary>
    /// The power went in the middle of a checkpoint: of what it wrote, the archive file has any sectors, and the log has
    /// everything.
    /// </summary>
    [Fact]
    public void A_checkpoint_that_was_cut_short_tears_pages_and_loses_nothing()
    {
        _archive.Import(InventedDump.Number(0));
        using (_archive.OpenToRead())
        {
            _archive.Import(Enumerable.Range(1, 40).Select(InventedDump.Number));
        }

        var log = File.ReadAllBytes(_archive.LogPath);
        Assert.NotEmpty(log);
        var before = WhereACheckpointBegins();
        _archive.OpenToWrite().Dispose();
        var (after, expected) = (File.ReadAllBytes(_archive.Path), _archive.Describe());
        Assert.True(Ledger.TryRead(before, out var ledger));

        // The ledger is written last, when the disk has all pages.
        var moved = after.ToArray();
        ledger.Write(moved);
        Page.Seal(moved.AsSpan(0, Page.Size));
        Gen.Int.Sample(seed =>
        {
            var (random, torn) = (new Random(seed), new byte[after.Length]);
            for (var at = 0; at < torn.Length; at += Page.Sector)
            {
                var source = at < before.Length && random.Next(2) == 0 ? before : moved;
                source.AsSpan(at, Page.Sector).CopyTo(torn.AsSpan(at));
            }

            File.WriteAllBytes(_archive.Path, torn);
            File.WriteAllBytes(_archive.LogPath, log);
            Assert.Equal(expected, _archive.Describe());
            Backup.Run(_archive.Path, _archive.Folder["backup.db"], replace: true, TimeSpan.Zero, _ => { }, CancellationToken.None);
            Assert.Equal(expected, TestArchive.Describe(_archive.Folder["backup.db"]));
            Assert.Empty(_archive.Checked().Findings);
            _archive.OpenToWrite().Dispose();
            Assert.Equal(after[Page.Size..], File.ReadAllBytes(_archive.Path)[Page.Size..]);
            Assert.Empty(_archive.Checked().Findings);
        }, iter: Extent.Of(8, 20), threads: 1);
    }

    /// <summary>The archive's file when a checkpoint has begun and written nothing yet.</summary>
    private byte[] WhereACheckpointBegins()
    {
        using var data = new DataFile(File.OpenHandle(_archive.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), writable: true);
        using var log = new LogFile(File.OpenHandle(_archive.LogPath, share: FileShare.ReadWrite), data, writable: false);
        data.BeginCheckpoint([.. log.Content.Pages.Keys]);
        using var file = new FileStream(_archive.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A full disk takes what it has room for, a power cut leaves any sectors.</summary>
    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(8191)]
    public void A_log_that_ends_in_its_first_page_does_no_harm(int length)
    {
        _archive.Import(InventedDump.Number(1));
        var (expected, before) = (_archive.Describe(), File.ReadAllBytes(_archive.Path));
        using (_archive.OpenToRead())
        {
            _archive.Import(InventedDump.Number(2));
        }

        var log = File.ReadAllBytes(_archive.LogPath);
        Assert.True(log.Length > Page.Size);
        File.WriteAllBytes(_archive.LogPath, log[..length]);
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(_archive.OpenToRead).Failure);
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(_archive.OpenToWrite).Failure);
        Assert.Equal(log[..length], File.ReadAllBytes(_archive.LogPath));

        // As long as nothing of it was acknowledged the archive knows of no log.
        File.WriteAllBytes(_archive.Path, before);
        Assert.Equal(expected, _archive.Describe());
        _archive.OpenToWrite().Dispose();
        Assert.Equal(expected, _archive.Describe());
    }

    /// <summary>
    /// A power cut left a tail of zeros, and somebody reads before the next writer comes: the tail cannot be cut off.
    /// </summary>
    [Fact]
    public void A_torn_tail_that_a_reader_keeps_in_the_log_does_no_harm()
    {
        var torn = new TestArchive();
        using var _ = torn;
        using (var archive = _archive.OpenToWrite())
        {
            archive.Import([TestArchive.Input(InventedDump.Number(1).ToString())], _ =>
            {
                File.Copy(_archive.Path, torn.Path);
                File.Copy(_archive.LogPath, torn.LogPath);
            }, CancellationToken.None);
        }

        using (var file = new FileStream(torn.LogPath, FileMode.Append))
        {
            file.Write(new byte[5 * Page.Size]);
        }

        using (torn.OpenToRead())
        {
            torn.Import(Enumerable.Range(2, 5).Select(InventedDump.Number));
            AssertHas(torn.Path, Enumerable.Range(1, 6).Select(number => InventedDump.Number(number).Id.ToString()));
        }

        torn.Import(InventedDump.Number(7));
        AssertHas(torn.Path, Enumerable.Range(1, 7).Select(number => InventedDump.Number(number).Id.ToString()));
    }

    [Fact]
    public void A_checkpoint_waits_for_readers_and_happens_at_the_next_chance()
    {
        _archive.Import(InventedDump.Number(1));
        using (var reader = _archive.OpenToRead())
        {
            var before = File.ReadAllBytes(_archive.Path);
            _archive.Import(InventedDump.Number(2));
            Assert.True(new FileInfo(_archive.LogPath).Length > 0);

            // But for the ledger of the log.
            Assert.Equal(before[Page.Sector..], File.ReadAllBytes(_archive.Path)[Page.Sector..]);
            Assert.Equal(1, reader.Count);
            Assert.Equal(InventedDump.Number(1).ToBytes(),
                TestArchive.OriginalOf(reader, reader.Find(InventedDump.Number(1).Id.ToString())));
            AssertHas(_archive.Path, [InventedDump.Number(2).Id.ToString()]);
        }

        _archive.OpenToWrite().Dispose();
        Assert.Equal(0, new FileInfo(_archive.LogPath).Length);
        AssertHas(_archive.Path, [InventedDump.Number(1).Id.ToString(), InventedDump.Number(2).Id.ToString()]);
    }

    [Fact]
    public void A_second_writer_is_refused_while_an_import_runs_and_loses_nothing()
    {
        var refused = 0;
        using (var archive = _archive.OpenToWrite())
        {
            archive.Import([TestArchive.Input(InventedDump.Number(1).ToString())], _ =>
            {
                Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(_archive.OpenToWrite).Failure);
                refused++;
            }, CancellationToken.None);
        }

        Assert.Equal(1, refused);
        _archive.Import(InventedDump.Number(2));
        AssertHas(_archive.Path, [InventedDump.Number(1).Id.ToString(), InventedDump.Number(2).Id.ToString()]);
    }

    [Fact]
    public void Readers_see_whole_batches_while_an_import_runs()
    {
        using var archive = _archive.OpenToWrite();
        var acknowledged = 0;
        archive.Import([TestArchive.Input(InventedDump.Glued(Enumerable.Range(0, 300).Select(InventedDump.Large)))], stretches =>
        {
            acknowledged += stretches.Count(stretch => stretch.Id is not null);
            using var reader = _archive.OpenToRead();
            var articles = reader.Select(new Selection()).ToArray();
            Assert.True(articles.Length >= acknowledged && articles.Length == reader.Count);
            Assert.Equal(articles.Length, articles.Select(article => article.Id).Distinct().Count());
            TestArchive.OriginalOf(reader, articles[^1]);
        }, CancellationToken.None);
    }

    [Fact]
    public void Without_space_an_import_ends_and_what_was_before_it_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc and /dev/full.");
        _archive.Import(InventedDump.Number(1));
        var before = _archive.Describe();

        // The second state waits until the first is on disk, and hears that it never will be.
        InventedDump[][] inputs = [[InventedDump.Number(2)], [InventedDump.Number(3), InventedDump.Number(3) with { Category = "x" }]];
        foreach (var dumps in inputs)
        {
            using var archive = _archive.OpenToWrite();
            FillDiskOf(_archive.LogPath);
            var failure = Assert.Throws<ArchiverException>(() => archive.Import(
                [TestArchive.Input(InventedDump.Glued(dumps))], _ => { }, CancellationToken.None));
            Assert.Equal(Failure.NotWritable, failure.Failure);
            Assert.Contains("No space is left", failure.Message);
        }

        CollectGarbage();
        Assert.Equal(before, _archive.Describe());
        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(_archive.Import(InventedDump.Number(2))));
    }

    [Fact]
    public void When_space_runs_out_in_the_middle_what_was_acknowledged_is_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc and /dev/full.");
        const int Most = 800;
        var acknowledged = new List<string>();
        using (var archive = _archive.OpenToWrite())
        {
            var failure = Assert.Throws<ArchiverException>(() => archive.Import(
                [TestArchive.Input(InventedDump.Glued(Enumerable.Range(0, Most).Select(InventedDump.Large)))], stretches =>
                {
                    acknowledged.AddRange(stretches.Select(stretch => stretch.Id).OfType<Guid>().Select(id => id.ToString()));
                    FillDiskOf(_archive.LogPath);
                }, CancellationToken.None));
            Assert.Equal(Failure.NotWritable, failure.Failure);
        }

        CollectGarbage();
        Assert.InRange(acknowledged.Count, 1, Most - 1);
        AssertHas(_archive.Path, acknowledged);
        _archive.Import(Enumerable.Range(0, Most).Select(InventedDump.Large));
        AssertHas(_archive.Path, Enumerable.Range(0, Most).Select(number => InventedDump.Number(number).Id.ToString()));
    }

    /// <summary>What LiteDB does when it is collected must not end the process.</summary>
    private static void CollectGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>Makes every handle that this process has of a file one of <c>/dev/full</c>.</summary>
    private static void FillDiskOf(string path)
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        foreach (var link in Directory.GetFiles("/proc/self/fd").Where(link => new FileInfo(link).LinkTarget == path))
        {
            _ = DuplicateHandle((int)full.DangerousGetHandle(), int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture));
        }
    }

    private static void AssertHas(string path, IEnumerable<string> ids)
    {
        using var archive = TestArchive.OpenToRead(path);
        foreach (var id in ids)
        {
            Assert.NotEmpty(TestArchive.OriginalOf(archive, archive.Find(id)));
        }
    }

    [DllImport("libc", EntryPoint = "dup2")]
    private static extern int DuplicateHandle(int from, int to);
}
