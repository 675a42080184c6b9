using Archiver.Formats.Dumps.Closings;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Searching.Sqlite;
using Archiver.Store.Documents;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Searching;

/// <summary>Whatever happens to the index, the answers are the same.</summary>
public sealed class IndexFileTests : IDisposable
{
    private static readonly string[] Questions = ["say", "\"say 3100\"", "31*", "paragraph OR title:say", "say date:2024-03-05"];

    private readonly TestArchive _archive = new();
    private readonly List<string> _complaints = [];

    public IndexFileTests() => _archive.Import(Enumerable.Range(0, 300).Select(InventedDump.Number));

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void No_flipped_bit_changes_an_answer()
    {
        var expected = Answers();
        var whole = File.ReadAllBytes(IndexPath);
        var random = new Random(7);
        var (flips, noticed) = (Extent.Of(40, 150), 0);
        for (var flip = 0; flip < flips; flip++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(IndexPath, damaged);
            Assert.Equal(expected, Answers());
            noticed += _complaints.Count;
            _complaints.Clear();
            File.WriteAllBytes(IndexPath, whole);
        }

        // Not all: a page that no question touches stays unread.
        Assert.InRange(noticed, flips / 2, flips);
    }

    [Fact]
    public void A_locked_index_is_done_without()
    {
        var expected = Answers();
        using var other = new SqliteConnection(IndexPath, TimeSpan.Zero);
        other.Run("BEGIN EXCLUSIVE");
        Assert.Equal(expected, Answers());
        Assert.Contains("cannot be used, so that this takes longer: another process is using it.",
            Assert.Single(_complaints), StringComparison.Ordinal);
    }

