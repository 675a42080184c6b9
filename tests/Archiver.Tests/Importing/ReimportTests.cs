using System.Buffers;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using LiteDB;

namespace Archiver.Tests.Importing;

/// <summary>What comes again: the same, or changed.</summary>
public sealed class ReimportTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void The_same_dump_again_is_unchanged_and_changes_nothing()
    {
        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(_archive.Import(First)));
        var (before, bytes) = (_archive.Describe(), File.ReadAllBytes(_archive.Path));
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(First)));
        Assert.Equal(before, _archive.Describe());
        Assert.Equal(bytes, File.ReadAllBytes(_archive.Path));
    }

    [Fact]
    public void A_changed_dump_is_updated_and_its_older_state_stays_readable()
    {
        _archive.Import(First);
        var changed = First with { Body = ["Another opening.", .. First.Body], Category = "moved", Date = "2023-01-02" };
        Assert.Equal([Outcome.Updated], TestArchive.Outcomes(_archive.Import(changed)));
        Assert.Equal(changed.ToBytes(), _archive.Original(First.Id));
        var article = _archive.Find(First.Id);
        Assert.Equal((1, "moved"), (article.Number, article.Details.Category));
        Assert.Equal([1], article.Revisions);

        using var database = new LiteDatabase($"Filename={_archive.Path};ReadOnly=true");
        var revision = Assert.Single(database.GetCollection(ArticleDocument.Revisions).FindAll());
        Assert.Equal((1, First.Id, "category-1", 20240302), (revision["article"].AsInt32, revision["id"].AsGuid,
            revision["category"].AsString, revision["date"].AsInt32));
        Assert.Equal(First.Body[0], revision["title"].AsString);
        Assert.InRange(revision["replaced"].AsDateTime.ToUniversalTime(), DateTime.UtcNow.AddMinutes(-10), DateTime.UtcNow);
        var old = ArticleDocument.Read(new Document(BsonSerializer.Serialize(revision)));
        var packs = database.GetCollection(Pack.Collection);
        Assert.Equal(First.Body, ArticleRecord.Read(Text(old.Record)).Text.Body.Select(number => Encoding.UTF8.GetString(Text(number))));

        ReadOnlySpan<byte> Text(TextNumber number) => Pack.Read(number.Pack, Find)[number.Place].Span;

        bool Find(int number, ArrayBufferWriter<byte> bytes)
        {
            bytes.ResetWrittenCount();
            bytes.Write(BsonSerializer.Serialize(packs.FindById(number)));
            return true;
        }
    }

    [Fact]
    public void Every_older_state_is_kept()
    {
        for (var turn = 0; turn < 12; turn++)
        {
            _archive.Import(First with { Category = $"category {turn % 3}", Summary = [$"Turn {turn}"] });
        }

        Assert.Equal(Enumerable.Range(1, 11), _archive.Find(First.Id).Revisions);
        using var archive = _archive.OpenToRead();
        Assert.Equal(["category 2"], archive.Categories().Select(category => category.Name));
        Assert.Equal(1, archive.Count);
    }

    [Fact]
    public void An_article_that_was_moved_is_found_at_its_new_place_alone()
    {
        _archive.Import(First, InventedDump.Number(2));
        _archive.Import(First with { Category = "moved", Date = "2020-02-29", Url = "https://elsewhere.example/" });
        using var archive = _archive.OpenToRead();
        Assert.Equal(First.Id, Assert.Single(Select(new Selection { Categories = ["moved"] })));
        Assert.Empty(Select(new Selection { Categories = ["category-1"] }));
        Assert.Equal(First.Id, Assert.Single(Select(new Selection { To = new DateOnly(2020, 12, 31) })));
        Assert.DoesNotContain(First.Id, Select(new Selection { From = new DateOnly(2021, 1, 1) }));
        Assert.Equal(First.Id, archive.Find("https://elsewhere.example/").Id);
        Assert.Equal(Failure.NotFound, Assert.Throws<ArchiverException>(() => archive.Find(First.Url!)).Failure);
        Assert.Equal(["category-2 1", "moved 1"], archive.Categories().Select(category => $"{category.Name} {category.Count}"));

        Guid[] Select(Selection selection) => [.. archive.Select(selection).Select(article => article.Id)];
    }

    [Fact]
    public void The_same_dump_twice_in_one_input_is_imported_once()
    {
        Assert.Equal([Outcome.Imported, Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(First, First)));
        Assert.Equal(1, _archive.Find(First.Id).Number);
    }

    [Fact]
    public void States_of_an_article_in_one_input_follow_one_another()
    {
        InventedDump[] states = [.. Enumerable.Range(0, 40).Select(turn => First with
        {
            Category = $"turn {turn % 4}", Date = $"2024-01-{1 + (turn % 3):00}", Summary = [$"Turn {turn}"],
        })];
        var reports = _archive.Import(states);
        Assert.Equal([Outcome.Imported, .. Enumerable.Repeat(Outcome.Updated, 39)], TestArchive.Outcomes(reports));
        Assert.Equal(InventedDump.Glued(states).Length, reports.Sum(report => report.Length));
        Assert.Equal(states[^1].ToBytes(), _archive.Original(First.Id));
        using var archive = _archive.OpenToRead();
        Assert.Equal(["turn 3 1"], archive.Categories().Select(category => $"{category.Name} {category.Count}"));
        Assert.Single(archive.Select(new Selection()));
        Assert.Equal(39, Assert.Single(archive.Select(new Selection { Order = SortOrder.AsImported })).Revisions.Count);
    }

    /// <summary>The runs of earlier imports, of a large import and of its updates are merged in turns.</summary>
    [Fact]
    public void An_update_among_many_batches_is_not_undone_by_merging()
    {
        for (var number = 0; number < 6; number++)
        {
            _archive.Import(InventedDump.Number(1000 + number));
        }

        InventedDump[] states = [.. Enumerable.Range(0, 11).Select(turn => First with { Date = $"2024-01-{1 + turn:00}" })];
        _archive.Import(states);
        using var archive = _archive.OpenToRead();
        Assert.Equal(7, archive.Select(new Selection()).Count());
        Assert.Empty(archive.Select(new Selection { From = new DateOnly(2024, 1, 1), To = new DateOnly(2024, 1, 10) }));
    }

    [Fact]
    public void An_older_state_again_is_unchanged()
    {
        var changed = First with { Category = "moved" };
        _archive.Import(First, changed);
        var before = _archive.Describe();
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged, Outcome.Unchanged],
            TestArchive.Outcomes(_archive.Import(First, changed, First)));
        Assert.Equal(before, _archive.Describe());
    }

    [Fact]
    public void A_dump_that_says_it_is_older_becomes_an_older_revision()
    {
        string[] days = ["2025/03/01", "2025/01/01", "2025/02/01", "2025/04/01"];
        InventedDump[] states = [.. days.Select(day => First with { Category = day, OtherDetails = [$"Updated: {day} 10:00"] })];
        foreach (var state in states)
        {
            var report = Assert.Single(_archive.Import(state));
            Assert.Equal(state == states[1] || state == states[2], report.Note is not null);
        }

        using var archive = _archive.OpenToRead();
        var article = archive.Find(First.Id.ToString());
        Assert.Equal(days.Order(), archive.History(article).Select(revision => revision.Article.Details.Category));
        Assert.Equal(states[3].ToBytes(), TestArchive.OriginalOf(archive, article));
        Assert.Equal(["2025/04/01 1"], archive.Categories().Select(category => $"{category.Name} {category.Count}"));
        foreach (var revision in archive.History(article))
        {
            Assert.Equal(states.Single(state => state.Category == revision.Article.Details.Category).ToBytes(),
                TestArchive.OriginalOf(archive, revision.Article));
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void What_was_read_stays_read(bool older)
    {
        string Dump(int reads, string lastRead, string updated) => First.ToString()
            .Replace("Words1\nRead", $"Words{reads}\nRead").Replace("2025/02/01 11:10", $"{lastRead} 10:00\nUpdated: {updated} 10:00");
        var (first, second) = (Dump(7, "2025/05/05", "2025/01/01"), Dump(2, "2025/01/02", older ? "2024/01/01" : "2025/06/01"));
        _archive.Import(TestArchive.Input(first));
        _archive.Import(TestArchive.Input(second));
        using var archive = _archive.OpenToRead();
        var article = archive.Find(First.Id.ToString());
        Assert.Equal((7, "2025-05-05T10:00"), (article.ReadCount, article.LastRead.ToString()));
        Assert.Equal(older ? first : second, Encoding.UTF8.GetString(TestArchive.OriginalOf(archive, article)));
        Assert.Equal(older ? second : first,
            Encoding.UTF8.GetString(TestArchive.OriginalOf(archive, archive.History(article)[0].Article)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_same_body_or_URL_under_another_ID_is_archived_as_a_duplicate(bool inOneImport)
    {
        var body = First with { Id = InventedDump.IdOf(2), Url = "https://elsewhere.example/" };
        var url = First with { Id = InventedDump.IdOf(3), Body = ["Something else."] };
        var neither = First with { Id = InventedDump.IdOf(4), Body = [.. First.Body, "More."], Url = null };
        var without = First with { Id = InventedDump.IdOf(5), Body = [], Url = null };
        InventedDump[] dumps = [First, body, url, neither, without, without with { Id = InventedDump.IdOf(6) }];
        Outcome[] expected = [Outcome.Imported, Outcome.Duplicate, Outcome.Duplicate, Outcome.Imported, Outcome.Imported, Outcome.Imported];
        using (var archive = _archive.OpenToWrite())
        {
            Assert.Equal(expected, TestArchive.Outcomes(Archive.PreviewImport(archive, [TestArchive.Input(InventedDump.Glued(dumps))], CancellationToken.None)));
        }

        List<StretchReport> reports = inOneImport ? _archive.Import(dumps) : [.. dumps.SelectMany(dump => _archive.Import(dump))];
        Assert.Equal(expected, TestArchive.Outcomes(reports));
        Assert.Equal($"the same body as another article: {First.Id}", reports.Single(report => report.Id == body.Id).Note);
        Assert.Equal($"the same URL as another article: {First.Id}", reports.Single(report => report.Id == url.Id).Note);
        Assert.All(dumps, dump => Assert.Equal(dump.ToBytes(), _archive.Original(dump.Id)));
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(body)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void An_update_that_takes_the_URL_of_another_article_says_so_and_its_own_is_no_other(bool inOneImport)
    {
        var second = First with { Id = InventedDump.IdOf(2), Url = "https://elsewhere.example/", Body = ["Something else."] };
        InventedDump[] dumps = [First, second, second with { Summary = ["Read again."] }, second with { Url = First.Url }];
        List<StretchReport> reports = inOneImport ? _archive.Import(dumps) : [.. dumps.SelectMany(dump => _archive.Import(dump))];
        Assert.Equal([Outcome.Imported, Outcome.Imported, Outcome.Updated, Outcome.Updated], TestArchive.Outcomes(reports));
        Assert.Equal([null, null, null, $"the same URL as another article: {First.Id}"], reports.Select(report => report.Note));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void An_older_state_that_comes_later_hides_no_duplicate_of_the_current_one(bool inOneImport)
    {
        var older = First with { OtherDetails = ["Updated: 2020/01/01 10:00"], Body = ["As it was."], Url = "https://elsewhere.example/" };
        var body = First with { Id = InventedDump.IdOf(2), Url = null };
        var url = First with { Id = InventedDump.IdOf(3), Body = ["Something else."] };
        InventedDump[] dumps = [First with { OtherDetails = ["Updated: 2024/01/01 10:00"] }, older, body, url];
        List<StretchReport> reports = inOneImport ? _archive.Import(dumps) : [.. dumps.SelectMany(dump => _archive.Import(dump))];
        Assert.Equal([Outcome.Imported, Outcome.Updated, Outcome.Duplicate, Outcome.Duplicate], TestArchive.Outcomes(reports));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void An_update_leaves_the_body_that_another_article_has_too_known(bool inOneImport)
    {
        InventedDump[] dumps =
        [
            First,
            First with { Id = InventedDump.IdOf(2), Url = null },
            First with { Body = ["Rewritten."] },
            First with { Id = InventedDump.IdOf(3), Url = null },
        ];
        List<StretchReport> reports = inOneImport ? _archive.Import(dumps) : [.. dumps.SelectMany(dump => _archive.Import(dump))];
        Assert.Equal([Outcome.Imported, Outcome.Duplicate, Outcome.Updated, Outcome.Duplicate], TestArchive.Outcomes(reports));
    }

    [Fact]
    public void A_body_that_an_article_no_longer_has_makes_no_duplicate()
    {
        _archive.Import(First);
        _archive.Import(First with { Body = ["Rewritten."] });
        Assert.Equal([Outcome.Imported],
            TestArchive.Outcomes(_archive.Import(First with { Id = InventedDump.IdOf(2), Url = null })));
        Assert.Equal([Outcome.Duplicate],
            TestArchive.Outcomes(_archive.Import(First with { Id = InventedDump.IdOf(3), Url = null, Body = ["Rewritten."] })));
    }

    [Fact]
    public void A_folder_imported_twice_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["inner"]);
        foreach (var number in Enumerable.Range(0, 6))
        {
            File.WriteAllText(folder[$"{(number % 2 == 0 ? "inner/" : "")}{number}.txt"], InventedDump.Number(number).ToString());
        }

        Assert.All(TestArchive.Outcomes(_archive.ImportFolder(folder.Path)), outcome => Assert.Equal(Outcome.Imported, outcome));
        var before = File.ReadAllBytes(_archive.Path);
        Assert.Equal(Enumerable.Repeat(Outcome.Unchanged, 6), TestArchive.Outcomes(_archive.ImportFolder(folder.Path)));
        Assert.Equal(before, File.ReadAllBytes(_archive.Path));
    }

    [Fact]
    public void A_changed_body_without_an_ID_is_another_article_and_with_a_URL_the_same()
    {
        static string Without(InventedDump dump) => dump.ToString().Replace($"ID: {dump.Id}\n", "");
        var changed = First with { Body = [.. First.Body, "More."] };
        _archive.Import(TestArchive.Input(Without(First)));
        Assert.Equal([Outcome.Updated], TestArchive.Outcomes(_archive.Import(TestArchive.Input(Without(changed)))));
        Assert.Equal([Outcome.Imported],
            TestArchive.Outcomes(_archive.Import(TestArchive.Input(Without(First with { Url = null })))));
        Assert.Equal([Outcome.Duplicate], TestArchive.Outcomes(_archive.Import(TestArchive.Input(Without(changed with { Url = null })))));
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(TestArchive.Input(Without(changed with { Url = null })))));
    }
}
