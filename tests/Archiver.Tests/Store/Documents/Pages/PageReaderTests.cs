using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using CsCheck;
using LiteDB;

namespace Archiver.Tests.Store.Documents.Pages;

/// <summary>What is read from the pages is what LiteDB would have read.</summary>
public sealed class PageReaderTests : IDisposable
{
    private const int Numbers = 600;

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Documents_are_found_as_LiteDB_finds_them_in_the_log_and_in_the_archive() => Gen.Int.Sample(seed =>
    {
        var (random, path) = (new Random(seed), _archive.Folder[$"{Guid.NewGuid()}.db"]);
        var expected = new SortedDictionary<int, string>();
        for (var commit = 0; commit < 4; commit++)
        {
            using var database = Database.OpenToWrite(path, TimeSpan.Zero, CancellationToken.None);
            Change(database, expected, random);
            AssertReads(path, expected, random);
            AssertFinds(database, expected, random);
            if (random.Next(2) == 0)
            {
                database.Finish();
                AssertReads(path, expected, random);
            }
        }
    }, iter: 8, threads: 1);

    [Fact]
    public void A_reader_keeps_what_it_saw_when_it_was_opened()
    {
        var (random, expected) = (new Random(1), new SortedDictionary<int, string>());
        using var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None);
        Change(database, expected, random);
        using var reader = Open(_archive.Path);
        var before = new SortedDictionary<int, string>(expected);
        Change(database, expected, random);
        AssertFinds(reader, before, random);
        AssertReads(_archive.Path, expected, random);
    }

    [Fact]
    public void The_last_document_is_found_after_one_behind_it_was_looked_for()
    {
        using (var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None))
        {
            database.Begin();
            database.Insert(CategoryTable.Collection, Enumerable.Range(1, Numbers).Select(number => CategoryTable.ToDocument($"{number}", number)));
            database.WaitFor(database.Commit());
        }

        using var reader = Open(_archive.Path);
        Assert.Equal("10", reader.Find(CategoryTable.Collection, 10)?["name"u8].AsText);
        Assert.Null(reader.Find(CategoryTable.Collection, Numbers + 1));
        Assert.Equal($"{Numbers}", reader.Find(CategoryTable.Collection, Numbers)?["name"u8].AsText);
    }

    [Fact]
    public void A_damaged_collection_leaves_the_others_readable()
    {
        _archive.Import(InventedDump.Number(1));
        var bytes = File.ReadAllBytes(_archive.Path);
        var header = bytes[..Page.Size];
        Assert.True(Page.TryOpen(header));
        var page = ArchiveFormat.Collections(header)[CategoryTable.Collection];
        bytes[(page * Page.Size) + 100] ^= 1;
        File.WriteAllBytes(_archive.Path, bytes);
        using var reader = Open(_archive.Path);
        Assert.NotNull(reader.Find(ArticleDocument.Collection, 1));
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => reader.Find(CategoryTable.Collection, 1)).Failure);
    }

    [Fact]
    public void However_the_log_is_damaged_it_is_refused()
    {
        var (random, expected) = (new Random(2), new SortedDictionary<int, string>());
        using (var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None))
        {
            Change(database, expected, random);
            File.Copy(_archive.Path, _archive.Folder["damaged.db"]);
            File.Copy(_archive.LogPath, _archive.Folder["damaged-log.db"]);
        }

        var log = File.ReadAllBytes(_archive.Folder["damaged-log.db"]);
        for (var time = 0; time < 400; time++)
        {
            var damaged = log.ToArray();
            var page = random.Next(log.Length / Page.Size) * Page.Size;
            for (var bytes = 0; bytes < 20; bytes++)
            {
                // A link leads to another page or slot, or back.
                damaged[page + random.Next(Page.Size)] = (byte)random.Next(6);
            }

            File.WriteAllBytes(_archive.Folder["damaged-log.db"], damaged);
            if (!damaged.AsSpan().SequenceEqual(log))
            {
                Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => Open(_archive.Folder["damaged.db"])).Failure);
            }
        }
    }

    /// <summary>Removes some documents and adds others, of a few bytes and of many pages.</summary>
    private static void Change(Database database, SortedDictionary<int, string> documents, Random random)
    {
        database.Begin();
        int[] removed = [.. documents.Keys.Where(_ => random.Next(4) == 0)];
        database.Delete(CategoryTable.Collection, removed);
        Array.ForEach(removed, number => documents.Remove(number));
        int[] added = [.. Enumerable.Range(1, Numbers).Where(number => !documents.ContainsKey(number) && random.Next(3) == 0)];
        random.Shuffle(added);
        foreach (var number in added)
        {
            documents[number] = new string((char)('a' + random.Next(26)), random.Next(20) == 0 ? random.Next(40_000) : random.Next(1, 300));
        }

        database.Insert(CategoryTable.Collection, added.Select(number => CategoryTable.ToDocument(documents[number], number)));
        database.WaitFor(database.Commit());
    }

    private static void AssertReads(string path, SortedDictionary<int, string> expected, Random random)
    {
        using var reader = Open(path);
        AssertFinds(reader, expected, random);
    }

    private static void AssertFinds(Database database, SortedDictionary<int, string> expected, Random random)
    {
        int[] numbers = [.. Enumerable.Range(0, Numbers + 2)];
        random.Shuffle(numbers);
        foreach (var number in numbers)
        {
            Assert.Equal(expected.GetValueOrDefault(number), database.Find(CategoryTable.Collection, number)?["name"u8].AsText);
        }

        for (var time = 0; time < 10; time++)
        {
            var first = random.Next(Numbers);
            var last = first + random.Next(Numbers);
            Assert.Equal(expected.Where(pair => pair.Key >= first && pair.Key <= last),
                database.Range(CategoryTable.Collection, first, last).Select(Pair));
            int[] some = [.. Enumerable.Range(1, Numbers).Where(_ => random.Next(1 + (time * 20)) == 0)];
            Assert.Equal(expected.Where(pair => some.Contains(pair.Key)),
                database.FindAll(CategoryTable.Collection, some.Concat(some.Take(3))).Select(Pair));
        }

        Assert.Null(database.Find("none", 1));
        Assert.Empty(database.Range("none", 1, 5));
    }

    private static KeyValuePair<int, string> Pair(Document document) => new(document.Number, document["name"u8].AsText!);

    private static Database Open(string path) => Database.OpenToRead(path, TimeSpan.Zero, CancellationToken.None);
}
