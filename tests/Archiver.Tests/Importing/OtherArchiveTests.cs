using Archiver.Articles;
using Archiver.Exporting;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Querying;
using Archiver.Tests.Cli;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Importing;

/// <summary>An archive that is imported into another.</summary>
public sealed class OtherArchiveTests : IDisposable
{
    private static readonly InventedDump First = InventedDump.Number(1);

    private static readonly InventedDump Second = InventedDump.Number(2);

    private readonly TestArchive _archive = new();
    private readonly TestArchive _other = new();

    public void Dispose()
    {
        _archive.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void All_of_it_comes_along()
    {
        _other.Import(First with { OtherDetails = ["Updated: 2025/01/01 10:00"] }, Second);
        _other.Import(First with { Body = ["Another body.", "It is newer."], OtherDetails = ["Updated: 2025/01/02 10:00"] });
        _other.ImportFolder(Path.Combine(Fixture.Repository, "samples", "pages"));
        _other.Read(First.Id, "2025-03-01T11:10");
        Remove(_other, Second.Id);
        var reports = Merge(_archive, _other);
        Assert.Equal(_other.Describe(), _archive.Describe());
        Assert.Equal(Removed(_other), Removed(_archive));
        Assert.Empty(_archive.Checked().Findings);
        var articles = _other.OpenedToRead(archive => archive.Count);
        Assert.Equal(articles, reports.Count(report => report.Outcome == Outcome.Imported));
        Assert.Single(reports, report => report.Outcome == Outcome.Removed);
        Assert.Equal(2, reports.Count(report => report.Outcome == Outcome.Used));
        Assert.Contains(reports, report => report.Input == $"{_other.Path}!{First.Id}" && report.Id == First.Id);
        Assert.Equal(Exports(_other), Exports(_archive));
        Assert.Equal(History(_other, First.Id), History(_archive, First.Id));
    }

    [Fact]
    public void Once_more_it_is_unchanged()
    {
        _other.Import(First, Second);
        _other.Import(First with { Body = ["Another body.", "It is newer."] });
        Remove(_other, Second.Id);
        Merge(_archive, _other);
        var before = File.ReadAllBytes(_archive.Path);
        Assert.Equal([Outcome.Used, Outcome.Unchanged, Outcome.Removed, Outcome.Used], TestArchive.Outcomes(Merge(_archive, _other)));
        Assert.Equal(before, File.ReadAllBytes(_archive.Path));
    }

    [Fact]
    public void Two_come_to_the_same_in_either_order()
    {
        var page = Fixture.Repository + "/samples/pages/ferry-news.html";
        _archive.Import(First, Second with { Body = ["One.", "Two."] }, InventedDump.Number(3), InventedDump.Number(5));
        _archive.Import(ImportInput.FromPath(page, new HashSet<string>()));
        _archive.Read(First.Id, "2025-03-01T11:10");
        _archive.Read(First.Id, "2025-03-02T11:10");
        _other.Import(First with { Body = ["One.", "Two.", "Three."], Reads = 4, LastRead = "2025/02/09 11:10" }, Second, InventedDump.Number(4), InventedDump.Number(5));
        _other.Import(Second with { Body = ["One.", "Two."], OtherDetails = ["Updated: 2025/01/02 10:00"] });
        _other.Read(First.Id, "2025-03-02T11:10");
        _other.Read(First.Id, "2025-03-03T11:10");
        Say(_archive, First.Id, new Note { Tags = ["sea"], Category = "harbour" });
        Say(_other, First.Id, new Note { Title = "Another heading", IsStarred = true, Highlight = new Highlight("One.") });
        Remove(_other, InventedDump.IdOf(5 * 7919));
        using var once = new TestArchive();
        using var twice = new TestArchive();
        Merge(once, _archive);
        Merge(once, _other);
        Merge(twice, _other);
        Merge(twice, _archive);
        Assert.Equal(Exports(once), Exports(twice));
        Assert.Equal(Removed(once), Removed(twice));
        Assert.Equal(3 + 4, once.Find(First.Id).ReadCount);
        Assert.True(Query.TryParse("category:harbour tag:sea title:heading is:starred has:highlights", TimeProvider.System, out var noted, out _));
        Assert.Equal(First.Id, Assert.Single(once.OpenedToRead(archive => archive.Select(new Selection { Query = noted }).ToArray())).Id);
        Assert.Equal(Originals(_archive, First.Id).Union(Originals(_other, First.Id)).Order(), Originals(once, First.Id).Order());
        Assert.Empty(once.Checked().Findings);
        Assert.Empty(twice.Checked().Findings);

        // Nor does it matter which of them takes the other in.
        Merge(_archive, _other);
        Merge(_other, twice);
        Assert.Equal(Exports(once), Exports(_archive));
        Assert.Equal(Exports(once), Exports(_other));
    }

    [Fact]
    public void In_one_import_with_dumps_they_meet_as_well()
    {
        _other.Import(First, Second);
        _other.Import(First with { Body = ["Another body.", "It is newer."] });
        Remove(_other, Second.Id);
        _archive.Import([.. Inputs(_other), TestArchive.Input((First with { Body = ["A third."] }).ToBytes(), "a"), TestArchive.Input(Second.ToBytes(), "b"), .. Inputs(_other)]);
        Assert.Equal("A third.", _archive.OpenedToRead(archive => TestArchive.Texts(archive.ReadText(archive.Find(First.Id.ToString())).Paragraphs)[0]));
        Assert.Equal(2, _archive.Find(First.Id).Revisions.Count);
        Assert.Equal([Second.Id], Removed(_archive));
        Assert.Empty(_archive.Checked().Findings);
    }

    [Fact]
    public void A_page_and_the_dump_of_its_URL_are_one_article_with_the_ID_of_the_dump()
    {
        _archive.Import(TestArchive.Input($"<html><head><link rel=canonical href=\"{First.Url}\"><title>Of the sea</title></head><body><p>{string.Join(' ', Enumerable.Repeat("water", 80))}</p></body></html>", "page.html"));
        _other.Import(First);
        using var once = new TestArchive();
        using var twice = new TestArchive();
        Merge(once, _archive);
        Merge(once, _other);
        Merge(twice, _other);
        Merge(twice, _archive);
        Assert.Equal(Exports(once), Exports(twice));
        Assert.Equal([First.Id], once.OpenedToRead(archive => archive.Select(new Selection()).Select(article => article.Id).ToArray()));
        Assert.Empty(once.Checked().Findings);
    }

    [Fact]
    public void What_is_in_its_bin_comes_out_of_it_where_that_is_asked_for()
    {
        _other.Import(First);
        Remove(_other, First.Id);
        Merge(_archive, _other, new ImportOptions { Restores = true });
        Assert.Equal(First.Id, _archive.Find(First.Id).Id);
        Assert.Empty(Removed(_archive));
    }

    [Fact]
    public void Into_itself_it_is_not_imported()
    {
        _archive.Import(First);
        var report = Assert.Single(Merge(_archive, _archive));
        Assert.Equal(Outcome.Rejected, report.Outcome);
        Assert.Contains("the archive itself", report.Warnings[0]);
        Assert.Equal(First.Id, _archive.Find(First.Id).Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(9000)]
    [InlineData(30000)]
    public void One_that_is_damaged_is_said_so_and_the_next_input_is_read(int at)
    {
        _other.Import(First);
        var bytes = File.ReadAllBytes(_other.Path);
        for (var index = at; index < Math.Min(bytes.Length, at + 20000); index++)
        {
            bytes[index] ^= 0x5A;
        }

        File.WriteAllBytes(_other.Path, bytes);
        var reports = _archive.Import([.. Inputs(_other), TestArchive.Input(Second.ToBytes(), "b")]);
        Assert.Contains(reports, report => report.Outcome == Outcome.Rejected);
        Assert.DoesNotContain(reports, report => report.Warnings.Any(warning => warning.Contains("bug", StringComparison.Ordinal)));
        Assert.Equal(Second.Id, reports[^1].Id);
        Assert.Empty(_archive.Checked().Findings);
    }

    [Fact]
    public void One_that_another_process_writes_to_is_read_as_it_stands()
    {
        _other.Import(First);
        using var writer = _other.OpenToWrite();
        Assert.Equal([Outcome.Imported, Outcome.Used], TestArchive.Outcomes(Merge(_archive, _other)));
    }

    [Fact]
    public void The_log_beside_it_is_no_input()
    {
        _other.Import(First);
        using var reader = _other.OpenToRead();
        _other.Import(Second);
        Assert.NotEmpty(File.ReadAllBytes(_other.LogPath));
        var report = Assert.Single(_archive.Import(ImportInput.FromPath(_other.LogPath, new HashSet<string>())));
        Assert.Equal(Outcome.Ignored, report.Outcome);
        Assert.All(_archive.ImportFolder(_other.Folder[""]).Where(each => each.Input != _other.Path && !each.Input.Contains('!', StringComparison.Ordinal)),
            each => Assert.Equal(Outcome.Ignored, each.Outcome));
        using var empty = new TestArchive();
        Assert.Equal(2, Merge(empty, _other).Count(each => each.Outcome == Outcome.Imported));
    }

    [Theory]
    [InlineData("format-1.db.gz")]
    [InlineData("format-2.db.gz")]
    [InlineData("format-2-urls.db.gz")]
    public void Older_formats_are_read(string name)
    {
        using (var packed = new System.IO.Compression.GZipStream(File.OpenRead(Fixture.In("archives", name)), System.IO.Compression.CompressionMode.Decompress))
        using (var file = File.Create(_other.Path))
        {
            packed.CopyTo(file);
        }

        Merge(_archive, _other);
        Assert.Equal(Exports(_other), Exports(_archive));
        Assert.Empty(_archive.Checked().Findings);
    }

    [Fact]
    public void A_dry_run_says_the_same()
    {
        _other.Import(First, Second);
        _archive.Import(First);
        Remove(_other, Second.Id);
        using (var archive = _archive.OpenToRead())
        {
            Assert.Equal([Outcome.Unchanged, Outcome.Removed, Outcome.Used], TestArchive.Outcomes(Archive.PreviewImport(archive, Inputs(_other), CancellationToken.None)));
        }

        Assert.Equal([Outcome.Unchanged, Outcome.Removed, Outcome.Used], TestArchive.Outcomes(Merge(_archive, _other)));
    }

    /// <summary>Of an archive whose articles are known but for what was read, noted, or stated before; and of one that has the same in other bytes.</summary>
    [Fact]
    public void A_dry_run_sees_what_was_read_and_noted_and_not_how_a_dump_was_written()
    {
        _archive.Import(First, Second);
        _other.Import(First, Second);
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged, Outcome.Used], Previewed());
        using (var archive = _other.OpenToWrite())
        {
            archive.LogReadings([archive.Find(First.Id.ToString())], new WallTime(new DateTime(2025, 2, 3, 8, 15, 0)));
        }

        Assert.Equal([Outcome.Updated, Outcome.Unchanged, Outcome.Used], Previewed());
        Assert.Equal([Outcome.Updated, Outcome.Unchanged, Outcome.Used], TestArchive.Outcomes(Merge(_archive, _other)));

        using var written = new TestArchive();
        written.Import(TestArchive.Input(First.ToString().Replace("\n", "\r\n")));
        Assert.Equal([Outcome.Unchanged, Outcome.Used], Previewed(written));
        Assert.Equal([Outcome.Unchanged, Outcome.Used], TestArchive.Outcomes(Merge(_archive, written)));

        IEnumerable<Outcome> Previewed(TestArchive? other = null)
        {
            using var archive = _archive.OpenToRead();
            return [.. TestArchive.Outcomes(Archive.PreviewImport(archive, Inputs(other ?? _other), CancellationToken.None))];
        }
    }

