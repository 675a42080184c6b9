using Archiver.Articles;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep;

namespace Archiver.Tests.Store;

public sealed class BinTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_removed_article_is_found_nowhere_and_comes_back_as_it_was()
    {
        _archive.Import(First, InventedDump.Number(2));
        _archive.Import(First with { Body = ["Another body."] });
        var before = _archive.Describe();
        Remove(First);
        using (var archive = _archive.OpenToRead())
        {
            Assert.Equal(1, archive.Count);
            Assert.Equal(InventedDump.Number(2).Id, Assert.Single(archive.Select(new Selection())).Id);
            Assert.Throws<InBinException>(() => archive.Find(First.Id.ToString()));
            Assert.Throws<InBinException>(() => archive.Find(First.Url!));
            Assert.DoesNotContain(archive.Categories(), category => category.Name == First.Category);
            var removed = Assert.Single(archive.Removed());
            Assert.Equal(First.Id, removed.Article.Id);
            Assert.InRange(removed.Removed, DateTime.UtcNow.AddMinutes(-10), DateTime.UtcNow);
            Assert.Equal(First.Id, archive.FindRemoved(First.Url!).Id);
        }

        Restore(First);
        Assert.Equal(before, _archive.Describe());
        using var restored = _archive.OpenToRead();
        Assert.Empty(restored.Removed());
        Assert.Equal(2, restored.History(restored.Find(First.Id.ToString())).Count);
    }

    [Fact]
    public void Compacting_keeps_the_bin_until_it_is_told_to_empty_it()
    {
        _archive.Import(First, InventedDump.Number(2));
        _archive.Import(First with { Body = ["Another body."] });
        var before = _archive.Describe();
        Remove(First);
        Assert.Equal((1, 0), Compacted(DateTime.UtcNow.AddDays(-1)));
        Restore(First);
        Assert.Equal(before, _archive.Describe());

        Remove(First);
        Assert.Equal((1, 1), Compacted(DateTime.MaxValue));
        Assert.Equal(Failure.NotFound, Assert.Throws<ArchiverException>(() => Restore(First)).Failure);
        using (var database = Database.OpenToRead(_archive.Path, TimeSpan.Zero, CancellationToken.None))
        {
            Assert.Empty(database.Range(ArticleDocument.Revisions, 1, 10));
            Assert.DoesNotContain(database.Range(Pack.Collection, 1, 10).Select(pack => Pack.Read(pack.Number, database.Finder(Pack.Collection))),
                pack => TestArchive.Texts([pack[0]])[0] == First.Body[0]);
        }

        Assert.Equal([Outcome.Removed], TestArchive.Outcomes(_archive.Import(First)));

        (int, int) Compacted(DateTime removedBefore)
        {
            var result = Compact.Run(_archive.Path, removedBefore, TimeSpan.Zero, _ => { }, CancellationToken.None);
            return (result.Articles, result.Purged);
        }
    }

    [Fact]
    public void What_the_last_removal_took_comes_back_together()
    {
        InventedDump[] dumps = [.. Enumerable.Range(1, 5).Select(InventedDump.Number)];
        _archive.Import(dumps);
        _archive.Remove(dumps[0]);
        _archive.Remove(dumps[1], dumps[2], dumps[3]);
        _archive.Restore(dumps[2]);
        using (var archive = _archive.OpenToWrite())
        {
            var last = archive.LastRemoved();
            Assert.Equal([dumps[1].Id, dumps[3].Id], last.Select(article => article.Id));
            archive.Restore(last);
            Assert.Equal(dumps[0].Id, Assert.Single(archive.LastRemoved()).Id);
            archive.Restore(archive.LastRemoved());
            Assert.Empty(archive.LastRemoved());
        }
    }

    [Theory]
    [InlineData("category:category-2 OR category:category-4", 2)]
    [InlineData("\"sentence 3\"", 1)]
    [InlineData("everybody -\"sentence 3\"", 4)]
    [InlineData("nothing", 0)]
    public void The_bin_answers_queries(string text, int count)
    {
        InventedDump[] dumps = [.. Enumerable.Range(1, 6).Select(InventedDump.Number)];
        _archive.Import(dumps);
        _archive.Remove(dumps[..5]);
        Assert.True(Query.TryParse(text, TimeProvider.System, out var query, out _));
        using var archive = _archive.OpenToRead();
        Assert.Equal(count, archive.SelectRemoved(query).Count);
    }

    /// <summary>The packs are read before the transaction begins: a damaged one leaves none open.</summary>
    [Fact]
    public void Where_a_text_cannot_be_read_nothing_is_removed_and_the_archive_goes_on()
    {
        _archive.Import(First);
        _archive.Damage();
        using (var archive = _archive.OpenToWrite())
        {
            var article = archive.Find(First.Id.ToString());
            Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => archive.Remove([article])).Failure);
            Assert.Equal(1, archive.Count);
        }

        using var read = _archive.OpenToRead();
        Assert.Empty(read.Removed());
        Assert.Equal(First.Id, Assert.Single(read.Select(new())).Id);
    }

    private void Remove(InventedDump dump) => _archive.Remove(dump);

    private void Restore(InventedDump dump) => _archive.Restore(dump);
}
