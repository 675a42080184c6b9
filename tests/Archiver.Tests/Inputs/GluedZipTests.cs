using Archiver.Formats.Reading;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Inputs;

/// <summary>Zip files one after another in one file.</summary>
public sealed class GluedZipTests
{
    private static readonly byte[] First = InventedDump.Number(1).ToBytes();

    private static readonly byte[] Second = InventedDump.Number(2).ToBytes();

    private static readonly byte[] Third = InventedDump.Number(3).ToBytes();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_of_them_is_read(bool isStream)
    {
        byte[] glued = [.. Packed.Zip(isStream, ("one", First), ("two", Second)), .. Packed.Zip(isStream), .. Packed.Zip(!isStream, ("three", Third))];
        string[] all = ["in!one Article", "in!two Article", "in!three Article"];
        Assert.Equal(all, Articles(Packed.ReadFile(glued)));
        Assert.Equal(all, Articles(Packed.Read(glued)));
        Assert.Equal(all, Articles(Packed.Read(Packed.Gzip(glued))));
        Assert.Equal(["in!inner!one Article", "in!inner!two Article", "in!inner!three Article"], Articles(Packed.ReadFile(Packed.Zip(false, ("inner", glued)))));
    }

    [Fact]
    public void Of_members_with_one_name_each_is_read()
    {
        byte[] glued = [.. Packed.Zip(false, ("one", First)), .. Packed.Zip(false, ("one", Second)), .. Packed.Zip(false, ("one", Third))];
        Assert.Equal([First.Length, Second.Length, Third.Length], Packed.ReadFile(glued).Select(piece => (int)piece.Stretch.Length));
    }

    [Fact]
    public void An_app_s_files_are_told_apart()
    {
        var (omnivore, matter) = (File.ReadAllBytes(Fixture.In("formats", "omnivore/omnivore-export.reconstructed.zip")), File.ReadAllBytes(Fixture.In("formats", "matter/matter-archive.reconstructed.zip")));
        string[] alone = [.. Formats(Packed.ReadFile(omnivore)), .. Formats(Packed.ReadFile(matter))];
        Assert.Contains("omnivore", alone);
        Assert.Contains("matter", alone);
        Assert.Equal(alone, Formats(Packed.ReadFile([.. omnivore, .. matter])));
        Assert.Equal(alone, Formats(Packed.Read([.. omnivore, .. matter])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_follows_the_last_is_named_and_zeros_are_nothing(bool isFile)
    {
        var zip = Packed.Zip(false, ("one", First));
        var read = isFile ? Packed.ReadFile([.. zip, .. "a word"u8]) : Packed.Read([.. zip, .. "a word"u8]);
        Assert.Equal(["in!one Article", "in Rejected it follows the end of the zip file, and is not read"], read.Select(Packed.Describe));
        Assert.Equal((zip.Length, 6), (read[1].Stretch.Offset, read[1].Stretch.Length));
        Assert.Single(isFile ? Packed.ReadFile([.. zip, .. new byte[512]]) : Packed.Read([.. zip, .. new byte[512]]));
    }

    [Fact]
    public void One_that_is_cut_off_costs_the_others_nothing()
    {
        var zip = Packed.Zip(false, ("one", First), ("two", Second));
        var read = Packed.ReadFile([.. zip.AsSpan(0, zip.Length - 60), .. Packed.Zip(false, ("three", Third))]);
        Assert.Equal(["in!one Article", "in!two Article", "in!three Article"], Articles(read));
    }

    private static IEnumerable<string> Articles(List<(string Name, Stretch Stretch)> read) =>
        read.Where(piece => piece.Stretch.Kind == StretchKind.Article).Select(Packed.Describe);

    private static IEnumerable<string> Formats(List<(string Name, Stretch Stretch)> read) =>
        read.Where(piece => piece.Stretch.Article is not null).Select(piece => piece.Stretch.Format!);
}