    private static IEnumerable<ImportInput> Inputs(TestArchive archive) => ImportInput.FromPath(archive.Path, new HashSet<string>());

    private static List<StretchReport> Merge(TestArchive into, TestArchive other, ImportOptions? options = null)
    {
        using var archive = into.OpenToWrite();
        var reports = new List<StretchReport>();
        archive.Import(Inputs(other), reports.AddRange, CancellationToken.None, options);
        return reports;
    }

    private static void Remove(TestArchive archive, Guid id)
    {
        using var opened = archive.OpenToWrite();
        opened.Remove([opened.Find(id.ToString())]);
    }

    private static void Say(TestArchive archive, Guid id, Note note)
    {
        using var opened = archive.OpenToWrite();
        opened.Annotate([opened.Find(id.ToString())], note);
    }

    private static Guid[] Removed(TestArchive archive) =>
        archive.OpenedToRead(opened => opened.Removed().Select(removed => removed.Article.Id).Order().ToArray());

    /// <summary>The lines of the export in no order.</summary>
    private static string[] Exports(TestArchive archive) => archive.OpenedToRead(opened =>
    {
        var output = new MemoryStream();
        using (var writer = ExportFormat.JsonLines.To(output))
        {
            writer.Begin();
            foreach (var (article, text) in opened.SelectWithText(new Selection { Order = SortOrder.AsImported }))
            {
                writer.Write(article, text);
            }

            writer.Complete();
        }

        return System.Text.Encoding.UTF8.GetString(output.ToArray()).Split('\n').Order(StringComparer.Ordinal).ToArray();
    });

    private static string[] Originals(TestArchive archive, Guid id) => archive.OpenedToRead(opened =>
        opened.History(opened.Find(id.ToString())).Select(state => Convert.ToHexString(TestArchive.OriginalOf(opened, state.Article))).ToArray());

    private static string History(TestArchive archive, Guid id) => string.Join(' ', Originals(archive, id));
}
