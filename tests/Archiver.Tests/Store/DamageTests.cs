using Archiver.Articles;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using CsCheck;

namespace Archiver.Tests.Store;

public sealed class DamageTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_changed_article_is_refused()
    {
        _archive.Import(InventedDump.Number(1));
        using (var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None))
        {
            var document = database.Changing(ArticleDocument.Collection, 1);
            document.Fields["title"] = "Something else";
            database.Begin();
            database.Update(ArticleDocument.Collection, [document]);
            database.WaitFor(database.Commit());
            database.Finish();
        }

        using var archive = _archive.OpenToRead();
        Assert.Equal(Failure.Damaged,
            Assert.Throws<ArchiverException>(() => archive.Select(new Selection()).ToArray()).Failure);
    }

    [Fact]
    public void A_category_that_has_vanished_is_noticed()
    {
        _archive.Import(InventedDump.Number(1));
        using (var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None))
        {
            database.Begin();
            database.Delete(CategoryTable.Collection, [1]);
            database.WaitFor(database.Commit());
            database.Finish();
        }

        using var archive = _archive.OpenToRead();
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => archive.Categories()).Failure);
    }

    /// <summary>Wherever a bit flips: what is read is what was imported, or the archive is refused as damaged.</summary>
    [Fact]
    public void A_flipped_bit_changes_nothing_unnoticed()
    {
        _archive.Import(Enumerable.Range(0, 30).Select(InventedDump.Number));
        var (whole, expected) = (File.ReadAllBytes(_archive.Path), Describe(_archive.Path));
        var noticed = 0;
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 7]).Sample((at, bit) =>
        {
            var path = _archive.Folder["flipped.db"];
            var bytes = whole.ToArray();
            bytes[at] ^= (byte)(1 << bit);
            File.WriteAllBytes(path, bytes);
            try
            {
                Assert.Equal(expected, Describe(path));
            }
            catch (ArchiverException exception)
            {
                Assert.Equal(Failure.Damaged, exception.Failure);
                noticed++;
            }
        }, iter: 150, threads: 1);
        Assert.True(noticed > 0);
    }

    private static string Describe(string path) => TestArchive.Describe(path);
}
