using System.Text;
using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Store;

public sealed class ParagraphWriterTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Different_texts_of_one_hash_stay_two()
    {
        var first = Write(Forced("one"), Forced("two"), Forced("one"), Forced("two"), Forced(""), Forced(""));
        Assert.Equal([first[0], first[1], first[0], first[1], first[4], first[4]], first);
        Assert.Equal(3, first.Distinct().Count());
        var later = Write(Forced("two"), Forced("three"), Forced("one"), Forced("three"));
        Assert.Equal([first[1], later[1], first[0], later[1]], later);
        Assert.DoesNotContain(later[1], first);
    }

    [Fact]
    public void An_equal_text_gets_its_number_again_in_a_later_import()
    {
        HashedText[] texts = [.. Enumerable.Range(0, 3000).Select(number => Text($"Paragraph {number} of many."))];
        var first = Write(texts);
        Assert.Equal(3000, first.Distinct().Count());
        Assert.Equal(first.Reverse(), Write([.. texts.Reverse()]));
    }

    [Fact]
    public void A_text_is_the_same_in_an_open_pack_in_a_closed_one_and_whether_it_recurs_or_not()
    {
        using var database = Open();
        using var writer = new UniqueTextWriter(database, CatalogOf(database));
        var batch = new Batch();
        var text = Text("Here and there.");
        var number = writer.Write(text, PackUse.Body, batch);
        Assert.Equal(number, writer.Write(text, PackUse.Recurring, batch));
        writer.Close(batch);
        Assert.Equal(number, writer.Write(text, PackUse.Recurring, batch));
        Assert.NotEqual(number, writer.Add(text.Text.Span, batch));
        Assert.Equal(number, writer.Write(text, PackUse.Body, batch));
    }

    [Fact]
    public void Texts_of_any_length_come_back()
    {
        var random = new Random(7);
        HashedText[] texts =
        [
            .. new[] { 0, 1, Pack.TargetSize - 1, Pack.TargetSize, Pack.TargetSize + 1, (8 << 20) - 4, 5, (16 << 20) - 1, 3 << 20, 7 }
                .Select(length =>
                {
                    var bytes = new byte[length];
                    random.NextBytes(bytes.AsSpan(0, Math.Min(length, 100)));
                    return new HashedText(bytes);
                }),
        ];
        var numbers = Write(texts);
        Assert.Equal(numbers, Write(texts));
        using var database = Open();
        var packs = new PackStore(database);
        for (var index = 0; index < texts.Length; index++)
        {
            Assert.True(packs[numbers[index]].Span.SequenceEqual(texts[index].Text.Span));
        }
    }

    /// <summary>Writes texts as an import does, to the disk.</summary>
    private TextNumber[] Write(params HashedText[] texts)
    {
        using var database = Open();
        var catalog = CatalogOf(database);
        using var writer = new UniqueTextWriter(database, catalog);
        var batch = new Batch();
        TextNumber[] numbers = [.. texts.Select((text, index) => writer.Write(text, index % 2 == 0 ? PackUse.Recurring : PackUse.Body, batch))];
        writer.Close(batch);
        database.Begin();
        database.Insert(Pack.Collection, batch.PackDocuments());
        foreach (var (kind, entries) in batch.Entries)
        {
            new RunMerger(database, catalog).Add(kind, entries);
        }

        catalog.LastPack = writer.LastPack;
        database.Update(Catalog.Collection, [catalog.Write()]);
        database.Commit();
        return numbers;
    }

    private Database Open() => Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None);

    private static Catalog CatalogOf(Database database) => Catalog.Read(database);

    private static HashedText Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static HashedText Forced(string text) => new(Encoding.UTF8.GetBytes(text), 42);
}
