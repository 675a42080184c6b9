using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Store.Documents;
using Archiver.Store.Runs;
using Archiver.Tests.Upkeep;
using Archiver.Texts;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Importing;

/// <summary>Whoever writes a dump can give two paragraphs the same XXH3. A hash finds; a comparison decides.</summary>
public sealed class SameHashTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Two_texts_of_one_hash_are_what_the_other_tests_need()
    {
        Assert.NotEqual(Paragraph(0), Paragraph(1));
        Assert.Equal(Checksum.Of(Encoding.UTF8.GetBytes(Paragraph(0))), Checksum.Of(Encoding.UTF8.GetBytes(Paragraph(1))));
    }

    [Fact]
    public void Paragraphs_of_one_hash_stay_apart_and_are_no_damage()
    {
        _archive.Import(Enumerable.Range(0, 20).Select(number => InventedDump.Number(number) with { Body = [Paragraph(number), "And so on."] }));
        Assert.Empty(_archive.Checked().Findings);
        var everything = _archive.Everything();
        _archive.Compacted();
        Assert.Equal(everything, _archive.Everything());
        _archive.BackedUp(_archive.Folder["backup.db"]);
        Assert.True(VerifyTest.Salvaged(_archive.Path, _archive.Folder["saved.db"]).IsComplete);
        Assert.Equal(everything, MaintenanceTest.Everything(_archive.Folder["saved.db"]));
    }

    [Fact]
    public void A_text_of_one_hash_with_others_that_is_there_twice_is_still_found()
    {
        _archive.Import(Enumerable.Range(0, 3).Select(number => InventedDump.Number(number) with { Body = [Paragraph(number), "And so on."] }));
        _archive.Change((database, catalog) =>
        {
            var text = Encoding.UTF8.GetBytes(Paragraph(1));
            var place = VerifyTest.AddPack(database, catalog, text);
            new RunMerger(database, catalog).Add(RunKind.Text, [new RunEntry(RunKey.OfText(Checksum.Of(text)), place.Value)]);
        });
        Assert.Contains(_archive.Checked().Findings, finding => finding.What.Contains("there twice", StringComparison.Ordinal));
    }

    [Fact]
    public void Bodies_of_one_hash_in_one_import_are_no_duplicates()
    {
        var reports = _archive.Import(Enumerable.Range(0, 4).Select(number => InventedDump.Number(number) with { Body = [Paragraph(number), "And so on."] }));
        Assert.DoesNotContain(Outcome.Duplicate, TestArchive.Outcomes(reports));
        var again = _archive.Import(InventedDump.Number(50) with { Body = [Paragraph(2), "And so on."] },
            InventedDump.Number(51) with { Body = [Paragraph(77), "And so on."] });
        Assert.Equal([Outcome.Duplicate, Outcome.Imported], TestArchive.Outcomes(again));
    }

    /// <summary>
    /// XXH3 multiplies, in each stripe of 64 bytes, the halves of each eight bytes XOR eight of its secret. Where the upper
    /// half of these is that of the secret the product is 0, and the eight bytes count by their sum with those at the same
    /// place of other stripes alone: what one has more and another has less changes nothing.
    /// </summary>
    private static string Paragraph(int number)
    {
        var text = Enumerable.Repeat((byte)'a', 512).ToArray();
        Assert.InRange(number, 0, 90);
        Put(128, [(byte)(33 + number), (byte)'b', (byte)'c', 0xF1, 0x83, 0x90, 0x97, 0xDB, 0x80]);
        Put(192, [(byte)(126 - number), (byte)'b', (byte)'c', 0xE3, 0xB7, 0xB3, 0x67, 0x1F]);
        return Encoding.UTF8.GetString(text);

        void Put(int at, ReadOnlySpan<byte> bytes) => bytes.CopyTo(text.AsSpan(at));
    }
}
