using System.IO.Compression;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Tests.Cli;
using ZipFile = System.IO.Compression.ZipFile;

namespace Archiver.Tests.Importing;

/// <summary>The zip files of apps: as a file, through a pipe, in another zip file, and unpacked into a folder.</summary>
public sealed class SetTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public static TheoryData<string> Zips =>
    [
        .. Directory.EnumerateFiles(Fixture.In("formats"), "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".zip", StringComparison.Ordinal) || path.EndsWith(".epub", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Fixture.In("formats"), path)).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _archive.Dispose();

    [Theory]
    [MemberData(nameof(Zips))]
    public void A_set_is_the_same_however_it_comes(string name)
    {
        var path = Fixture.In("formats", name);
        var expected = Described(Of(path));
        Assert.NotEqual("0", expected.Split('\n')[0]);
        Assert.Equal(expected, Described([TestArchive.Input(File.ReadAllBytes(path), "-")]));

        var unpacked = Directory.CreateDirectory(_archive.Folder["folder/export"]).FullName;
        using (var zip = ZipFile.OpenRead(path))
        {
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                var file = Path.Combine(unpacked, entry.FullName);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                entry.ExtractToFile(file, overwrite: true);
            }
        }

        Assert.Equal(expected, Described(Of(unpacked)));
        using (var outer = ZipFile.Open(_archive.Folder["outer.zip"], ZipArchiveMode.Create))
        {
            outer.CreateEntryFromFile(path, "inner.zip");
        }

        Assert.Equal(expected, Described(Of(_archive.Folder["outer.zip"])));
    }

    [Fact]
    public void What_else_is_in_the_folder_is_read_too_and_so_are_several_sets()
    {
        foreach (var name in (string[])["omnivore/omnivore-export.reconstructed.zip", "matter/matter-archive.reconstructed.zip"])
        {
            ZipFile.ExtractToDirectory(Fixture.In("formats", name), _archive.Folder[$"folder/{Path.GetFileName(name)}"], overwriteFiles: true);
        }

        File.WriteAllBytes(_archive.Folder["folder/one.txt"], InventedDump.Number(1).ToBytes());
        var reports = _archive.ImportFolder(_archive.Folder["folder"]);
        Assert.Equal(["dump", "matter", "omnivore"], reports.Where(report => report.Outcome == Outcome.Imported).Select(report => report.Format).Distinct().Order());
        Assert.DoesNotContain(reports, report => report.Outcome == Outcome.Rejected && report.Format is null);
        var files = Directory.EnumerateFiles(_archive.Folder["folder"], "*", SearchOption.AllDirectories).Order().ToArray();
        Assert.Equal(files, reports.Select(report => report.Input).Distinct().Order());
        Assert.Equal(files.Sum(file => new FileInfo(file).Length), reports.Sum(report => report.Length));
    }

    private static IEnumerable<ImportInput> Of(string path) => ImportInput.FromPath(path, new HashSet<string>());

    private static string Described(IEnumerable<ImportInput> inputs)
    {
        using var archive = new TestArchive();
        archive.Import(inputs);
        return archive.Describe();
    }
}
