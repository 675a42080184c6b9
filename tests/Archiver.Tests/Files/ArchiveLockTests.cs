using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Runs;

namespace Archiver.Tests.Files;

public sealed class ArchiveLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["archive.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_writer_that_does_not_wait_hears_at_once_who_writes()
    {
        using var held = Write();
        var refusal = Assert.Throws<ArchiverException>(Write);
        Assert.Equal(Failure.Busy, refusal.Failure);
        Assert.Contains($"process {Environment.ProcessId}, which began at ", refusal.Message);
        Assert.Contains(Path, refusal.Message);
        Assert.DoesNotContain("waited", refusal.Message);
    }

    [Fact]
    public void Who_waits_says_once_for_whom_and_in_the_end_how_long_it_was()
    {
        using var held = Write();
        var told = new List<string>();
        var wait = new LockWait(TimeSpan.FromSeconds(1), (file, holder) => told.Add($"{file} {holder}"));
        var refusal = Assert.Throws<ArchiverException>(() => ArchiveLock.Write(Path, wait, CancellationToken.None));
        Assert.StartsWith($"{Path} process {Environment.ProcessId}, which began at ", Assert.Single(told));
        Assert.Contains("; waited 1 second.", refusal.Message);
    }

    [Fact]
    public void A_second_writer_may_go_on_when_the_first_is_done()
    {
        Write().Dispose();
        using var second = Write();
        Assert.Throws<ArchiverException>(Write);
    }

    [Fact]
    public void A_second_writer_that_waits_gets_the_lock_when_the_first_is_done()
    {
        var held = Write();
        var told = 0;
        var wait = new LockWait(TimeSpan.MaxValue, (_, _) =>
        {
            told++;
            held.Dispose();
        });
        using var second = ArchiveLock.Write(Path, wait, TestContext.Current.CancellationToken);
        Assert.Equal(1, told);
        Assert.Throws<ArchiverException>(Write);
    }

    [Fact]
    public void Readers_share_the_archive_with_each_other_and_with_a_writer()
    {
        using var first = Read();
        using var writer = Write();
        using (Read())
        {
            Assert.Null(TryCheckpoint());
        }

        Assert.Null(TryCheckpoint());
        first.Dispose();
        using var checkpoint = TryCheckpoint();
        Assert.NotNull(checkpoint);
        Assert.Throws<ArchiverException>(Write);
    }

    [Fact]
    public void No_checkpoint_begins_while_somebody_reads()
    {
        using (Read())
        {
            Assert.Null(TryCheckpoint());
        }

        using var checkpoint = TryCheckpoint();
        Assert.NotNull(checkpoint);
    }

    [Fact]
    public void Nobody_begins_to_read_in_a_checkpoint()
    {
        using (TryCheckpoint())
        {
            Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(Read).Failure);
        }

        Read().Dispose();
    }

    [Fact]
    public async Task A_cancelled_wait_ends()
    {
        using var held = Write();
        using var cancellation = new CancellationTokenSource();
        var waiting = Task.Run(() => ArchiveLock.Write(Path, TimeSpan.FromHours(1), cancellation.Token),
            TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Throws<ArchiverException>(Write);
    }

    [Fact]
    public void The_text_of_the_lock_names_the_last_writer_alone()
    {
        File.WriteAllText(_folder["archive.db.lock"], "process 4711, which began at 07:00:00, and much more after it, on and on and on");
        Write().Dispose();
        Assert.Matches($"^process {Environment.ProcessId}, which began at [0-9:]{{8}}$", File.ReadAllText(_folder["archive.db.lock"]));
    }

    private ArchiveLock Write() => ArchiveLock.Write(Path, TimeSpan.Zero, CancellationToken.None);

    private ArchiveLock Read() => ArchiveLock.Read(Path, TimeSpan.Zero, CancellationToken.None);

    private ArchiveLock? TryCheckpoint() => ArchiveLock.TryCheckpoint(Path, TimeSpan.Zero, CancellationToken.None);
}
