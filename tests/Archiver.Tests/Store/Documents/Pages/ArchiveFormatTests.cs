using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Tests.Importing;
using LiteDB;

namespace Archiver.Tests.Store.Documents.Pages;

/// <summary>What is not an archive is refused and stays as it was, and nothing appears beside it.</summary>
public sealed class ArchiveFormatTests : IDisposable
{
    private const int InfoAt = 40;
    private const int FileVersionAt = 59;
    private const int UserVersionAt = 76;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Foreign =>
        ["a text", "a long text", "a picture", "an empty file", "a short file", "another program's LiteDB file", "a LiteDB file of old"];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Foreign))]
    public void What_is_no_archive_is_refused(string what) => AssertRefused(Failure.NoArchive, what switch
    {
        "a text" => "These are my notes.\n"u8.ToArray(),
        "a long text" => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("These are my notes.\n", 1000))),
        "a picture" => [0x89, .. "PNG\r\n\u001A\n"u8, .. new byte[20_000]],
        "an empty file" => [],
        "a short file" => EmptyArchive.Create()[..5000],
        "a LiteDB file of old" => With(OtherLiteDb(), FileVersionAt, 7),
        _ => OtherLiteDb(),
    });

    [Theory, InlineData(FileVersionAt), InlineData(UserVersionAt + 1), InlineData(InfoAt), InlineData(Page.Size - 1)]
    public void An_archive_whose_first_page_has_changed_is_refused_as_damaged(int offset) =>
        AssertRefused(Failure.Damaged, With(EmptyArchive.Create(), offset, 0x77));

    [Fact]
    public void A_truncated_archive_is_refused_as_damaged()
    {
        var whole = EmptyArchive.Create();
        AssertRefused(Failure.Damaged, whole[..^1]);
        AssertRefused(Failure.Damaged, whole[..Page.Size]);
    }

    [Fact]
    public void An_archive_of_a_newer_format_is_refused()
    {
        var newer = With(EmptyArchive.Create(), UserVersionAt, ArchiveFormat.Version + 1);
        Page.Seal(newer.AsSpan(0, Page.Size));
        var refusal = AssertRefused(Failure.General, newer);
        Assert.Contains("newer Archiver", refusal.Message);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(_folder["archive.db"]);
        foreach (var open in Openings)
        {
            Assert.Equal(Failure.NoArchive, Assert.Throws<ArchiverException>(() => open(_folder["archive.db"])).Failure);
        }

        Assert.Equal(["archive.db"], _folder.Names);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["archive.db"]));
    }

    [Fact]
    public void Where_there_is_nothing_a_reader_makes_nothing()
    {
        Assert.Equal(Failure.NoArchive,
            Assert.Throws<ArchiverException>(() => TestArchive.OpenToRead(_folder["archive.db"])).Failure);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_place_in_no_folder_cannot_be_written() => Assert.Equal(Failure.NotWritable,
        Assert.Throws<ArchiverException>(() => TestArchive.OpenToWrite(_folder["none/archive.db"])).Failure);

    [Fact]
    public void An_archive_is_one_for_LiteDB_too()
    {
        using var archive = new TestArchive();
        archive.Import(Enumerable.Range(0, 100).Select(InventedDump.Number));
        using var database = new LiteDatabase($"Filename={archive.Path};ReadOnly=true");
        Assert.Equal(1, database.GetCollection(Catalog.Collection).Count());
        Assert.Equal(100, database.GetCollection(ArticleDocument.Collection).FindAll().Count());
        Assert.Equal(Collation.Binary.ToString(), database.Collation.ToString());
    }

    private static Func<string, Archive>[] Openings => [TestArchive.OpenToRead, TestArchive.OpenToWrite];

    private ArchiverException AssertRefused(Failure failure, byte[] content)
    {
        var path = _folder["archive.db"];
        File.WriteAllBytes(path, content);
        ArchiverException? refusal = null;
        foreach (var open in Openings)
        {
            refusal = Assert.Throws<ArchiverException>(() => open(path));
            Assert.Equal(failure, refusal.Failure);
            Assert.Contains(path, refusal.Message);
            Assert.Equal(content, File.ReadAllBytes(path));
            Assert.Equal(["archive.db"], _folder.Names);
        }

        return refusal!;
    }

    private static byte[] With(byte[] bytes, int offset, byte value)
    {
        bytes[offset] = value;
        return bytes;
    }

    private byte[] OtherLiteDb()
    {
        using (var database = new LiteDatabase(_folder["other.db"]))
        {
            database.GetCollection("articles").Insert(new BsonDocument { ["title"] = "Not ours" });
        }

        var bytes = File.ReadAllBytes(_folder["other.db"]);
        File.Delete(_folder["other.db"]);
        return bytes;
    }
}
