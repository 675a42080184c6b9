using Archiver.Formats.Dumps;
using Archiver.Store;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Tests.Store;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Upkeep.Checks;

/// <summary>The lists of purged articles, broken on purpose.</summary>
public sealed class PurgedCheckTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public PurgedCheckTests()
    {
        InventedDump[] dumps = [.. Enumerable.Range(1, 500).Select(InventedDump.Number)];
        _archive.Import(dumps);
        _archive.Remove(dumps[..450]);
        Compact.Run(_archive.Path, DateTime.MaxValue, TimeSpan.Zero, _ => { }, CancellationToken.None);
    }

    public void Dispose() => _archive.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public void Whole_they_are_no_finding(bool quick) => Assert.Empty(_archive.Checked(quick).Findings);

    [Fact]
    public void One_that_is_lost_is_named_and_salvage_says_that_something_is_missing()
    {
        _archive.Change((database, _) => database.Delete(PurgedIds.Collection, [2]));
        AssertFound("list 2 of purged articles is lost");
        using var folder = new TemporaryFolder();
        Assert.False(VerifyTest.Salvaged(_archive.Path, folder["saved.db"]).IsComplete);
        Assert.Empty(VerifyTest.Checked(folder["saved.db"]).Findings);
    }

    [Fact]
    public void One_whose_content_changed_is_named()
    {
        _archive.Change((database, _) =>
        {
            var list = database.Changing(PurgedIds.Collection, 1);
            list.Fields["purged"].AsBinary[3] ^= 1;
            database.Update(PurgedIds.Collection, [list]);
        });
        Assert.Contains(_archive.Checked().Findings, finding => finding.Kind == FindingKind.Document);
        AssertFound("list 1 of purged articles is lost");
    }

    [Theory]
    [InlineData(0, "is not in order at")]
    [InlineData(-1, "ends within an entry")]
    [InlineData(16, "has a day")]
    public void An_entry_that_is_wrong_is_named(int at, string what)
    {
        _archive.ChangeDocument(PurgedIds.Collection, 1, list =>
        {
            var entries = list["purged"].AsBinary;
            list["purged"] = at < 0 ? entries[..^1] : [.. entries[..at], 255, .. entries[(at + 1)..]];
        });
        AssertFound(what);
    }

    [Fact]
    public void An_article_that_is_there_all_the_same_is_named()
    {
        var present = InventedDump.Number(480).Id;
        _archive.Change((database, catalog) =>
        {
            var all = new PurgedIds(database, catalog).All.Select(each => KeyValuePair.Create(each.Id, each.Day))
                .Append(KeyValuePair.Create(present, new DateOnly(2026, 1, 2)));
            database.Update(PurgedIds.Collection, PurgedIds.ToDocuments(all));
        });
        AssertFound($"{present} is there, and among the purged articles");
    }

    private void AssertFound(string what) =>
        Assert.Contains(_archive.Checked().Findings, finding => finding.Kind == FindingKind.Purged && finding.What.Contains(what));
}
