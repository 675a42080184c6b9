using Archiver.Files;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Tests.Inputs;

namespace Archiver.Tests.Importing;

/// <summary>Archives that cannot be opened where they are.</summary>
public sealed class WrappedArchiveTests : IDisposable
{
    private readonly TestArchive _archive = new();
    private readonly TestArchive _other = new();

    public WrappedArchiveTests() => _other.Import(InventedDump.Number(1), InventedDump.Number(2));

    public static TheoryData<string> Wrappings => ["gzip", "zstd", "zip", "zip from a pipe", "tar", "gzip in tar", "a pipe"];

    public void Dispose()
    {
        _archive.Dispose();
        _other.Dispose();
    }

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void An_archive_in_another_input_is_read(string wrapping)
    {
        var reports = _archive.Import(Wrapped(wrapping, File.ReadAllBytes(_other.Path)));
        Assert.Equal([Outcome.Imported, Outcome.Imported, Outcome.Used], TestArchive.Outcomes(reports));
        Assert.Equal(_other.Describe(), _archive.Describe());
    }

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void Why_one_cannot_be_read_is_said_without_naming_a_copy(string wrapping)
    {
        var bytes = File.ReadAllBytes(_other.Path);
        var report = Assert.Single(_archive.Import(Wrapped(wrapping, bytes.AsSpan(0, 20000).ToArray())), report => report.Outcome != Outcome.Blank);
        Assert.Equal(Outcome.Rejected, report.Outcome);
        Assert.DoesNotContain(Path.GetTempPath(), Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(Path.GetTempPath(), "archiver-*"),
            folder => File.Exists(Path.Combine(folder, "archive.db")) && new FileInfo(Path.Combine(folder, "archive.db")).Length == 20000);
    }

    [Fact]
    public void A_name_that_is_no_utf8_hides_no_archive()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere names are text.");
        var folder = Directory.CreateDirectory(_archive.Folder["in"]).FullName;
        File.Copy(_other.Path, Path.Combine(folder, "plain.db"));
        Rename(Path.Combine(folder, "plain.db"), Path.Combine(folder, "caf\uDCE9.db"));
        var reports = _archive.ImportFolder(folder);
        Assert.Equal([Outcome.Imported, Outcome.Imported, Outcome.Used], TestArchive.Outcomes(reports));
        Assert.EndsWith(@"caf\xE9.db", reports[^1].Input, StringComparison.Ordinal);
        Rename(Path.Combine(folder, "caf\uDCE9.db"), Path.Combine(folder, "plain.db"));
    }

    private static ImportInput Wrapped(string wrapping, byte[] archive) => wrapping switch
    {
        "gzip" => TestArchive.Input(Packed.Gzip(archive)),
        "zstd" => TestArchive.Input(Packed.Zstandard(archive)),
        "zip" => TestArchive.Input(Packed.Zip(false, ("a.db", archive))),
        "zip from a pipe" => TestArchive.Input(Packed.Zip(true, ("a.db", archive))),
        "tar" => TestArchive.Input(Packed.Tar(("a.db", archive))),
        "gzip in tar" => TestArchive.Input(Packed.Tar(("a.db.gz", Packed.Gzip(archive)))),
        _ => TestArchive.Input(archive),
    };

    private static void Rename(string from, string to) => Assert.Equal(0, Rename(SystemName.Encode(from), SystemName.Encode(to)));

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "rename")]
    private static extern int Rename(byte[] from, byte[] to);
}
