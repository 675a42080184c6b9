using Archiver.Files;
using Archiver.Tests.Cli;

namespace Archiver.Tests.Store.Documents;

public sealed class PausedReaderTests
{
    [Fact]
    public void A_reader_that_pauses_holds_nobody_off_and_goes_on_where_nothing_changed()
    {
        using var place = Workplace.WithCorpus();
        using var archive = Archive.OpenToRead(place.Archive, TimeSpan.Zero, CancellationToken.None);
        Assert.Null(ArchiveLock.TryCheckpoint(place.Archive, TimeSpan.Zero, CancellationToken.None));
        archive.Pause();
        ArchiveLock.TryCheckpoint(place.Archive, TimeSpan.Zero, CancellationToken.None)!.Dispose();
        Assert.True(archive.TryResume(TimeSpan.Zero, CancellationToken.None));
        Assert.Null(ArchiveLock.TryCheckpoint(place.Archive, TimeSpan.Zero, CancellationToken.None));
        Assert.Equal(Fixture.Cat, archive.Find(Fixture.Cat).Id.ToString());
    }

    [Theory]
    [InlineData("import")]
    [InlineData("read")]
    [InlineData("remove")]
    [InlineData("compact")]
    public void What_another_changes_is_noticed(string verb)
    {
        using var place = Workplace.WithCorpus();
        using var archive = Archive.OpenToRead(place.Archive, TimeSpan.Zero, CancellationToken.None);
        archive.Pause();
        var run = verb switch
        {
            "import" => place.Run(Way.InProcess, verb, place.Write("new.txt", "New.\nDetails\nURL: https://new.example/\n")),
            "read" => place.Run(Way.InProcess, verb, Fixture.Cat, "--mark"),
            "remove" => place.Run(Way.InProcess, verb, Fixture.Cat, "--yes"),
            _ => place.Run(Way.InProcess, verb, "--keep-days", "0"),
        };
        Assert.Equal(0, run.Code);
        if (verb == "compact" && Archive.OpenToRead(place.Archive, TimeSpan.Zero, CancellationToken.None) is var now)
        {
            using (now)
            {
                // Where there was nothing to gain, it was left as it was.
                Assert.Equal(now.State == archive.State, archive.TryResume(TimeSpan.Zero, CancellationToken.None));
            }

            return;
        }

        Assert.False(archive.TryResume(TimeSpan.Zero, CancellationToken.None));
        ArchiveLock.TryCheckpoint(place.Archive, TimeSpan.Zero, CancellationToken.None)!.Dispose();
    }

    /// <summary>A writer that was killed before its checkpoint leaves its transactions in the log alone.</summary>
    [Fact]
    public void A_change_that_is_in_the_log_alone_is_noticed()
    {
        using var place = Workplace.WithCorpus();
        using var archive = Archive.OpenToRead(place.Archive, TimeSpan.Zero, CancellationToken.None);
        archive.Pause();
        using (var other = Archive.OpenToRead(place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            Assert.Equal(0, place.Run(Way.InProcess, "read", Fixture.Cat, "--mark").Code);
            Assert.True(ArchiveFiles.HasLog(place.Archive));
            Assert.False(archive.TryResume(TimeSpan.Zero, CancellationToken.None));
        }
    }
}
