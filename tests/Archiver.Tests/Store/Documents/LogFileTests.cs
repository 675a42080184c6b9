using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;
using Archiver.Tests.Formats.Dumps;
using CsCheck;
using LiteDB;
using LiteDB.Engine;

namespace Archiver.Tests.Store.Documents;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _empty = EmptyArchive.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_disk_has_a_whole_transaction_before_the_page_that_confirms_it()
    {
        using var log = new RecordingLog(_folder["log"], Data(_empty));
        WritePage(log, isConfirming: false);
        WritePage(log, isConfirming: false);
        WritePage(log, isConfirming: true);
        Assert.Equal(1, log.Confirmed);
        Assert.Equal(["header", "sync", "page 0", "page 1", "page 2 confirmed", "sync"], log.Events.Select(Describe));
        log.WaitFor(1);
        Assert.Equal(3u, log.Content.Entries);
    }

    [Fact]
    public void What_no_page_confirms_is_cut_off_at_opening()
    {
        Assert.Equal(2u, EntriesAfterOpening(Entries(false, true, false, false)));
        Assert.Equal(0u, EntriesAfterOpening(Entries(false, false)));
        Assert.Equal(0u, EntriesAfterOpening([]));
        Assert.Equal(3u, EntriesAfterOpening(Entries(true, false, true)));
    }

    [Fact]
    public void A_confirming_page_that_was_cut_in_the_middle_does_not_count()
    {
        var bytes = Entries(false, true, false, true);
        for (var missing = 1; missing < LogContent.EntrySize; missing += 511)
        {
            Assert.Equal(2u, EntriesAfterOpening(bytes[..^missing]));
        }
    }

    [Fact]
    public void A_bit_that_flipped_ends_the_log_before_its_page()
    {
        var bytes = Entries(true, true, true);
        Gen.Int[0, (LogContent.EntrySize * 8) - 1].Sample(bit =>
        {
            var damaged = bytes.ToArray();
            damaged[LogContent.HeaderSize + LogContent.EntrySize + (bit / 8)] ^= (byte)(1 << (bit % 8));
            Assert.Equal(1u, EntriesAfterOpening(damaged));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void A_reader_does_not_see_half_a_page_and_changes_nothing()
    {
        var bytes = Entries(false, true, false)[..^100];
        File.WriteAllBytes(_folder["log"], bytes);
        using (var data = Data(_empty, writable: false))
        using (var log = new LogFile(File.OpenHandle(_folder["log"]), data, writable: false))
        {
            Assert.Equal(2 * Page.Size, log.Length);
            Assert.False(log.CanWrite);
        }

        Assert.Equal(bytes, File.ReadAllBytes(_folder["log"]));
    }

    [Theory]
    [InlineData(28)]
    [InlineData(5)]
    public void Who_waits_for_a_transaction_hears_of_the_failure(int errno)
    {
        using var log = new RecordingLog(_folder["log"], Data(_empty)) { Failure = new IOException("failed", errno) };
        WritePage(log, isConfirming: true);
        Assert.Equal(errno, Assert.IsType<IOException>(
            Assert.ThrowsAny<IOException>(() => log.WaitFor(1)).InnerException).HResult);
        log.Failure = null;
        WritePage(log, isConfirming: true);
        Assert.Equal(0, log.Confirmed);
        Assert.ThrowsAny<IOException>(() => log.WaitFor(1));
        Assert.ThrowsAny<IOException>(() => log.Read(new byte[Page.Size], 0, Page.Size));
    }

    [Fact]
    public void A_failure_that_is_no_input_output_error_does_not_leave_anybody_waiting()
    {
        using var log = new RecordingLog(_folder["log"], Data(_empty)) { Failure = new UnauthorizedAccessException("not permitted") };
        WritePage(log, isConfirming: true);
        Assert.ThrowsAny<IOException>(() => log.WaitFor(1));
    }

    /// <summary>LiteDB ends when its queue is empty: a failure that stopped the queue would hold it for ever.</summary>
    [Fact]
    public async Task LiteDB_ends_though_its_log_has_failed()
    {
        for (var round = 0; round < 20; round++)
        {
            using var log = new RecordingLog(_folder["log"], Data(_empty));
            var engine = Open(new MemoryStream(_empty), log);
            log.Failure = new IOException("failed", 28);
            engine.Insert("things", [new BsonDocument { ["_id"] = 1 }], BsonAutoId.Int32);
            Assert.ThrowsAny<IOException>(() => log.WaitFor(1));
            await Task.Run(engine.Dispose, TestContext.Current.CancellationToken).WaitAsync(
                TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// LiteDB over our log, and a power cut after any write: of what was not synced, the disk has any part. What was
    /// acknowledged is there, and every transaction is there whole or not at all.
    /// </summary>
    [Fact]
    public void After_a_power_cut_every_acknowledged_transaction_is_whole()
    {
        var (events, acknowledged) = Record(_empty);
        Gen.Select(Gen.Int[0, events.Count], Gen.Int).Sample((end, seed) =>
        {
            var name = _folder[Guid.NewGuid().ToString()];
            File.WriteAllBytes(name, OnDisk(events.Take(end), new Random(seed)));
            using var data = Data(_empty);
            using var log = new LogFile(File.OpenHandle(name, FileMode.Open, FileAccess.ReadWrite), data, writable: true);
            log.DropUnconfirmed();
            using var engine = Open(new MemoryStream(_empty), log);
            var found = Enumerable.Range(1, acknowledged.Count).Count(transaction => IsWhole(engine, transaction));
            Assert.InRange(found, acknowledged.Count(at => at <= end), acknowledged.Count(at => at <= end) + 1);
        }, iter: 150, threads: 1);
    }

    private (List<Event> Events, List<int> Acknowledged) Record(byte[] empty)
    {
        using var log = new RecordingLog(_folder["recorded"], Data(_empty));
        using var engine = Open(new MemoryStream(empty), log);
        var acknowledged = new List<int>();
        for (var transaction = 1; transaction <= 6; transaction++)
        {
            engine.BeginTrans();
            engine.Insert("things", Enumerable.Range(0, 20).Select(number => new BsonDocument
            {
                ["_id"] = (transaction * 100) + number,
                ["text"] = new string((char)('a' + transaction), 3000),
            }), BsonAutoId.Int32);
            engine.Commit();
            log.WaitFor(transaction);
            acknowledged.Add(log.Events.Count);
        }

        return (log.Events, acknowledged);
    }

    private static bool IsWhole(LiteEngine engine, int transaction)
    {
        var query = new Query();
        query.Where.Add(BsonExpression.Create("_id BETWEEN @0 AND @1", transaction * 100, (transaction * 100) + 99));
        using var reader = engine.Query("things", query);
        var count = 0;
        while (reader.Read())
        {
            Assert.Equal(new string((char)('a' + transaction), 3000), reader.Current["text"].AsString);
            count++;
        }

        Assert.True(count is 0 or 20);
        return count == 20;
    }

    /// <summary>What a disk may hold: everything before the last sync, and any sectors of what came after it.</summary>
    private static byte[] OnDisk(IEnumerable<Event> events, Random random)
    {
        var (disk, pending) = (new MemoryStream(), new List<Event>());
        foreach (var happened in events)
        {
            pending.Add(happened);
            if (happened.Bytes is null)
            {
                pending.ForEach(write => Put(disk, write));
                pending.Clear();
            }
        }

        foreach (var write in pending)
        {
            for (int start = 0, end; start < write.Bytes!.Length; start = end)
            {
                end = Math.Min(write.Bytes.Length, start + Page.Sector);
                if (random.Next(2) == 0)
                {
                    Put(disk, new Event(write.Bytes[start..end], write.Offset + start));
                }
            }
        }

        return disk.ToArray();
    }

    private static void Put(MemoryStream disk, Event write)
    {
        if (write.Bytes is { } bytes)
        {
            disk.Position = write.Offset;
            disk.Write(bytes);
        }
    }

    private static LiteEngine Open(MemoryStream data, LogFile log)
    {
        var copy = new MemoryStream();
        data.CopyTo(copy);
        return new LiteEngine(new EngineSettings { DataStream = copy, LogStream = log, TempStream = new MemoryStream() });
    }

    private static void WritePage(LogFile log, bool isConfirming) => log.Write(APage(isConfirming), 0, Page.Size);

    private static byte[] APage(bool isConfirming)
    {
        var page = new byte[Page.Size];
        page.AsSpan().Fill(0xAA);
        page[Page.Confirmed] = isConfirming ? (byte)1 : (byte)0;
        return page;
    }

    /// <summary>A log of the empty archive with such pages.</summary>
    private byte[] Entries(params bool[] confirming)
    {
        using var data = Data(_empty);
        var content = LogContent.Begin(data.Ledger, out var header);
        return [.. header, .. confirming.SelectMany(isConfirming =>
        {
            var page = APage(isConfirming);
            return (IEnumerable<byte>)[.. page, .. BitConverter.GetBytes(content.Add(page))];
        })];
    }

    private uint EntriesAfterOpening(byte[] bytes)
    {
        File.WriteAllBytes(_folder["log"], bytes);
        using var data = Data(_empty);
        using (var log = new LogFile(File.OpenHandle(_folder["log"], FileMode.Open, FileAccess.ReadWrite), data, writable: true))
        {
            log.DropUnconfirmed();
            var length = new FileInfo(_folder["log"]).Length;
            Assert.Equal(bytes[..(int)length], File.ReadAllBytes(_folder["log"]));
            Assert.Equal(log.Content.Entries == 0 ? 0 : log.Content.PlaceOf(log.Content.Entries), length);
            return log.Content.Entries;
        }
    }

    /// <summary>The file of an archive without articles.</summary>
    private DataFile Data(byte[] archive, bool writable = true)
    {
        var name = _folder[Guid.NewGuid().ToString()];
        File.WriteAllBytes(name, archive);
        return new DataFile(File.OpenHandle(name, FileMode.Open, FileAccess.ReadWrite), writable);
    }

    private static string Describe(Event happened) => happened.Bytes is not { } bytes ? "sync"
        : happened.Offset == 0 ? "header"
        : $"page {(happened.Offset - LogContent.HeaderSize) / LogContent.EntrySize}" + (bytes[Page.Confirmed] == 0 ? "" : " confirmed");

    /// <summary>A write, or a sync where there are no bytes.</summary>
    private sealed record Event(byte[]? Bytes, long Offset);

    private sealed class RecordingLog : LogFile
    {
        public RecordingLog(string path, DataFile data)
            : base(System.IO.File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite), data, writable: true) => DropUnconfirmed();

        private readonly Lock _writing = new();

        public List<Event> Events { get; } = [];

        public Exception? Failure { get; set; }

        public override void Sync()
        {
            lock (_writing)
            {
                Events.Add(new Event(null, 0));
            }

            base.Sync();
        }

        protected override void Put(ReadOnlySpan<byte> bytes, long offset)
        {
            if (Failure is { } failure)
            {
                throw failure;
            }

            lock (_writing)
            {
                Events.Add(new Event(bytes.ToArray(), offset));
            }

            base.Put(bytes, offset);
        }
    }
}
