using Archiver.Tests.Importing;
using CsCheck;

namespace Archiver.Tests.Upkeep;

/// <summary>Random sequences of imports, most of which change articles that are there.</summary>
public sealed class MaintenancePropertyTests
{
    private static readonly Gen<InventedDump> AnyDump = Gen.Select(
        Gen.Int[1, 12], Gen.Int[0, 30].Array[1, 6], Gen.Int[0, 6].Array[0, 3], Gen.Int[0, 3], Gen.Int[0, 28], Gen.Int[0, 6],
        (id, body, similar, category, day, encoding) => new InventedDump(
            InventedDump.IdOf(id), category == 0 ? null : $"category {category}", day == 0 ? null : $"2024-02-{day:00}",
            ["Lead.", .. body.Select(number => $"Sentence {number}."), "Close."])
        {
            Similar = [.. similar.Select(number => $"Title {number}")],
            Url = day % 2 == 0 ? null : $"https://news.example/{id}",

            // No frame gives a lone carriage return back: such an original is stored as it is.
            OtherDetails = encoding == 0 ? ["Mood: \r\n"] : [],
        });

    private static readonly Gen<InventedDump[][]> Imports = AnyDump.Array[1, 6].Array[1, 8];

    [Fact]
    public void Compacting_changes_nothing_that_can_be_read() => Imports.Sample(
        imports =>
        {
            using var archive = Imported(imports);
            var before = archive.Everything();
            var first = archive.Compacted();
            Assert.Equal(before, archive.Everything());
            var compacted = archive.CatalogOf();

            var second = archive.Compacted();
            Assert.Equal(before, archive.Everything());
            Assert.Equal((first.PacksAfter, first.BytesAfter), (second.PacksAfter, second.BytesAfter));
            Assert.Equal(compacted.Runs, archive.CatalogOf().Runs);
            archive.AssertNothingLeft();
        },
        iter: Extent.Of(8, 25), threads: 1);

    [Fact]
    public void Imports_after_compacting_come_to_the_same_as_without() => Gen.Select(Imports, Imports).Sample(
        (before, after) =>
        {
            using var compacted = Imported(before);
            using var plain = Imported(before);
            compacted.Compacted();
            foreach (var dumps in after)
            {
                compacted.Import(dumps);
                plain.Import(dumps);
            }

            Assert.Equal(plain.Describe(), compacted.Describe());
        },
        iter: Extent.Of(4, 10), threads: 1);

    [Fact]
    public void A_backup_holds_the_same() => Imports.Sample(
        imports =>
        {
            using var archive = Imported(imports);
            using var folder = new TemporaryFolder();
            archive.BackedUp(folder["backup.db"]);
            Assert.Equal(archive.Everything(), MaintenanceTest.Everything(folder["backup.db"]));
        },
        iter: Extent.Of(4, 10), threads: 1);

    private static TestArchive Imported(InventedDump[][] imports)
    {
        var archive = new TestArchive();
        foreach (var dumps in imports)
        {
            archive.Import(dumps);
        }

        return archive;
    }
}
