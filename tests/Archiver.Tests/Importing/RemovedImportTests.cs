using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Store.Runs;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Importing;

/// <summary>What was removed and is imported again.</summary>
public sealed class RemovedImportTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);
    private static readonly InventedDump Second = InventedDump.Number(2);

    private readonly TestArchive _archive = new();

    public void Dispose()
    {
        Assert.Empty(_archive.Checked().Findings);
        _archive.Dispose();
    }

    [Fact]
    public void It_stays_in_the_bin_and_changes_nothing()
    {
        _archive.Import(First, Second);
        _archive.Remove(First);
        var bytes = File.ReadAllBytes(_archive.Path);
        using (var archive = _archive.OpenToRead())
        {
            Assert.Equal([Outcome.Removed, Outcome.Unchanged], TestArchive.Outcomes(Archive.PreviewImport(
                archive, [TestArchive.Input(InventedDump.Glued([First, Second]))], CancellationToken.None)));
        }

        var reports = _archive.Import(First, Second, First);
        Assert.Equal([Outcome.Removed, Outcome.Unchanged, Outcome.Removed], TestArchive.Outcomes(reports));
        Assert.Equal("it is in the bin", reports[0].Note);
        Assert.Equal(bytes, File.ReadAllBytes(_archive.Path));
        using var read = _archive.OpenToRead();
        Assert.Equal(Second.Id, Assert.Single(read.Select(new())).Id);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Another_state_becomes_its_newest_in_the_bin_and_comes_back_with_all_else(bool restoresByImport)
    {
        _archive.Import(First with { Reads = 7, LastRead = "2025/05/05 10:00" }, Second);
        _archive.Read(First.Id, "2025-03-05T10:00");
        _archive.Read(First.Id, "2025-06-06T10:00");
        _archive.Remove(First);
        var newer = First with { Body = ["Rewritten."], Category = "moved", Reads = 1, LastRead = "2025/01/01 10:00" };
        Assert.Equal([Outcome.Removed], TestArchive.Outcomes(_archive.Import(newer)));
        Assert.Equal([Outcome.Removed], TestArchive.Outcomes(_archive.Import(newer)));
        Assert.Empty(_archive.Checked().Findings);
        using (var archive = _archive.OpenToRead())
        {
            Assert.DoesNotContain(archive.Categories(), category => category.Name == "moved");
        }

        if (restoresByImport)
        {
            Assert.Equal([Outcome.Imported, Outcome.Unchanged, Outcome.Unchanged], TestArchive.Outcomes(ImportRestoring(newer, newer, Second)));
        }
        else
        {
            _archive.Restore(First);
        }

        using var read = _archive.OpenToRead();
        var article = read.Find(First.Id.ToString());
        Assert.Equal((9, "2025-06-06T10:00", 2), (article.ReadCount, article.LastRead.ToString(), article.Readings.Count));
        Assert.Equal([7, 1], read.History(article).Select(state => state.Article.Details.ReadCount));
        Assert.Equal(newer.ToBytes(), TestArchive.OriginalOf(read, article));
        Assert.Equal(First.Id, Assert.Single(read.Select(new() { Categories = ["moved"] })).Id);
        Assert.Empty(read.Removed());
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_state_that_says_it_is_older_is_kept_as_such_also_in_the_bin(bool inOneImport)
    {
        InventedDump[] states = [.. Enumerable.Repeat(5, 1).Concat([3, 4, 6]).Select(day => First with { OtherDetails = [$"Updated: 2025/01/0{day} 10:00"] })];
        _archive.Import(states[0]);
        _archive.Remove(First);
        var reports = inOneImport ? _archive.Import(states[1..]) : [.. states[1..].SelectMany(state => _archive.Import(state))];
        Assert.Equal([Outcome.Removed, Outcome.Removed, Outcome.Removed], TestArchive.Outcomes(reports));
        _archive.Restore(First);
        using var archive = _archive.OpenToRead();
        Assert.Equal([3, 4, 5, 6], archive.History(archive.Find(First.Id.ToString()))
            .Select(state => state.Article.Details.Updated!.Value.ToDateTime().Day));
    }

    [Fact]
    public void Brought_back_with_another_state_it_is_found_by_that_alone()
    {
        _archive.Import(First, Second);
        _archive.Remove(First);
        var newer = First with { Body = ["Rewritten."], Category = "moved", Url = "https://elsewhere.example/", Date = "2020-01-01" };
        var last = newer with { Category = "moved again" };
        Assert.Equal([Outcome.Imported, Outcome.Updated], TestArchive.Outcomes(ImportRestoring(newer, last)));
        using var archive = _archive.OpenToRead();
        Assert.Equal(First.Id, archive.Find(newer.Url!).Id);
        Assert.Throws<ArchiverException>(() => archive.Find(First.Url!));
        Assert.Equal(["category-2", "moved again"], archive.Categories().Select(category => category.Name));
        Assert.Equal((2, 3), (archive.Count, archive.History(archive.Find(newer.Url!)).Count));
    }

    [Fact]
    public void Nothing_is_a_duplicate_of_what_lies_in_the_bin()
    {
        _archive.Import(First);
        _archive.Remove(First);
        var newer = First with { Body = ["Rewritten."] };
        Assert.Equal([Outcome.Removed, Outcome.Imported, Outcome.Duplicate], TestArchive.Outcomes(_archive.Import(
            newer, newer with { Id = InventedDump.IdOf(3) }, newer with { Id = InventedDump.IdOf(4) })));
    }

    [Fact]
    public void What_was_purged_does_not_come_back_unless_it_is_told_to()
    {
        _archive.Import(First, Second);
        _archive.Read(First.Id, "2025-03-05T10:00");
        _archive.Remove(First);
        Purge();
        var report = Assert.Single(_archive.Import(First));
        var day = DateTime.UtcNow;
        Assert.Equal(Outcome.Removed, report.Outcome);
        Assert.Contains(report.Note, new[] { day, day.AddDays(-1) }.Select(each => $"it was removed, and purged on {each:yyyy-MM-dd}"));
        Assert.Equal([Outcome.Removed], TestArchive.Outcomes(_archive.Import(First with { Body = ["Rewritten."] })));
        using (var archive = _archive.OpenToRead())
        {
            foreach (var name in (string[])[First.Id.ToString(), First.Id.ToString()[..8]])
            {
                var refusal = Assert.Throws<ArchiverException>(() => archive.FindRemoved(name));
                Assert.Equal(Failure.NotFound, refusal.Failure);
                Assert.Contains("was removed, and purged on", refusal.Message);
                Assert.Contains("import it with --restore", refusal.Message);
            }

            Assert.Equal([Outcome.Imported], TestArchive.Outcomes(Archive.PreviewImport(
                archive, [TestArchive.Input(First.ToString())], CancellationToken.None, new ImportOptions { Restores = true })));
        }

        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(ImportRestoring(First)));
        Assert.Empty(_archive.Checked().Findings);
        Assert.Empty(_archive.Find(First.Id).Readings);
        _archive.Compacted();
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(First)));
    }

    [Fact]
    public void Many_purged_articles_are_each_known_and_carried_over()
    {
        InventedDump[] dumps = [.. Enumerable.Range(0, 1000).Select(InventedDump.Number)];
        _archive.Import(dumps);
        _archive.Remove(dumps[..900]);
        Purge();
        _archive.Remove(dumps[900..950]);
        Purge();
        using var folder = new TemporaryFolder();
        _archive.BackedUp(folder["backup.db"]);
        VerifyTest.Salvaged(_archive.Path, folder["salvaged.db"]);
        foreach (var path in (string[])[_archive.Path, folder["backup.db"], folder["salvaged.db"]])
        {
            Assert.Empty(VerifyTest.Checked(path).Findings);
            using var archive = TestArchive.OpenToRead(path);
            Assert.Equal([.. Enumerable.Repeat(Outcome.Removed, 950), .. Enumerable.Repeat(Outcome.Unchanged, 50)], TestArchive.Outcomes(
                Archive.PreviewImport(archive, [TestArchive.Input(InventedDump.Glued(dumps))], CancellationToken.None)));
        }

        Assert.Equal(400, TestArchive.Outcomes(ImportRestoring(dumps[100..500])).Count(outcome => outcome == Outcome.Imported));
        Assert.Empty(_archive.Checked().Findings);
        Assert.Equal(550, TestArchive.Outcomes(_archive.Import(dumps)).Count(outcome => outcome == Outcome.Removed));
        _archive.Compacted();
        Assert.Equal(550, TestArchive.Outcomes(ImportRestoring(dumps)).Count(outcome => outcome == Outcome.Imported));
        Assert.Equal(1000, _archive.OpenedToRead(archive => archive.Count));
    }

    /// <summary>Format 2 took a removed article for a new one, which could be removed, too.</summary>
    [Fact]
    public void Of_two_with_one_ID_the_one_removed_last_is_meant()
    {
        _archive.Import(First);
        _archive.Remove(First);
        _archive.AddRemovedTwin(DateTime.UtcNow.AddDays(-40), article => article with { Readings = [] });
        Assert.Equal(2, _archive.OpenedToRead(archive => archive.Removed().Count()));
        Assert.Equal([Outcome.Removed], TestArchive.Outcomes(_archive.Import(First with { Body = ["Rewritten."] })));
        Assert.Equal(1, _archive.OpenedToRead(archive => archive.FindRemoved(First.Id.ToString()).Revisions.Count));
        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(ImportRestoring(First)));
        var refusal = Assert.Throws<ArchiverException>(() => _archive.Restore(First));
        Assert.Contains("was imported again after it was removed, and is in the archive", refusal.Message);

        // What is purged of it is not noted where the other is there.
        Purge();
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(First)));
    }

    private void Purge() => Compact.Run(_archive.Path, DateTime.MaxValue, TimeSpan.Zero, _ => { }, CancellationToken.None);

    private List<StretchReport> ImportRestoring(params InventedDump[] dumps)
    {
        using var archive = _archive.OpenToWrite();
        var reports = new List<StretchReport>();
        archive.Import([TestArchive.Input(InventedDump.Glued(dumps))], reports.AddRange, CancellationToken.None, new ImportOptions { Restores = true });
        return reports;
    }
}
