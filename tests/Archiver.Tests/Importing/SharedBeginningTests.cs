using Archiver.Importing;
using Archiver.Importing.Incoming;
using Archiver.Inputs;
using Archiver.Store.Documents;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Importing;

/// <summary>IDs that begin alike, as those of whoever counts do: the run of IDs finds all of them by any.</summary>
public sealed class SharedBeginningTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Theory, InlineData("forwards"), InlineData("backwards"), InlineData("mixed")]
    public void Twice_as_many_that_come_again_cost_about_twice_as_much(string order)
    {
        CostAgain(50, order);
        var (once, twice) = (CostAgain(300, order), CostAgain(600, order));
        Assert.InRange((double)twice / once, 1, 2.5);
    }

    [Fact]
    public void Twice_as_many_new_ones_beside_archived_ones_cost_about_twice_as_much()
    {
        CostOfNew(50);
        var (once, twice) = (CostOfNew(300), CostOfNew(600));
        Assert.InRange((double)twice / once, 1, 2.5);
    }

    [Fact]
    public void Each_is_known_and_found_and_can_go_and_come_back()
    {
        _archive.Import(Enumerable.Range(0, 40).Select(Dump));
        Assert.All(TestArchive.Outcomes(_archive.Import(Enumerable.Range(0, 40).Select(Dump))),
            outcome => Assert.Equal(Outcome.Unchanged, outcome));
        Assert.All(Enumerable.Range(0, 40), number => Assert.Equal(Dump(number).ToBytes(), _archive.Original(Id(number))));
        using (var archive = _archive.OpenToWrite())
        {
            archive.Remove([.. Enumerable.Range(10, 20).Select(number => archive.Find(Id(number).ToString()))]);
        }

        var outcomes = TestArchive.Outcomes(_archive.Import(Enumerable.Range(0, 41).Select(Dump)));
        Assert.Equal(20, outcomes.Count(outcome => outcome == Outcome.Unchanged));
        Assert.Equal(20, outcomes.Count(outcome => outcome == Outcome.Removed));
        Assert.Equal(Outcome.Imported, outcomes[^1]);
        using (var archive = _archive.OpenToWrite())
        {
            archive.Restore(archive.LastRemoved());
            Assert.Equal(41, archive.Count);
        }

        Assert.Empty(_archive.Checked().Findings);
    }

    private static Guid Id(int number) => new($"aaaaaaaa-0000-4000-8000-{number:x12}");

    private static InventedDump Dump(int number) => InventedDump.Number(number) with { Id = Id(number) };

    private static long CostAgain(int count, string order) => Cost(count, count, order switch
    {
        "forwards" => number => number,
        "backwards" => number => count - 1 - number,
        _ => number => (number * 7) % count,
    }, Outcome.Unchanged);

    private static long CostOfNew(int count) => Cost(count, count, number => count + number, Outcome.Imported);

    /// <summary>What it takes from memory to judge dumps, on one thread: it shows how many documents are read.</summary>
    private static long Cost(int archived, int count, Func<int, int> number, Outcome outcome)
    {
        using var place = new TestArchive();
        place.Import(Enumerable.Range(0, archived).Select(Dump));
        using var database = Database.OpenToRead(place.Path, TimeSpan.Zero, CancellationToken.None);
        PreparedArticle[] dumps =
        [
            .. new InputReader(ImportOptions.Default, CancellationToken.None)
                .Read([TestArchive.Input(InventedDump.Glued(Enumerable.Range(0, count).Select(index => Dump(number(index)))))])
                .Select(piece => piece.Stretch.Article).OfType<Archiver.Formats.Reading.StatedArticle>().Select(dump => new PreparedArticle(dump)),
        ];
        Assert.Equal(count, dumps.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var preview = new ImportPreview(database, new KnownArticles(database, MaintenanceTest.CatalogOf(database), restores: false), restores: false);
        Assert.All(dumps, dump => Assert.Equal(outcome, preview.Of(dump).Outcome));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
