using Archiver.Articles;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Importing;

/// <summary>A dump that states less than another of the same article wipes nothing.</summary>
public sealed class LeavingOutTests : IDisposable
{
    private static readonly InventedDump Full = InventedDump.Number(1) with
    {
        OtherDetails = ["Created: 2025/01/01 10:00", "Updated: 2025/01/02 10:00", "Mood: calm"],
    };

    private static readonly InventedDump Bare = Full with { Category = null, Url = null, Date = null, OtherDetails = [] };

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    public static TheoryData<string> Less => new("bare", "cut", "unread");

    [Theory, MemberData(nameof(Less))]
    public void What_a_later_dump_does_not_state_stays_known_whichever_comes_first(string less)
    {
        var full = Full.ToString();
        var other = less switch
        {
            "bare" => Bare.ToString(),
            "cut" => full[..(full.IndexOf("Created: ", StringComparison.Ordinal) + 14)],
            _ => (Full with { Date = "foo" }).ToString().Replace("Mood: calm\n", ""),
        };
        foreach (var inputs in new[] { new[] { full, other }, [other, full] })
        {
            foreach (var isOneImport in new[] { true, false })
            {
                using var archive = new TestArchive();
                foreach (var part in isOneImport ? [inputs] : inputs.Select(input => new[] { input }))
                {
                    archive.Import(part.Select(input => TestArchive.Input(input)));
                }

                var article = archive.Find(Full.Id);
                Assert.Equal((Full.Category, Full.Url, new DateOnly(2024, 3, 2)), (article.Details.Category, article.Details.Url, article.Details.Date));
                Assert.Equal(("2025-01-01T10:00", "2025-01-02T10:00"), (article.Details.Created?.ToString(), article.Details.Updated?.ToString()));
                Assert.Contains(new KeyValuePair<string, string>("Mood", "calm"), article.Details.Other);
                Assert.Single(article.Revisions);
                Assert.Empty(archive.Checked().Findings);
                Assert.Equal(full.Length + other.Length, archive.OpenedToRead(opened =>
                    opened.History(article).Sum(state => TestArchive.OriginalOf(opened, state.Article).Length)));
            }
        }
    }

    [Fact]
    public void The_history_shows_what_each_dump_stated()
    {
        _archive.Import(Full);
        _archive.Import(Bare);
        using var archive = _archive.OpenToRead();
        var article = archive.Find(Full.Id.ToString());
        Assert.Equal([Full.Category, null], archive.History(article).Select(state => state.Article.Details.Category));
        Assert.Equal(Full.Category, article.Details.Category);
    }

    [Fact]
    public void What_a_later_dump_states_otherwise_is_replaced_for_good()
    {
        _archive.Import(Full);
        _archive.Import(Full with { Date = "2023-01-02", Category = "moved", OtherDetails = ["Updated: 2025/01/03 10:00", "Mood: bright"] });
        _archive.Import(Bare);
        var details = _archive.Find(Full.Id).Details;
        Assert.Equal((new DateOnly(2023, 1, 2), "moved", "2025-01-03T10:00"), (details.Date, details.Category, details.Updated?.ToString()));
        Assert.Equal([new("Mood", "bright")], details.Other);
        Assert.Equal("2025-01-01T10:00", details.Created?.ToString());
    }

    [Fact]
    public void A_value_that_was_not_understood_does_not_stay()
    {
        _archive.Import(Full with { Date = "foo" });
        _archive.Import(Full);
        Assert.Equal([new("Mood", "calm")], _archive.Find(Full.Id).Details.Other);
    }

    [Fact]
    public void It_is_found_by_what_an_earlier_dump_stated()
    {
        _archive.Import(Full);
        _archive.Import(Bare);
        using var archive = _archive.OpenToRead();
        Assert.Equal(Full.Id, archive.Find(Full.Url!).Id);
        Assert.Equal(Full.Id, Assert.Single(archive.Select(new Selection { Categories = [Full.Category!] })).Id);
        Assert.Equal([Outcome.Unchanged], Again(Full));
        Assert.Equal([Outcome.Unchanged], Again(Bare));

        Outcome[] Again(InventedDump dump) => TestArchive.Outcomes(Archive.PreviewImport(archive, [TestArchive.Input(dump.ToBytes())], CancellationToken.None));
    }

    [Fact]
    public void Two_archives_come_to_the_same_in_either_order()
    {
        using var other = new TestArchive();
        using var once = new TestArchive();
        using var twice = new TestArchive();
        _archive.Import(Full);
        other.Import(Bare);
        foreach (var (target, sources) in new[] { (once, new[] { _archive, other }), (twice, [other, _archive]) })
        {
            foreach (var source in sources)
            {
                target.ImportFolder(source.Path);
            }
        }

        Assert.Equal(once.Find(Full.Id).Details with { Other = [] }, twice.Find(Full.Id).Details with { Other = [] });
        Assert.Equal((Full.Category, "2025-01-02T10:00"), (once.Find(Full.Id).Details.Category, once.Find(Full.Id).Details.Updated?.ToString()));
        Assert.Equal([new("Mood", "calm")], once.Find(Full.Id).Details.Other);
        Assert.Empty(once.Checked().Findings);
    }

    [Fact]
    public void Details_too_long_to_be_kept_twice_stay_in_the_state_that_has_them()
    {
        _archive.Import(Full with { OtherDetails = [.. Enumerable.Range(0, 200).Select(number => $"Mood{number}: {new string('x', 30_000)}")] });
        Assert.Equal([Outcome.Updated], TestArchive.Outcomes(_archive.Import(Bare with { OtherDetails = [.. Enumerable.Range(0, 200).Select(number => $"Tide{number}: {new string('x', 30_000)}")] })));
        Assert.Equal((200, Full.Category), (_archive.Find(Full.Id).Details.Other.Count, _archive.Find(Full.Id).Details.Category));
    }
}
