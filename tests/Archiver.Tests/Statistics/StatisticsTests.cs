using Archiver.Formats.Dumps;
using Archiver.Inputs;
using Archiver.Querying;
using Archiver.Statistics;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using CsCheck;

namespace Archiver.Tests.Statistics;

/// <summary>Dumps that state a read count of 1 and a last reading on 2025-02-01, unless they say otherwise.</summary>
public sealed class StatisticsTests : IDisposable
{
    private static readonly DateOnly Today = new(2025, 2, 3);

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Articles_are_counted_by_category_month_and_weekday()
    {
        _archive.Import(
            Dump(1, "sea", "2024-12-30", "one two three"),
            Dump(2, "sea", "2025-01-01", "one two") with { Reads = 0 },
            Dump(3, null, "2025-01-31", "one"),
            Dump(4, "air", null, "one two three four"));
        var found = Statistics();
        Assert.Equal((new Tally(4, 1, new ReadingLength(10, 0)), new ReadingLength(2, 0)), (found.Total, found.Unread));
        Assert.Equal([("sea", 2, 1), (null, 1, 0), ("air", 1, 0)],
            found.Categories.Select(each => (each.Category, each.Tally.Articles, each.Tally.Unread)));
        Assert.Equal([("2024-12", 1L, 3L), ("2025-01", 2L, 3L)],
            found.Months.Select(each => (each.Month.ToString("yyyy-MM", null), (long)each.Tally.Articles, each.Tally.Length.Words)));
        Assert.Equal([1, 0, 1, 0, 1, 0, 0], found.Weekdays.Select(each => each.Articles));
        Assert.Equal((new DateOnly(2024, 12, 30), new DateOnly(2025, 1, 31), 1), (found.First, found.Last, found.Undated));
    }

    [Fact]
    public void Articles_are_counted_by_site_author_language_and_tag_each_for_all_that_it_has()
    {
        _archive.Import(Note(1, "site: Coast Post\nauthor: [Ada, Bo]\nlang: en\ntags: [sea, boats]"), Note(2, "site: Coast Post\nauthor: Bo\ntags: [sea]"), Note(3, "lang: ja"));
        var found = Statistics().Breakdowns;
        Assert.Equal(["site", "author", "language", "tag"], found.Select(each => each.Fact));
        Assert.Equal(
            [[("Coast Post", 2)], [("Bo", 2), ("Ada", 1)], [("en", 1), ("ja", 1)], [("sea", 2), ("boats", 1)]],
            found.Select(each => each.Parts.Select(part => (part.Value, part.Tally.Articles)).ToArray()));

        static ImportInput Note(int number, string facts) =>
            TestArchive.Input($"---\ntitle: Note {number}\nurl: https://coast.example/{number}\n{facts}\n---\n\nText of note {number}.\n");
    }

    [Fact]
    public void Days_of_reading_come_from_what_was_imported_and_from_what_was_logged()
    {
        _archive.Import(
            Dump(1, "sea", "2025-01-01", "one") with { Reads = 5 },
            Dump(2, "sea", "2025-01-01", "two") with { Reads = 0, LastRead = "2024/01/01 10:00" },
            Dump(3, "sea", "2025-01-01", "three"));
        _archive.Read(InventedDump.IdOf(1), "2025-02-02T10:00");
        _archive.Read(InventedDump.IdOf(1), "2025-02-03T10:00");
        _archive.Read(InventedDump.IdOf(1), "2025-02-03T18:00");

        // The reading app's own last reading, logged once more: one reading more, and the same minute.
        _archive.Read(InventedDump.IdOf(3), "2025-02-01T11:10");

        // An older state has told of another reading.
        _archive.Import(Dump(3, "sea", "2025-01-01", "three") with { Reads = 2, LastRead = "2025/01/15 10:00" });
        var found = Statistics();
        Assert.Equal([("2025-01-15", 1), ("2025-02-01", 2), ("2025-02-02", 1), ("2025-02-03", 2)],
            found.Days.Select(day => (day.Day.ToString("O"), day.Readings)));
        Assert.Equal(8 + 3, found.Readings);
        Assert.Equal(new Streaks(3, 3, new DateOnly(2025, 2, 1), new DateOnly(2025, 2, 3)), found.Streaks);
    }

