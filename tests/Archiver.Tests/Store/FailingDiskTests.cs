using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Store;

/// <summary>The disk refuses a write or a sync, from some moment of an import on.</summary>
public sealed class FailingDiskTests
{
    private const int NoSpace = 28;
    private const int InputOutput = 5;

    [Theory]
    [InlineData(NoSpace)]
    [InlineData(InputOutput)]
    public void After_a_failure_at_any_moment_the_archive_is_whole_and_the_import_can_be_repeated(int errno)
    {
        var dumps = Enumerable.Range(0, 150).Select(InventedDump.Large).ToArray();
        var calls = Run(dumps, errno, failing: int.MaxValue);
        var points = Extent.Of(3, 6);
        for (var point = 0; point < points; point++)
        {
            Run(dumps, errno, failing: 1 + (calls * point / points));
        }
    }

    /// <returns>How often the disk was asked.</returns>
    private static int Run(InventedDump[] dumps, int errno, int failing)
    {
        using var archive = new TestArchive();
        var first = InventedDump.Number(1000);
        archive.Import(first);
        var calls = 0;
        var disk = new RecordedDisk
        {
            Before = () =>
            {
                if (Interlocked.Increment(ref calls) >= failing)
                {
                    throw new IOException("The disk failed.", errno);
                }
            },
        };
        var acknowledged = new List<Guid>();
        var failure = Record.Exception(() => disk.Run(() =>
        {
            using var open = archive.OpenToWrite();
            open.Import([TestArchive.Input(InventedDump.Glued(dumps))],
                stretches => acknowledged.AddRange(stretches.Select(each => each.Id).OfType<Guid>()), CancellationToken.None);
        }));
        if (failing == int.MaxValue)
        {
            Assert.Null(failure);
        }
        else
        {
            Assert.Equal(Failure.NotWritable, Assert.IsType<ArchiverException>(failure).Failure);
        }

        Assert.Empty(Verify.Run(archive.Path, quick: false, TimeSpan.Zero, _ => { }, CancellationToken.None).Findings);
        AssertHas(archive, [first, .. dumps.Where(dump => acknowledged.Contains(dump.Id))]);
        archive.Import(dumps);
        AssertHas(archive, [first, .. dumps]);
        return calls;
    }

    private static void AssertHas(TestArchive archive, InventedDump[] dumps)
    {
        using var open = archive.OpenToRead();
        foreach (var dump in dumps)
        {
            Assert.Equal(dump.ToBytes(), TestArchive.OriginalOf(open, open.Find(dump.Id.ToString())));
        }
    }
}
