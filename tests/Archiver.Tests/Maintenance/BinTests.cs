using Archiver.Importing;
using Archiver.Maintenance;
using Archiver.Querying;
using Archiver.Storage;
using Archiver.Tests.Importing;
using CsCheck;

namespace Archiver.Tests.Maintenance;

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
            Assert.Throws<ArchiverException>(() => archive.Find(First.Id.ToString()));
            Assert.Throws<ArchiverException>(() => archive.Find(First.Url!));
            Assert.DoesNotContain(archive.Categories(), category => category.Category == First.Category);
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
    public void A_removed_article_that_is_imported_again_is_new_and_keeps_the_removed_one_out()
    {
        _archive.Import(First);
        Remove(First);
        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(_archive.Import(First)));
        Assert.Equal(2, _archive.Find(First.Id).Number);
        var refusal = Assert.Throws<ArchiverException>(() => Restore(First));
        Assert.Contains("imported again", refusal.Message);
        Remove(First);
        Restore(First);
        Assert.Equal(2, _archive.Find(First.Id).Number);
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
            Assert.DoesNotContain(database.Range(Pack.Collection, 1, 10).Select(pack => Pack.Read(pack["_id"].AsInt32, database.Finder(Pack.Collection))),
                pack => TestArchive.Texts([pack[0]])[0] == First.Body[0]);
        }

        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(_archive.Import(First)));
        Assert.Equal(3, _archive.Find(First.Id).Number);

        (int, int) Compacted(DateTime removedBefore)
        {
            var result = Compact.Run(_archive.Path, removedBefore, TimeSpan.Zero, _ => { }, CancellationToken.None);
            return (result.Articles, result.Purged);
        }
    }

    /// <summary>Imports, removals and restorations in any order leave what a dictionary would hold.</summary>
    [Fact]
    public void Whatever_is_removed_and_restored_the_archive_holds_the_rest() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 6]).Array[1, 25].Sample(steps =>
        {
            using var place = new TestArchive();
            TestArchive.OpenToWrite(place.Path).Dispose();
            var (held, bin) = (new HashSet<int>(), new HashSet<int>());
            foreach (var (step, number) in steps)
            {
                using var archive = place.OpenToWrite();
                var name = InventedDump.Number(number).Id.ToString();
                if (step == 0 && !bin.Contains(number))
                {
                    archive.Import([TestArchive.Input(InventedDump.Number(number).ToString())], _ => { }, CancellationToken.None);
                    held.Add(number);
                }
                else if (step == 1 && held.Remove(number))
                {
                    archive.Remove([archive.Find(name)]);
                    bin.Add(number);
                }
                else if (step == 2 && bin.Remove(number))
                {
                    archive.Restore([archive.FindRemoved(name)]);
                    held.Add(number);
                }
            }

            using var expected = new TestArchive();
            TestArchive.OpenToWrite(expected.Path).Dispose();
            expected.Import(held.Select(InventedDump.Number));
            Assert.Equal(expected.Describe(), place.Describe());
            using var read = place.OpenToRead();
            Assert.Equal(bin.Select(InventedDump.IdOf).Count(), read.Removed().Count());
        }, iter: 30, threads: 1);

    private void Remove(InventedDump dump)
    {
        using var archive = _archive.OpenToWrite();
        archive.Remove([archive.Find(dump.Id.ToString())]);
    }

    private void Restore(InventedDump dump)
    {
        using var archive = _archive.OpenToWrite();
        archive.Restore([archive.FindRemoved(dump.Id.ToString())]);
    }
}
