using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Importing.Incoming;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Importing;

/// <summary>Many states of one article in one import, which cost no more than their number.</summary>
public sealed class ManyStatesTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Theory, InlineData("newer"), InlineData("older"), InlineData("mixed")]
    public void Twice_as_many_states_cost_about_twice_as_much(string kind)
    {
        Cost(kind, 200);
        var (once, twice) = (Cost(kind, 2000), Cost(kind, 4000));
        Assert.InRange((double)twice.Bytes / once.Bytes, 1, 2.5);
        Assert.InRange(twice.Batches, once.Batches, (2 * once.Batches) + 1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void So_they_do_when_they_come_again(bool joinedOtherwise)
    {
        var (once, twice) = (CostAgain(1000, joinedOtherwise), CostAgain(2000, joinedOtherwise));
        Assert.InRange((double)twice / once, 1, 2.6);
    }

    [Fact]
    public void States_of_many_batches_are_all_there_and_in_order()
    {
        var count = Extent.Of(3000, 9000);
        var days = Enumerable.Range(0, count).Select(number => (number * 7919) % count).ToArray();
        InventedDump[] states = [.. days.Select(day => State(day)), InventedDump.Number(2), State(count)];
        var reports = _archive.Import(states);
        Assert.Equal(count + 2, TestArchive.Outcomes(reports).Count(outcome => outcome is Outcome.Imported or Outcome.Updated));
        using (var archive = _archive.OpenToRead())
        {
            var article = archive.Find(First.Id.ToString());
            Assert.Equal(count, article.Revisions.Count);
            var updated = archive.History(article).Select(state => state.Article.Details.Updated!.Value).ToArray();
            Assert.Equal(updated.Order(), updated);
            Assert.Equal(State(count).ToBytes(), TestArchive.OriginalOf(archive, article));
        }

        Assert.Empty(_archive.Checked().Findings);
        Assert.All(TestArchive.Outcomes(_archive.Import(states)), outcome => Assert.Equal(Outcome.Unchanged, outcome));
    }

    private static InventedDump State(int minute) => First with
    {
        Category = null,
        Body = [$"As of {minute}."],
        OtherDetails = [$"Updated: {new DateTime(2020, 1, 1).AddMinutes(minute):yyyy/MM/dd HH:mm}"],
    };

    /// <summary>What staging and writing take from memory, on one thread: it shows what is copied, loaded and written.</summary>
    private static (long Bytes, int Batches) Cost(string kind, int count)
    {
        using var place = new TestArchive();
        using var database = Database.OpenToWrite(place.Path, TimeSpan.Zero, CancellationToken.None);
        var catalog = MaintenanceTest.CatalogOf(database);
        var dumps = Prepared([.. Enumerable.Range(0, count).Select(number => State(kind switch
        {
            "newer" => number,
            "older" => count - number,
            _ => number % 2 == 0 ? count + number : count - number,
        }))]);
        var batches = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var writer = new BatchWriter(database, catalog);
        using var staging = new Staging(database, catalog, restores: false, batch =>
        {
            batches++;
            writer.Write(batch);
            return Task.CompletedTask;
        });
        var articles = new ArticleWriter(staging, DateTime.UnixEpoch);
        for (var index = 0; index < count; index++)
        {
            articles.Stage(dumps[index], "input");
            if (staging.Batch.Documents >= 500)
            {
                staging.SendBatch();
            }
        }

        staging.SendBatch();
        return (GC.GetAllocatedBytesForCurrentThread() - before, batches);
    }

    private static long CostAgain(int count, bool joinedOtherwise)
    {
        using var place = new TestArchive();
        InventedDump[] states = [.. Enumerable.Range(0, count).Select(State)];
        place.Import(states);
        using var database = Database.OpenToRead(place.Path, TimeSpan.Zero, CancellationToken.None);
        var dumps = Prepared(states, joinedOtherwise ? "\r\n" : "\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var preview = new ImportPreview(database, new KnownArticles(database, MaintenanceTest.CatalogOf(database), restores: false), restores: false);
        Assert.All(dumps, dump => Assert.Equal(Outcome.Unchanged, preview.Of(dump).Outcome));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static PreparedArticle[] Prepared(InventedDump[] dumps, string lineEnd = "\n") =>
    [
        .. new InputReader(ImportOptions.Default, CancellationToken.None)
            .Read([TestArchive.Input(string.Concat(dumps.Select(dump => $"{dump}\n")).Replace("\n", lineEnd))])
            .Select(piece => piece.Stretch.Article).OfType<Archiver.Formats.Reading.StatedArticle>().Select(dump => new PreparedArticle(dump)),
    ];
}
