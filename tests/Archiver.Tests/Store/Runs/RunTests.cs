using System.Buffers;
using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;
using Archiver.Tests.Formats.Dumps;
using Archiver.Upkeep.Checks;
using CsCheck;

namespace Archiver.Tests.Store.Runs;

/// <summary>Runs against a model of them: of the same entry the newest run decides.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Few keys, so that those of one key go on over block borders, and a batch may take several blocks.</summary>
    private static readonly Gen<RunEntry[]> Batch =
        Gen.Select(Gen.OneOf(Gen.Int[1, 6], Gen.Int[1, 300], Gen.Int[600, 1500]), Gen.OneOf(Gen.ULong[1, 12], Gen.ULong[100, 5000]))
            .SelectMany((count, keys) => Gen.Select(Gen.ULong[0, keys], Gen.UInt[1, 400], Gen.Int[0, 3],
                    (key, number, kind) => kind == 0 ? new RunEntry(key, number).AsRemoval() : new RunEntry(key, number))
                .Array[count])
            .Select(entries => entries.DistinctBy(entry => (entry.Key, entry.Number)).ToArray());

    private static readonly Gen<(ulong First, ulong Last)[]> Ranges =
        Gen.Select(Gen.ULong[0, 5200], Gen.ULong[0, 5200]).Array[8];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_runs_answer_as_their_model_does() => Gen.Select(Batch.Array[1, 6], Ranges).Sample((batches, ranges) =>
    {
        using var database = Open();
        var (catalog, model) = (new Catalog(), new Model());
        var merger = new RunMerger(database, catalog);
        foreach (var batch in batches)
        {
            merger.Add(RunKind.Date, [.. batch]);
            model.Add(batch);
        }

        model.AssertSame(Read(database, catalog), ranges);
    }, iter: 40, threads: 1);

    /// <summary>
    /// Imports of several batches each, merged as they are in an import: at first only its own runs, at the end all.
    /// </summary>
    [Fact]
    public void Merging_changes_no_answer_and_keeps_the_runs_few() =>
        Gen.Select(Batch.Array[1, 14].Array[1, 9], Ranges).Sample((imports, ranges) =>
        {
            using var database = Open();
            var (catalog, model) = (new Catalog(), new Model());
            foreach (var import in imports)
            {
                var merger = new RunMerger(database, catalog);
                var firstBlock = catalog.LastBlock + 1;
                foreach (var batch in import)
                {
                    merger.Add(RunKind.Date, [.. batch]);
                    merger.Add(RunKind.Id, [new RunEntry(1, (uint)catalog.LastBlock)]);
                    merger.MergeSmall(firstBlock);
                    model.Add(batch);
                }

                model.AssertSame(Read(database, catalog), ranges);
                MergeAll(merger);
                model.AssertSame(Read(database, catalog), ranges);
                Assert.False(merger.NeedsMerge());
            }

            Assert.True(catalog.Runs.Count(run => run.Kind == RunKind.Date) <= 20);
            Assert.Equal(imports.Sum(import => import.Length), Read(database, catalog, RunKind.Id).Find(1).Count());
        }, iter: 6, threads: 1);

    [Fact]
    public void What_was_merged_is_deleted()
    {
        using var database = Open();
        var catalog = new Catalog();
        var merger = new RunMerger(database, catalog);
        for (var number = 1u; number <= 100; number++)
        {
            merger.Add(RunKind.Url, [.. Enumerable.Range(0, 700).Select(key => new RunEntry((ulong)key, number))]);
            MergeAll(merger);
        }

        var live = catalog.Runs.SelectMany(run => run.Documents).Order();
        Assert.Equal(live, database.Range(RunBlock.Collection, 1, catalog.LastBlock).Select(document => document.Number));
        Assert.True(catalog.Runs.Count < 20);
    }

    [Fact]
    public void Runs_whose_entries_are_all_removed_leave_nothing()
    {
        using var database = Open();
        var catalog = new Catalog();
        var merger = new RunMerger(database, catalog);
        for (var turn = 0; turn < 8; turn++)
        {
            var entry = new RunEntry(5, 5);
            merger.Add(RunKind.Url, [turn % 2 == 0 ? entry : entry.AsRemoval()]);
        }

        MergeAll(merger);
        Assert.Empty(catalog.Runs);
    }

    [Fact]
    public void A_removal_outlives_a_merge_while_an_older_run_has_the_entry()
    {
        using var database = Open();
        var catalog = new Catalog();
        var merger = new RunMerger(database, catalog);
        merger.Add(RunKind.Url, [new RunEntry(5, 5)]);
        var firstBlock = catalog.LastBlock + 1;
        for (var turn = 0u; turn < 64; turn++)
        {
            merger.Add(RunKind.Url, [turn == 0 ? new RunEntry(5, 5).AsRemoval() : new RunEntry(6, turn)]);
        }

        merger.MergeSmall(firstBlock);
        Assert.Equal(2, catalog.Runs.Count);
        Assert.Empty(Read(database, catalog, RunKind.Url).Find(5));
    }

    private static void MergeAll(RunMerger merger)
    {
        while (merger.NeedsMerge())
        {
            merger.Merge();
        }
    }

    [Fact]
    public void Any_flipped_bit_of_a_block_is_refused()
    {
        var block = Block([new RunEntry(1, 2), new RunEntry(3, 4)]);
        AssertEveryFlipIsRefused(block, () => _ = RunBlock.Read(3, Finding(block)));
        var fences = RunBlock.ToFences(4, [1, 2, 3]);
        AssertEveryFlipIsRefused(fences, () => _ = RunBlock.ReadFences(4, Finding(fences)));
    }

    [Fact]
    public void A_block_in_the_place_of_another_is_refused()
    {
        var block = Block([new RunEntry(1, 2)]);
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => RunBlock.Read(4, Finding(block))).Failure);
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => RunBlock.Read(4, (_, _) => false)).Failure);
    }

    private static DocumentFinder Finding(DocumentBuilder document) => (_, bytes) =>
    {
        bytes.ResetWrittenCount();
        bytes.Write(document.ToDocument().Bytes.Span);
        return true;
    };

    private static DocumentBuilder Block(RunEntry[] entries) => Assert.Single(RunBlock.ToDocuments(entries, () => 3)).Document;

    private static void AssertEveryFlipIsRefused(DocumentBuilder block, Action read)
    {
        read();
        var data = block.Fields["data"].AsBinary;
        for (var bit = 0; bit < data.Length * 8; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(read).Failure);
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    /// <summary>A database whose one transaction is never committed.</summary>
    private Database Open()
    {
        var database = Database.OpenToWrite(_folder[Guid.NewGuid().ToString()], TimeSpan.Zero, CancellationToken.None);
        database.Begin();
        return database;
    }

    private static RunSet Read(Database database, Catalog catalog, RunKind kind = RunKind.Date) =>
        new(catalog.Runs, kind, database.Finder(RunBlock.Collection));

    private sealed class Model
    {
        private readonly SortedSet<(ulong Key, uint Number)> _live = [];

        public void Add(IEnumerable<RunEntry> batch)
        {
            foreach (var entry in batch)
            {
                _ = entry.IsRemoval ? _live.Remove((entry.Key, entry.Number)) : _live.Add((entry.Key, entry.Number));
            }
        }

        public void AssertSame(RunSet runs, (ulong First, ulong Last)[] ranges)
        {
            foreach (var (first, last) in (IEnumerable<(ulong, ulong)>)[(0, ulong.MaxValue), (3, 3), .. ranges])
            {
                var expected = _live.Where(entry => entry.Key >= first && entry.Key <= last).ToArray();
                Assert.Equal(expected, Entries(runs.Range(first, last, descending: false)));
                Assert.Equal(expected.Reverse(), Entries(runs.Range(first, last, descending: true)));
            }
        }

        private static IEnumerable<(ulong, uint)> Entries(IEnumerable<RunEntry> entries) =>
            entries.Select(entry => (entry.Key, entry.Number));
    }
}
