using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml;
using Archiver.Articles;
using Archiver.Exporting;
using Archiver.Exporting.Formats;
using Archiver.Files;
using Archiver.Tests.Cli;

namespace Archiver.Tests.Exporting.Formats;

public sealed class FormatFilesTests
{
    private static readonly string[] Xml = ["atom", "html"];

    private static readonly string[] OneJson = ["json", "jsonfeed", "wallabag", "csl-json"];

    public static TheoryData<string> Files => [.. ExportFormat.All.Where(format => format.File is not null && format.Name != "epub").Select(format => format.Name)];

    public static TheoryData<string> Folders => [.. ExportFormat.All.Where(format => format.Folder is not null).Select(format => format.Name)];

    [Theory, MemberData(nameof(Files))]
    public void A_file_of_every_kind_of_block_is_golden(string format) => Fixture.IsGolden(Path.Combine("exports", $"{format}.txt"),
        Written(format, ExportOptions.Default with { HasText = true }, (FormedArticle.Article, FormedArticle.Text), (InventedArticle.Bare, InventedArticle.BareText)));

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_of_every_kind_of_block_is_golden(string format)
    {
        using var folder = new TemporaryFolder();
        WriteInto(folder.Path, format, ExportOptions.Default, (FormedArticle.Article, FormedArticle.Text), (InventedArticle.Bare, InventedArticle.BareText));
        Fixture.IsGolden(Path.Combine("exports", $"{format}-folder.txt"), FolderText(folder.Path));
    }

