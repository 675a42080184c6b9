using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep.Checks;
using CsCheck;

namespace Archiver.Tests.Store;

/// <summary>Readings that are logged, beside the figures that dumps state (once, on 2025-02-01 at 11:10).</summary>
public sealed class ReadingLogTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);

    private readonly TestArchive _archive = new();

    public ReadingLogTests() => _archive.Import(First, InventedDump.Number(2));

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_reading_adds_one_to_the_read_count_and_is_the_last_read_if_it_is_the_latest()
    {
        Assert.Equal((2, "2025-02-03T08:00"), Figures(_archive.Read(First.Id, "2025-02-03T08:00")));
        Assert.Equal((3, "2025-02-03T08:00"), Figures(_archive.Read(First.Id, "2024-12-24T18:00")));
        Assert.Equal((3, "2025-02-03T08:00"), Figures(_archive.Find(First.Id)));
        Assert.Equal((1, "2025-02-01T11:10"), Figures(_archive.Find(InventedDump.IdOf(2 * 7919))));
        Assert.Equal(["2024-12-24T18:00", "2025-02-03T08:00"], Readings());
        AssertWhole();
    }

    [Fact]
    public void Readings_of_many_articles_are_logged_and_taken_back_at_once()
    {
        _archive.Import(Enumerable.Range(3, 60).Select(InventedDump.Number));
        var disk = new RecordedDisk();
        var at = new WallTime(new DateTime(2025, 2, 3, 8, 0, 0));
        disk.Run(() =>
        {
            using var archive = _archive.OpenToWrite();
            var before = archive.Select(new Selection { Order = SortOrder.AsImported }).ToArray();
            var syncs = disk.Syncs;
            archive.LogReading(before[0], at);
            var ofOne = disk.Syncs - syncs;
            before = [.. archive.Select(new Selection { Order = SortOrder.AsImported })];
            var now = archive.LogReadings(before, at);
            Assert.Same(before[0], now[0]);
            Assert.All(now, article => Assert.Equal([at], article.Readings));
            var back = archive.TakeBackReadings(now, null);
            Assert.All(back, article => Assert.Empty(article.Readings));
            Assert.InRange(disk.Syncs - syncs, 1, 4 * Math.Max(1, ofOne));
            Assert.Equal(Failure.NotFound, Assert.Throws<ArchiverException>(() => archive.TakeBackReadings(back, at)).Failure);
        });
        AssertWhole();
    }

    [Fact]
    public void A_reading_in_the_same_minute_is_the_same_reading()
    {
        _archive.Read(First.Id, "2025-02-03T08:00");
        var bytes = File.ReadAllBytes(_archive.Path);
        Assert.Equal((2, "2025-02-03T08:00"), Figures(_archive.Read(First.Id, "2025-02-03T08:00")));
        Assert.Equal(bytes, File.ReadAllBytes(_archive.Path));
    }

    [Fact]
    public void An_article_that_states_no_figures_has_those_of_its_readings()
    {
        var id = Guid.Parse("00000000-0000-4000-8000-000000000001");
        _archive.Import(TestArchive.Input($"Nobody counted it.\nDetails\nID: {id}\nURL: https://a.example/\n"));
        Assert.Equal((null, null), Figures(_archive.Find(id)));
        Assert.Equal((1, "2025-02-03T08:00"), Figures(_archive.Read(id, "2025-02-03T08:00")));
        Assert.Equal((2, "2025-02-03T08:00"), Figures(_archive.Read(id, "2025-02-03T07:59")));
        AssertWhole();
    }

    [Fact]
    public void Higher_figures_of_a_dump_take_the_place_of_the_lower_ones_and_readings_are_added()
    {
        _archive.Read(First.Id, "2025-02-03T08:00");
        _archive.Import(First with { Reads = 4, LastRead = "2025/02/02 07:00" });
        Assert.Equal((5, "2025-02-03T08:00"), Figures(_archive.Find(First.Id)));
        _archive.Import(First with { Reads = 4, LastRead = "2025/02/04 07:00" });
        Assert.Equal((5, "2025-02-04T07:00"), Figures(_archive.Find(First.Id)));
        AssertWhole();
    }

    [Fact]
    public void Lower_figures_and_older_states_take_nothing_back()
    {
        _archive.Import(First with { Reads = 4, OtherDetails = ["Updated: 2025/02/05 07:00"] });
        _archive.Read(First.Id, "2025-02-03T08:00");
        _archive.Import(First with { Reads = 0, Body = ["Another body."], OtherDetails = ["Updated: 2025/02/04 07:00"] });
        _archive.Import(First with { Reads = 2, LastRead = "2020/01/01 00:00", OtherDetails = ["Updated: 2025/02/06 07:00"] });
        Assert.Equal((5, "2025-02-03T08:00"), Figures(_archive.Find(First.Id)));
        Assert.Equal(["2025-02-03T08:00"], Readings());
        AssertWhole();
    }

    [Fact]
    public void The_readings_belong_to_the_article_and_not_to_its_older_states()
    {
        _archive.Read(First.Id, "2025-02-03T08:00");
        _archive.Import(First with { Body = ["Another body."] });
        using var archive = _archive.OpenToRead();
        var history = archive.History(archive.Find(First.Id.ToString()));
        Assert.Equal([(0, 1), (1, 2)], history.Select(state => (state.Article.Readings.Count, state.Article.ReadCount!.Value)));
    }

    [Fact]
    public void Readings_and_reimports_in_any_order_come_to_the_highest_figures_and_every_reading()
    {
        var step = Gen.Select(Gen.Bool, Gen.Int[0, 5], Gen.Int[0, 20], (isReading, reads, minute) => (isReading, reads, minute));
        step.Array[1, 12].Sample(
            steps =>
            {
                using var archive = new TestArchive();
                archive.Import(First with { Reads = 0 });
                var (reads, minutes, last) = (0, new HashSet<int>(), "2025-02-01T11:10");
                foreach (var (isReading, stated, minute) in steps)
                {
                    var at = $"2025-02-01T11:{minute:00}";
                    if (isReading)
                    {
                        archive.Read(First.Id, at);
                        minutes.Add(minute);
                    }
                    else
                    {
                        archive.Import(First with { Reads = stated, LastRead = at.Replace('-', '/').Replace('T', ' ') });
                        reads = Math.Max(reads, stated);
                    }

                    last = string.CompareOrdinal(at, last) > 0 ? at : last;
                    Assert.Equal((reads + minutes.Count, last), Figures(archive.Find(First.Id)));
                }

                Assert.Empty(archive.Checked().Findings);
            },
            iter: 20, threads: 1);
    }

    [Fact]
    public void Removing_restoring_compacting_backing_up_and_salvaging_keep_them()
    {
        _archive.Read(First.Id, "2025-02-03T08:00");
        _archive.Read(First.Id, "2025-02-04T08:00");
        var before = _archive.Describe();
        using (var archive = _archive.OpenToWrite())
        {
            archive.Remove([archive.Find(First.Id.ToString())]);
        }

        _archive.Compacted();
        Assert.Equal(2, Assert.Single(_archive.OpenedToRead(archive => archive.Removed().ToArray())).Article.Readings.Count);
        using (var archive = _archive.OpenToWrite())
        {
            archive.Restore([archive.FindRemoved(First.Id.ToString())]);
        }

        _archive.Compacted();
        _archive.BackedUp(_archive.Folder["backup.db"]);
        VerifyTest.Salvaged(_archive.Path, _archive.Folder["saved.db"]);
        Assert.Equal(before, _archive.Describe());
        Assert.Equal(before, TestArchive.Describe(_archive.Folder["backup.db"]));
        Assert.Equal(before, TestArchive.Describe(_archive.Folder["saved.db"]));
    }

    [Theory]
    [InlineData("-is:read", 0)]
    [InlineData("is:unread", 0)]
    [InlineData("reads:>=2", 1)]
    [InlineData("lastread:2025-02-03", 1)]
    [InlineData("opens lastread:2025-02-03 reads:2", 1)]
    [InlineData("opens reads:1", 1)]
    public void Every_verb_that_finds_articles_sees_a_reading_at_once(string text, int count)
    {
        Assert.True(Archiver.Querying.Query.TryParse(text, TimeProvider.System, out var query, out _));
        var selection = new Selection { Query = query, Order = SortOrder.AsImported };
        _archive.OpenedToRead(archive => archive.PrepareSearch(TimeSpan.Zero, mayBeOutdated: false, Assert.Fail));
        _archive.Read(First.Id, "2025-02-03T08:00");
        using var archive = _archive.OpenToRead();
        var listed = archive.Select(selection).Select(article => article.Number).ToArray();
        Assert.Equal(count, listed.Length);
        Assert.Equal(listed, archive.SelectWithText(selection).Select(pair => pair.Article.Number));
        Assert.True(archive.PrepareSearch(TimeSpan.Zero, mayBeOutdated: false, Assert.Fail));
        Assert.Equal(listed, archive.Search(selection).Select(hit => hit.Number).Order());
    }

    [Theory]
    [InlineData("reads", 7)]
    [InlineData("readsImported", 7)]
    [InlineData("lastRead", 202502030801L)]
    [InlineData("lastReadImported", 202502030801L)]
    [InlineData("readings", 0)]
    public void Verify_finds_figures_that_are_not_those_of_the_readings(string field, object value)
    {
        _archive.Read(First.Id, "2025-02-03T08:00");
        _archive.ChangeDocument(ArticleDocument.Collection, 1, document =>
        {
            if (field == "readings")
            {
                document[field].AsArray.Add(document[field][0]);
            }
            else
            {
                document[field] = new LiteDB.BsonValue(value);
            }
        });
        foreach (var quick in (bool[])[true, false])
        {
            Assert.Contains(_archive.Checked(quick).Findings, finding => finding.Kind == FindingKind.Reading && finding.Article == First.Id);
        }
    }

    private string[] Readings() => [.. _archive.Find(First.Id).Readings.Select(at => at.ToString())];

    private static (int? Count, string? Last) Figures(Article article) => (article.ReadCount, article.LastRead?.ToString());

    private void AssertWhole() => Assert.Empty(_archive.Checked().Findings);
}