    [Fact]
    public void Hosts_are_ranked_by_readings()
    {
        _archive.Import(
            Dump(1, "sea", null, "one") with { Url = "https://www.A.example:8080/1", Reads = 2 },
            Dump(2, "sea", null, "two") with { Url = "https://www.a.example/2", Reads = 2 },
            Dump(3, "sea", null, "three") with { Url = "https://user@b.example/3", Reads = 9 },
            Dump(4, "sea", null, "four") with { Url = "https://c.example/4", Reads = 0 },
            Dump(5, "sea", null, "five") with { Url = "not a host", Reads = 50 });
        Assert.Equal([new HostTally("b.example", 1, 9), new HostTally("www.a.example", 2, 4)], Statistics().Hosts);
    }

    [Fact]
    public void Japanese_is_read_by_characters_and_the_speed_can_be_told()
    {
        _archive.Import(Dump(1, "sea", null, "港町の小さな図書館が、本棚を設けた。", "One two three."));
        var length = Statistics().Total.Length;
        Assert.Equal(new ReadingLength(3, 18), length);
        Assert.Equal(1 + 2, new ReadingSpeed(3, 9).Minutes(length));
        Assert.Equal((238, 500), (Statistics().Speed.WordsPerMinute, Statistics().Speed.CharactersPerMinute));
    }

    [Fact]
    public void What_deduplication_saved_is_counted_over_all_states_and_the_bin()
    {
        var dump = Dump(1, "sea", null, "One.", "Two.", "One.");
        _archive.Import(dump, Dump(2, "sea", null, "One.", "Three."));
        _archive.Import(dump with { Body = ["One.", "Four."] });
        using (var archive = _archive.OpenToWrite())
        {
            archive.Remove([archive.Find(dump.Id.ToString())]);
        }

        var bytes = dump.ToBytes().Length + Dump(2, "sea", null, "One.", "Three.").ToBytes().Length
            + (dump with { Body = ["One.", "Four."] }).ToBytes().Length;

        // Each has a frame, too, the same, which is stored twice.
        var expected = new Deduplication(3 + 2 + 2 + 3, 4 + 2, bytes, new FileInfo(_archive.Path).Length);
        Assert.Equal(expected, Statistics().Deduplication);
        Assert.Equal(expected with { ArchiveBytes = 0 }, Statistics(new Selection { Categories = ["none"] }).Deduplication! with { ArchiveBytes = 0 });
        _archive.Compacted();
        Assert.Equal(expected with { ArchiveBytes = 0 }, Statistics().Deduplication! with { ArchiveBytes = 0 });
    }

    [Fact]
    public void They_are_those_of_the_articles_that_a_listing_shows()
    {
        _archive.Import(Enumerable.Range(0, 60).Select(number => InventedDump.Number(number) with { Reads = number % 3 }));
        _archive.Read(InventedDump.IdOf(7919 * 3), "2025-02-02T10:00");
        string[] queries = ["", "category:category-1", "date:2024-03-05..", "is:unread", "reads:>1", "opens 31", "-words:1..", "sentence OR category:category-2"];
        Gen.Select(Gen.Int[0, queries.Length - 1], Gen.Int[-30, 70], Gen.Bool).Sample(
            (index, limit, byWords) =>
            {
                var text = queries[index];
                Assert.True(Query.TryParse(text, TimeProvider.System, out var query, out _));
                var selection = new Selection
                {
                    Query = query,
                    Limit = limit < 0 ? null : limit,
                    Order = byWords ? SortOrder.Parse("-words")!.Value : SortOrder.NewestFirst,
                };
                var listed = _archive.OpenedToRead(archive => archive.Select(selection).ToArray());
                var found = Statistics(selection);
                Assert.Equal((listed.Length, listed.Count(article => !article.IsRead), listed.Sum(article => (long)article.Words)),
                    (found.Total.Articles, found.Total.Unread, found.Total.Length.Words));
                Assert.Equal(listed.Sum(article => (long)(article.ReadCount ?? 0)), found.Readings);
                Assert.Equal(listed.Length, found.Categories.Sum(each => each.Tally.Articles));
                Assert.Equal(listed.Length, found.Months.Sum(each => each.Tally.Articles) + found.Undated);
                Assert.Equal(listed.Length, found.Weekdays.Sum(each => each.Articles) + found.Undated);
            },
            iter: 40, threads: 1);
    }

    private static InventedDump Dump(int number, string? category, string? date, params string[] body) =>
        new(InventedDump.IdOf(number), category, date, body);

    private ArchiveStatistics Statistics(Selection? selection = null) => _archive.OpenedToRead(
        archive => archive.Statistics(selection ?? new Selection(), new ReadingSpeed(), Today, CancellationToken.None));
}
