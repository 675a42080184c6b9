using System.Runtime.InteropServices;
using Archiver.Formats.Dumps.Closings;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Searching.Sqlite;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Searching;

/// <summary>What somebody else puts where the index belongs harms nobody.</summary>
public sealed class ForeignIndexTests : IDisposable
{
    private readonly TestArchive _archive = new();
    private readonly List<string> _complaints = [];

    public ForeignIndexTests() => _archive.Import(Enumerable.Range(0, 20).Select(InventedDump.Number));

    public void Dispose() => _archive.Dispose();

    [Theory]
    [InlineData("DROP TABLE stamp; CREATE VIEW stamp AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        + "SELECT 4 AS version, i AS catalog, 0 AS article, 0 AS revision, 0 AS pack, 0 AS anchor FROM n")]
    [InlineData("CREATE TRIGGER more AFTER INSERT ON articles BEGIN INSERT INTO articles VALUES (new.row + 1, new.facts); END")]
    [InlineData("CREATE TABLE other (a)")]
    [InlineData("CREATE INDEX by_name ON categories (name)")]
    [InlineData("DROP TABLE categories; CREATE TABLE categories (number INTEGER PRIMARY KEY, name TEXT AS (hex(zeroblob(1000000000))))")]
    [InlineData("DROP TABLE articles; CREATE VIEW articles AS SELECT 1 AS row, zeroblob(12288) AS facts")]
    public void Another_schema_is_no_index_and_made_anew(string change)
    {
        var expected = Search();
        using (var connection = new SqliteConnection(IndexPath, TimeSpan.Zero))
        {
            connection.Run(change);
        }

        Assert.Equal(expected, List());
        Assert.Equal(expected, Search());
        Assert.Contains("is made anew", Assert.Single(_complaints), StringComparison.Ordinal);
        _complaints.Clear();
        Assert.Equal(expected, Search());
        Assert.Empty(_complaints);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-journal")]
    [InlineData(".new")]
    [InlineData(".building")]
    public void A_link_there_is_not_followed(string suffix)
    {
        var expected = Search();
        _archive.Import(InventedDump.Number(1000));
        var elsewhere = _archive.Folder["elsewhere"];
        File.WriteAllText(elsewhere, "as it was");
        File.Delete(IndexPath + suffix);
        File.CreateSymbolicLink(IndexPath + suffix, elsewhere);
        Assert.Equal(expected, Search());
        Assert.Equal(expected, List());
        Assert.Equal("as it was", File.ReadAllText(elsewhere));
        Assert.Null(new FileInfo(IndexPath).LinkTarget);
        Assert.All(_complaints, complaint => Assert.Contains("is made anew", complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-journal")]
    [InlineData(".new")]
    [InlineData(".building")]
    public void A_link_to_nowhere_makes_nothing_there(string suffix)
    {
        var expected = Search();
        _archive.Import(InventedDump.Number(1000));
        File.Delete(IndexPath + suffix);
        File.CreateSymbolicLink(IndexPath + suffix, _archive.Folder["nowhere"]);
        Assert.Equal(expected, Search());
        Assert.False(File.Exists(_archive.Folder["nowhere"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-journal")]
    [InlineData(".new")]
    [InlineData(".building")]
    public void A_pipe_there_keeps_nobody_waiting(string suffix)
    {
        var expected = Search();
        _archive.Import(InventedDump.Number(1000));
        File.Delete(IndexPath + suffix);
        Assert.Equal(0, MakePipe(IndexPath + suffix, 0x180));
        Assert.Equal(expected, List());
        Assert.Equal(expected, Search());
    }

    [Fact]
    public void A_folder_there_is_done_without()
    {
        var expected = Search();
        File.Delete(IndexPath);
        Directory.CreateDirectory(IndexPath);
        Assert.Equal(expected, List());
        Assert.Equal(expected, Search());
        Assert.Contains("It is a folder", Assert.Single(_complaints), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    public void The_index_has_the_permissions_of_the_archive(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        File.SetUnixFileMode(_archive.Path, mode);
        Search();
        Assert.Equal(mode, File.GetUnixFileMode(IndexPath));
    }

    [Fact]
    public void The_index_has_the_owner_of_the_archive()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root gives files to others.");
        Own(_archive.Path, "65534:65534");
        Search();
        Assert.Equal((65534u, 65534u), OwnerOf(IndexPath));

        // As an older version left it.
        Own(IndexPath, "0:0");
        Search();
        Assert.Equal((65534u, 65534u), OwnerOf(IndexPath));
        Assert.Empty(_complaints);

        static (uint, uint) OwnerOf(string path) => Archiver.Files.FileStatus.Of(path) is var status ? (status.Owner, status.Group) : default;
    }

    private static void Own(string path, string owner)
    {
        using var change = System.Diagnostics.Process.Start("chown", [owner, path]);
        change.WaitForExit();
        Assert.Equal(0, change.ExitCode);
    }

    [Fact]
    public void An_index_that_more_may_read_than_the_archive_is_made_private()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        Search();
        File.SetUnixFileMode(_archive.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(IndexPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Search();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(IndexPath));
        Assert.Empty(_complaints);
    }

    [Fact]
    public void A_library_that_cannot_be_used_is_named_with_its_place()
    {
        // There are those of other systems, too.
        var whole = Directory.EnumerateFiles(AppContext.BaseDirectory, "libe_sqlite3.so", SearchOption.AllDirectories)
            .First(file => SqliteLibrary.Load(file).Problem is null);
        var bytes = File.ReadAllBytes(whole);
        var file = _archive.Folder["libe_sqlite3.so"];
        foreach (var length in (int[])[0, 10, 64, 1000, 4096, bytes.Length / 2, bytes.Length - 1])
        {
            File.WriteAllBytes(file, bytes[..length]);
            AssertNamed("is damaged");
        }

        File.WriteAllText(file, new string('x', 1000));
        AssertNamed("is damaged");
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"), file, overwrite: true);
        AssertNamed("is another library");

        void AssertNamed(string what) => Assert.Equal($"The index of the words needs libe_sqlite3.so, which {what}"
            + (what == "is damaged" ? ", or made for another system" : "") + $": it belongs in {_archive.Folder.Path}, beside the program, and comes with it.",
            SqliteLibrary.Load(file).Problem);
    }

    private string IndexPath => _archive.Path + ".search";

    private string Search() => _archive.OpenedToRead(archive =>
    {
        Assert.True(archive.PrepareSearch(TimeSpan.FromSeconds(1), mayBeOutdated: true, _complaints.Add));
        return string.Join(' ', archive.Search(new Selection { Query = Sought }).Select(hit => hit.Number).Order());
    });

    private string List() => _archive.OpenedToRead(
        archive => string.Join(' ', archive.Select(new Selection { Query = Sought }).Select(article => article.Number).Order()));

    private static Query Sought => Query.TryParse("\"say 31\" OR \"say 310\" OR 93", TimeProvider.System, out var query, out _) ? query : throw new InvalidOperationException();

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