    /// <summary>SQLite would wait for the reader with each statement, and shut out everyone else meanwhile.</summary>
    [Fact]
    public async Task Who_brings_the_index_up_to_date_waits_once_for_its_readers()
    {
        Answers();
        using var other = new SqliteConnection(IndexPath, TimeSpan.Zero);
        other.Run("BEGIN; SELECT count(*) FROM stamp");
        _archive.Import(Enumerable.Range(1000, 200).Select(number => InventedDump.Number(number) with
        {
            Body = [string.Join(' ', Enumerable.Range(number * 1000, 1000))],
        }));
        var waited = Task.Run(() =>
        {
            using var archive = _archive.OpenToRead();
            archive.PrepareSearch(TimeSpan.FromSeconds(1), mayBeOutdated: true, _complaints.Add);
            return Numbers(archive, "1100500").Length;
        });
        Assert.Equal(1, await waited.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Contains("another process is using it", Assert.Single(_complaints), StringComparison.Ordinal);
    }

    /// <summary>As Ctrl+C does it, which the next report of progress throws.</summary>
    [Fact]
    public void An_index_whose_making_is_cancelled_leaves_nothing_and_is_made_by_the_next_search()
    {
        using (var archive = _archive.OpenToRead())
        {
            Assert.Throws<OperationCanceledException>(() => archive.PrepareSearch(
                TimeSpan.Zero, mayBeOutdated: false, _complaints.Add, (_, _) => throw new OperationCanceledException()));
        }

        Assert.DoesNotContain(_archive.Folder.Names, name => name.Contains("search", StringComparison.Ordinal));
        Answers();
        Assert.True(File.Exists(IndexPath));
        Assert.Empty(_complaints);
    }

    [Fact]
    public void An_index_that_was_cut_off_while_it_was_brought_up_to_date_is_made_again()
    {
        var expected = Answers();
        using (var index = new SearchIndex(IndexPath, TimeSpan.Zero))
        {
            index.Begin(toWrite: true);
            Assert.NotNull(index.ReadStamp());
            index.Remove([7]);
            index.CommitIncomplete();
        }

        Assert.Equal(expected, Answers());
        Assert.Empty(_complaints);
    }

    [Fact]
    public void Who_cannot_wait_for_another_that_makes_the_index_does_without()
    {
        using (new FileStream(IndexPath + ".building", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Answers();
            Assert.Contains("another process", Assert.Single(_complaints), StringComparison.Ordinal);
            Assert.False(File.Exists(IndexPath));
        }

        _complaints.Clear();
        Answers();
        Assert.Empty(_complaints);
        Assert.True(File.Exists(IndexPath));
    }

    [Fact]
    public void An_index_that_was_cut_off_while_it_was_made_is_made_again()
    {
        Answers();
        File.Move(IndexPath, IndexPath + ".new");
        File.WriteAllBytes(IndexPath + "-journal", [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 1, 2, 3]);
        Answers();
        Assert.Empty(_complaints);
        Assert.Equal(["archive.db.search"], Directory.EnumerateFiles(_archive.Folder.Path, "*.search*").Select(Path.GetFileName));
    }

    [Fact]
    public void A_reader_of_an_older_state_leaves_the_index_of_a_newer_one()
    {
        using var older = _archive.OpenToRead();
        _archive.Import(InventedDump.Number(1000));
        using (var newer = _archive.OpenToRead())
        {
            Assert.True(newer.PrepareSearch(TimeSpan.Zero, mayBeOutdated: true, _complaints.Add));
            Assert.Single(Numbers(newer, "31000"));
        }

        Assert.False(older.PrepareSearch(TimeSpan.Zero, mayBeOutdated: true, _complaints.Add));
        Assert.True(older.PrepareSearch(TimeSpan.Zero, mayBeOutdated: false, _complaints.Add));
        Assert.Empty(Numbers(older, "31000"));
        Assert.Empty(_complaints);
    }

    [Fact]
    public void New_articles_are_found_without_making_the_index_anew()
    {
        Answers();
        using (var before = new FileStream(IndexPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            _archive.Import(InventedDump.Number(1000));
            using var archive = _archive.OpenToRead();
            Assert.True(archive.PrepareSearch(TimeSpan.Zero, mayBeOutdated: true, _complaints.Add));
            Assert.Single(Numbers(archive, "31000"));

            // The file that was open before has changed: another did not take its place.
            before.Position = 0;
            var changed = new byte[before.Length];
            before.ReadExactly(changed);
            Assert.Equal(changed, File.ReadAllBytes(IndexPath));
        }

        Assert.Empty(_complaints);
    }

    [Fact]
    public void An_index_of_a_copy_that_has_grown_apart_is_brought_up_to_date()
    {
        using var copy = new TestArchive();
        File.Copy(_archive.Path, copy.Path);
        Remove(_archive, 7);
        Remove(copy, 8);
        Answers();
        File.Copy(IndexPath, copy.Path + ".search");
        using (var archive = copy.OpenToRead())
        {
            Assert.True(archive.PrepareSearch(TimeSpan.Zero, mayBeOutdated: true, _complaints.Add));
            Assert.Equal([7], Numbers(archive, $"\"say {6 * 31}\""));
            Assert.Empty(Numbers(archive, $"\"say {7 * 31}\""));
        }

        Assert.Empty(_complaints);
    }

    [Fact]
    public void An_index_stays_as_it_is_until_what_is_archived_changes()
    {
        Answers();
        var before = File.ReadAllBytes(IndexPath);
        _archive.Read(InventedDump.Number(5).Id, "2025-02-03T08:00");
        _archive.Import(InventedDump.Number(5));
        Answers();
        Assert.Equal(before, File.ReadAllBytes(IndexPath));
        Remove(_archive, 7);
        Answers();
        Assert.NotEqual(before, File.ReadAllBytes(IndexPath));
        Assert.Empty(_complaints);
    }

    /// <summary>It had the catalog's hash where now is the number of the state, and may lie where nothing can be written.</summary>
    [Fact]
    public void An_index_with_the_former_stamp_is_used_as_it_is()
    {
        var expected = Answers();
        using (var database = Database.OpenToRead(_archive.Path, TimeSpan.Zero, CancellationToken.None))
        using (var index = new SearchIndex(IndexPath, TimeSpan.Zero))
        {
            var catalog = Catalog.Read(database);
            Assert.NotEqual(0, catalog.State);
            index.WriteStamp(index.ReadStamp()! with { State = IndexStamp.HashOf(catalog) });
        }

        var before = File.ReadAllBytes(IndexPath);
        Assert.Equal(expected, Answers());
        Assert.Equal(before, File.ReadAllBytes(IndexPath));
        Assert.Empty(_complaints);
    }

    private string IndexPath => _archive.Path + ".search";

    private string Answers()
    {
        using var archive = _archive.OpenToRead();
        var isReady = archive.PrepareSearch(TimeSpan.Zero, mayBeOutdated: true, _complaints.Add);
        Assert.True(isReady);
        return string.Join('\n', Questions.Select(query => string.Join(' ', Numbers(archive, query))));
    }

    private static void Remove(TestArchive archive, int number)
    {
        using var opened = archive.OpenToWrite();
        opened.Remove([.. opened.Select(new Selection()).Where(article => article.Number == number)]);
    }

    private static int[] Numbers(Archive archive, string text)
    {
        Assert.True(Query.TryParse(text, TimeProvider.System, out var query, out _));
        return [.. archive.Search(new Selection { Query = query }).Select(hit => hit.Number)];
    }
}