    [Fact]
    public void Hugo_has_a_folder_a_post()
    {
        using var folder = new TemporaryFolder();
        WriteInto(folder.Path, "markdown", ExportOptions.Default with { Flavor = MarkdownFlavor.Hugo }, (FormedArticle.Article, FormedArticle.Text));
        Fixture.IsGolden(Path.Combine("exports", "hugo-folder.txt"), FolderText(folder.Path));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_hostile_text_breaks_no_file(string format)
    {
        foreach (var hostile in FormedArticle.Hostile())
        {
            var (article, text) = FormedArticle.Of(hostile);
            var written = Written(format, ExportOptions.Default with { IsForExcel = true, HasText = true }, (article, text), (article, text));
            if (Xml.Contains(format))
            {
                ReadXml(written);
            }
            else if (OneJson.Contains(format))
            {
                JsonDocument.Parse(written);
            }

            if (format is "html" or "atom" or "netscape")
            {
                Assert.DoesNotContain("<script", written, StringComparison.Ordinal);
                Assert.DoesNotContain("href=\"javascript:", written, StringComparison.Ordinal);
            }

            if (!format.StartsWith("json", StringComparison.Ordinal))
            {
                Assert.All(written, character => Assert.False(character is (< ' ' and not ('\t' or '\n' or '\r')) or '\u007F'));
            }
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void A_hostile_text_breaks_no_folder(string format)
    {
        using var folder = new TemporaryFolder();
        var articles = FormedArticle.Hostile().SelectMany((text, at) => (MarkKind[])[MarkKind.Code, MarkKind.Highlight],
            (text, kind) => (text, kind)).Select((pair, at) => FormedArticle.Of(pair.text, at + 1, pair.kind)).ToArray();
        WriteInto(folder.Path, format, ExportOptions.Default, articles);
        foreach (var path in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(path);
            Assert.True(Encoding.UTF8.GetByteCount(name) <= 120, name);
            Assert.DoesNotMatch(@"[\x00-\x1F<>:""\\|?*]|[. ]$|^(?i:CON|PRN|AUX|NUL|COM\d|LPT\d)(\.|$)", name);
            if (name.EndsWith(".html", StringComparison.Ordinal))
            {
                ReadXml(File.ReadAllText(path));
            }
            else if (name.EndsWith(".epub", StringComparison.Ordinal))
            {
                using var zip = ZipFile.OpenRead(path);
                Assert.Equal("mimetype", zip.Entries[0].FullName);
                Assert.All(zip.Entries.Skip(1).Where(entry => !entry.FullName.EndsWith(".css", StringComparison.Ordinal)), entry =>
                {
                    using var reader = new StreamReader(entry.Open());
                    ReadXml(reader.ReadToEnd());
                });
            }
        }
    }

    [Fact]
    public void No_value_of_RIS_has_what_parts_a_tag_from_its_value()
    {
        foreach (var title in (string[])["ER  - ", "ER  -", "a   -  b", "TY  - BOOK  - x"])
        {
            var (article, text) = FormedArticle.Of(title);
            var written = Written("ris", ExportOptions.Default, (article, text));
            Assert.All(written.Split("\r\n").Where(line => line.Length > 6), line => Assert.DoesNotContain("  ", line[6..], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_table_of_Excel_has_no_formula_and_no_cell_that_is_too_long()
    {
        var warnings = new List<string>();
        var (article, text) = FormedArticle.Of("=HYPERLINK(1)");
        text = text with { Paragraphs = InventedArticle.Text([new string('a', 40_000)], [], []).Paragraphs, Blocks = null };
        var written = Written("csv", new ExportOptions { IsForExcel = true, HasText = true, Warn = warnings.Add }, (article, text));
        Assert.StartsWith("\uFEFFid,title,", written, StringComparison.Ordinal);
        Assert.Contains(",'=HYPERLINK(1),", written, StringComparison.Ordinal);
        Assert.Contains($",{new string('a', 32_766)}…\r\n", written, StringComparison.Ordinal);
        Assert.Single(warnings);
        Assert.Contains(",=HYPERLINK(1),", Written("csv", ExportOptions.Default, (article, text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Books_are_split_where_the_next_would_be_too_long()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        var articles = Enumerable.Range(1, 12).Select(number => FormedArticle.Of(
            string.Concat(Enumerable.Range(0, 4000).Select(_ => (char)random.Next('a', 'z' + 1))), number)).ToArray();
        WriteInto(folder.Path, "epub", ExportOptions.Default with { MaxBook = 60_000 }, articles);
        var books = Directory.GetFiles(folder.Path, "*.epub");
        Assert.True(books.Length > 2);
        Assert.All(books, book => Assert.True(new FileInfo(book).Length <= 60_000));
        Assert.Equal(12, books.Sum(book =>
        {
            using var zip = ZipFile.OpenRead(book);
            return zip.Entries.Count(entry => entry.Name.StartsWith('a'));
        }));
    }

    [Fact]
    public void An_original_that_was_lost_is_told_and_the_others_are_written()
    {
        using var place = new TemporaryFolder();
        var told = new List<string>();
        using (var folder = new OutputFolder(place.Path, "originals", mayReplace: false))
        using (var writer = ExportFormat.Named("originals")!.Folder!(folder, new ExportOptions { Warn = told.Add }))
        {
            var lost = InventedArticle.BareText with { ReadOriginal = () => throw new ArchiverException(Failure.NotFound, "it was lost.") };
            writer.Write(InventedArticle.Bare, lost);
            writer.Write(InventedArticle.Full, InventedArticle.FullText with { ReadOriginal = () => "bytes"u8.ToArray() });
            writer.Complete();
            folder.Complete();
        }

        Assert.Equal("it was lost.", Assert.Single(told));
        Assert.Equal([".archiver-originals", "0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60.txt", "SHA256SUMS"], place.Names);
        Assert.Single(File.ReadAllLines(place["SHA256SUMS"]));
    }

    private static string Written(string format, ExportOptions options, params (Article Article, ArticleText Text)[] articles)
    {
        using var stream = new MemoryStream();
        using var writer = ExportFormat.Named(format)!.To(stream, options);
        writer.Begin();
        foreach (var (article, text) in articles)
        {
            writer.Write(article, text);
        }

        writer.Complete();
        return FormedArticle.Utf8(stream);
    }

    private static void WriteInto(string path, string format, ExportOptions options, params (Article Article, ArticleText Text)[] articles)
    {
        using var folder = new OutputFolder(path, format, mayReplace: false);
        using var writer = ExportFormat.Named(format)!.Folder!(folder, options);
        writer.Begin();
        foreach (var (article, text) in articles)
        {
            writer.Write(article, text with { ReadOriginal = () => article.Id.ToByteArray() });
        }

        writer.Complete();
        folder.Complete();
    }

    private static string FolderText(string path)
    {
        var all = new StringBuilder();
        foreach (var file in Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(path, file).Replace('\\', '/');
            if (name.EndsWith(".epub", StringComparison.Ordinal))
            {
                using var zip = ZipFile.OpenRead(file);
                foreach (var entry in zip.Entries)
                {
                    using var reader = new StreamReader(entry.Open());
                    all.Append($"=== {name}!{entry.FullName}\n{reader.ReadToEnd()}");
                }
            }
            else if (!Path.GetFileName(name).StartsWith('.') && name != "style.css")
            {
                all.Append($"=== {name}\n{(name.StartsWith('0') && !name.EndsWith(".md", StringComparison.Ordinal) ? "(bytes)\n" : File.ReadAllText(file))}");
            }
        }

        return all.ToString();
    }

    /// <summary>Well-formed, with HTML's elements that have no end closed for the purpose.</summary>
    private static void ReadXml(string text)
    {
        var xml = System.Text.RegularExpressions.Regex.Replace(text, "<(meta (?:charset|http-equiv|name)|link)([^>]*[^/])>", "<$1$2/>");
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        while (reader.Read())
        {
        }
    }
}
