using System.Text;
using Archiver.Formats.Reading;
using Archiver.Inputs;
using Archiver.Tests.Formats.Pages;
using Archiver.Tests.Formats.Pages.Containers;

namespace Archiver.Tests.Inputs;

public sealed class CompanionsTests
{
    private static readonly byte[] Page = InventedCrawl.Page;
    private static readonly byte[] Frame = Encoding.UTF8.GetBytes("<html><body><p>An advertisement that stands in a frame of the page.</p></body></html>");
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1];

    /// <summary>A folder of files in the languages of browsers.</summary>
    public static TheoryData<string> Folders => ["_files", ".files", "-Dateien", "_fichiers", "_archivos", "-filer", "_файлы"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void What_lies_in_the_folder_of_a_page_belongs_to_it_and_is_no_failure(string folder)
    {
        (string, byte[])[] files = [("The ferry.html", Page), ($"The ferry{folder}/frame.html", Frame), ($"The ferry{folder}/deep/logo.png", Picture)];
        foreach (var read in ReadInFolderZipAndTar(files))
        {
            Assert.Equal(["Article", "Ignored it belongs to the page beside it: The ferry.html", "Ignored it belongs to the page beside it: The ferry.html"], read);
        }
    }

    [Fact]
    public void Names_with_backslashes_as_some_zip_files_have_them_are_names_of_folders_too() => Assert.Equal(
        ["Article", "Ignored it belongs to the page beside it: a.html"], Describe(Packed.ReadFile(Packed.Zip(false, ("x\\a_files\\frame.html", Frame), ("x\\a.html", Page)))));

    [Fact]
    public void A_folder_that_only_sounds_so_is_a_folder()
    {
        (string, byte[])[] files = [("my_files/one.html", Page), ("my_files/two.html", InventedCrawl.Other("Barge")), ("my_files/logo.png", Picture)];
        foreach (var read in ReadInFolderZipAndTar(files))
        {
            Assert.Equal(["Article", "Article", "Ignored it belongs to a page that is not here"], read);
        }
    }

    /// <summary>What systems and tools leave about, some of it nothing but a name.</summary>
    public static TheoryData<string> LeftAbout =>
    [
        ".DS_Store", "deep/.ds_store", "._one.txt", "__MACOSX/._one.txt", "Thumbs.db", "thumbs.db", "desktop.ini", ".localized", "Icon\r", ".directory",
        ".gitkeep", "~$notes.docx", ".~lock.notes.odt#", ".git/config", "vault/.obsidian/app.json", "@eaDir/one.txt@SynoEAStream", "$RECYCLE.BIN/one.txt", "empty.txt",
    ];

    [Theory]
    [MemberData(nameof(LeftAbout))]
    public void What_systems_leave_about_and_empty_files_are_named_and_no_failure(string name)
    {
        (string, byte[])[] files = [(name, name == "empty.txt" ? [] : [0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31]), ("page.html", Page)];
        foreach (var read in ReadInFolderZipAndTar(files))
        {
            Assert.Equal(["Article", name == "empty.txt" ? "Ignored it is empty" : "Ignored a system or a tool keeps it for itself"], read.Order());
        }
    }

    [Fact]
    public void Who_names_such_a_file_or_folder_gets_it()
    {
        using var folder = new TemporaryFolder();
        Write(folder, (".obsidian/page.html", Page), ("empty.txt", []));
        Assert.NotNull(Assert.Single(Packed.Read(ImportInput.FromPath(folder[".obsidian"], new HashSet<string>()))).Stretch.Article);
        Assert.Equal("it is empty", Assert.Single(Packed.Read(ImportInput.FromPath(folder["empty.txt"], new HashSet<string>()))).Stretch.Reason);
    }

    [Fact]
    public void Who_names_a_file_of_a_page_gets_it()
    {
        using var folder = new TemporaryFolder();
        Write(folder, ("a.html", Page), ("a_files/frame.html", Frame));
        Assert.NotNull(Assert.Single(Packed.Read(ImportInput.FromPath(folder["a_files"], new HashSet<string>()))).Stretch.Article);
        Assert.NotNull(Assert.Single(Packed.Read(ImportInput.FromPath(folder["a_files/frame.html"], new HashSet<string>()))).Stretch.Article);
    }

    [Fact]
    public void Of_a_snapshot_of_ArchiveBox_one_form_is_read()
    {
        (string, byte[])[] files =
        [
            ("ArchiveBox.conf", [1]), ("archive/1700000000.12/singlefile.html", Page), ("archive/1700000000.12/index.json", "{}"u8.ToArray()), ("archive/1700000000.12/index.html", Frame),
            ("archive/1700000000.12/output.html", Page), ("archive/1700000000.12/readability/content.html", Page), ("archive/1700000000.12/bar.example/ferry.html", Page),
            ("archive/1700000000.12/warc/1.warc", InventedCrawl.Response(Page)), ("archive/1700000000.12/favicon.ico", Picture),
            ("archive/1700000001/index.json", "{}"u8.ToArray()), ("archive/1700000001/output.html", InventedCrawl.Other("Barge")), ("index.html", Frame), ("index.json", "[]"u8.ToArray()),
        ];
        foreach (var read in ReadInFolderZipAndTar(files))
        {
            Assert.Equal(2, read.Count(line => line == "Article"));
            Assert.DoesNotContain(read, line => line.StartsWith("Rejected", StringComparison.Ordinal));
            Assert.Contains("Ignored another form of a page that ArchiveBox keeps: singlefile.html", read);
        }
    }

    [Fact]
    public void Of_a_snapshot_without_a_page_the_crawl_is_read()
    {
        (string, byte[])[] files = [("archive/1700000000/index.json", "{}"u8.ToArray()), ("archive/1700000000/warc/1.warc", InventedCrawl.Response(Page))];
        Assert.All(ReadInFolderZipAndTar(files), read => Assert.Equal(1, read.Count(line => line == "Article")));
    }

    [Fact]
    public void Of_a_WACZ_file_only_the_crawls_are_read()
    {
        var crawl = Packed.Gzip([.. InventedCrawl.Record("warcinfo", [1]), .. InventedCrawl.Response(Page)]);
        (string, byte[])[] files =
        [
            ("archive/data.warc.gz", crawl), ("indexes/index.cdx.gz", Packed.Gzip("example,bar)/ferry 20250203081500 {\"url\": \"https://bar.example/ferry\"}\n"u8.ToArray())),
            ("indexes/index.idx", "!meta 0 {\"format\": \"cdxj-gzip-1.0\"}\n"u8.ToArray()), ("pages/pages.jsonl", "{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"All\"}\n"u8.ToArray()),
            ("datapackage.json", "{\n  \"profile\": \"data-package\",\n  \"resources\": []}"u8.ToArray()), ("datapackage-digest.json", "{\"path\": \"datapackage.json\", \"hash\": \"sha256:0\"}"u8.ToArray()),
        ];
        foreach (var read in ReadInFolderZipAndTar(files))
        {
            Assert.Single(read, line => line == "Article");
            Assert.DoesNotContain(read, line => line.StartsWith("Rejected", StringComparison.Ordinal));
        }

        var none = Packed.ReadFile(Packed.Zip(false, ("datapackage.json", "{}"u8.ToArray()), ("pages/pages.jsonl", "{}"u8.ToArray())));
        Assert.Contains(none, piece => piece.Stretch.Reason == "no crawl: the zip file has the list of one, but no folder archive/ with WARC files");
    }

    /// <summary>What becomes of files in a folder, a zip file, a zip file from a pipe, and a tar file; without blank stretches.</summary>
    private static IEnumerable<string[]> ReadInFolderZipAndTar((string Name, byte[] Content)[] files)
    {
        using var folder = new TemporaryFolder();
        Write(folder, files);
        var (zip, tar) = (Packed.Zip(false, files), Packed.Tar(files));
        return [Describe(Packed.Read(ImportInput.FromPath(folder.Path, new HashSet<string>()))), Describe(Packed.ReadFile(zip)), Describe(Packed.Read(zip)), Describe(Packed.Read(tar))];
    }

    private static string[] Describe(IEnumerable<(string Name, Stretch Stretch)> read) =>
    [
        .. read.Where(piece => piece.Stretch.Kind != StretchKind.Blank)
            .Select(piece => piece.Stretch.Kind == StretchKind.Article ? "Article" : Packed.Describe(("", piece.Stretch)).Trim()).Order(StringComparer.Ordinal),
    ];

    private static void Write(TemporaryFolder folder, params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllBytes(folder[name], content);
        }
    }
}
