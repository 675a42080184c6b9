using System.IO.Compression;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep.Checks;
using Outcome = Archiver.Importing.Outcome;

namespace Archiver.Tests.Store;

/// <summary>
/// An archive of format 2 whose URLs are not in their canonical form, made by a program of that time:
/// <c>HTTPS://News.Example:443/a%7eb</c> and <c>https://ferry.example</c> without stated IDs, and
/// <c>https://bücher.example/straße</c>.
/// </summary>
public sealed class UrlUpgradeTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public UrlUpgradeTests()
    {
        using var packed = new GZipStream(File.OpenRead(Fixture.In("archives", "format-2-urls.db.gz")), CompressionMode.Decompress);
        using var file = File.Create(_archive.Path);
        packed.CopyTo(file);
    }

    public void Dispose() => _archive.Dispose();

    [Theory]
    [InlineData("HTTPS://News.Example:443/a%7eb")]
    [InlineData("https://bücher.example/straße")]
    [InlineData("https://ferry.example")]
    public void Before_the_upgrade_a_url_is_found_as_it_is_written(string url)
    {
        Assert.Equal(url, _archive.OpenedToRead(archive => archive.Find(url)).Details.Url);
        Assert.Equal([url], Urls($"url:{url}"));
        Assert.Empty(_archive.Checked().Findings);
        Assert.True(ArticleUrls.AreWritten(_archive.CatalogOf().Runs));
    }

    [Theory]
    [InlineData("https://news.example/a~b", "HTTPS://News.Example:443/a%7eb")]
    [InlineData("https://XN--BCHER-KVA.example/stra%c3%9fe", "https://bücher.example/straße")]
    [InlineData("https://ferry.example/", "https://ferry.example")]
    public void After_the_upgrade_it_is_found_however_it_is_written(string url, string written)
    {
        var before = _archive.Describe();
        _archive.OpenToWrite().Dispose();
        Assert.False(ArticleUrls.AreWritten(_archive.CatalogOf().Runs));
        Assert.Equal(before, _archive.Describe());
        Assert.Empty(_archive.Checked().Findings);
        Assert.Equal(written, _archive.OpenedToRead(archive => archive.Find(url)).Details.Url);
        Assert.Equal(written, _archive.OpenedToRead(archive => archive.Find(written)).Details.Url);
        Assert.Equal([written], Urls($"url:{url}"));
        _archive.OpenToWrite().Dispose();
        Assert.Empty(_archive.Checked().Findings);
    }

    [Fact]
    public void What_is_compacted_or_saved_of_it_finds_urls_however_they_are_written()
    {
        VerifyTest.Salvaged(_archive.Path, _archive.Folder["saved.db"]);
        _archive.Compacted();
        Assert.False(ArticleUrls.AreWritten(_archive.CatalogOf().Runs));
        foreach (var path in (string[])[_archive.Path, _archive.Folder["saved.db"]])
        {
            using var archive = TestArchive.OpenToRead(path);
            Assert.Equal("https://ferry.example", archive.Find("https://ferry.example/").Details.Url);
        }
    }

    /// <summary>Their IDs were of the URL as it was written then.</summary>
    [Theory]
    [InlineData("HTTPS://News.Example:443/a%7eb", "The weir at Halden was opened at noon.", Outcome.Unchanged)]
    [InlineData("https://news.example/a~b", "The weir at Halden was opened at noon.", Outcome.Updated)]
    [InlineData("https://ferry.example/", "The ferry runs no more.", Outcome.Updated)]
    public void An_article_without_a_stated_id_is_known_again(string url, string body, Outcome outcome)
    {
        var dump = $"{body}\n{body}\nStatistics\n{body.Split(' ').Length}\nWords1\nRead CountDetails\nCategory ID: urls\nURL: {url}\nDate: Jan. 31, 2025\n"
            + "Created: 2025/02/01 07:00\nUpdated: 2025/02/01 07:00\nLast Read: 2025/02/01 07:00";
        var before = _archive.OpenedToRead(archive => archive.Select(new Selection()).Select(article => article.Id).Order().ToList());
        using (var archive = _archive.OpenToRead())
        {
            Assert.Equal(outcome == Outcome.Unchanged, Archive.PreviewImport(archive, [TestArchive.Input(dump)], CancellationToken.None)
                .Any(report => report.Outcome == Outcome.Unchanged));
        }

        Assert.Equal([outcome], TestArchive.Outcomes(_archive.Import(TestArchive.Input(dump))));
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(TestArchive.Input(dump))));
        Assert.Equal(before, _archive.OpenedToRead(archive => archive.Select(new Selection()).Select(article => article.Id).Order().ToList()));
        Assert.Empty(_archive.Checked().Findings);
    }

    private string[] Urls(string query)
    {
        Assert.True(Query.TryParse(query, TimeProvider.System, out var read, out _));
        return _archive.OpenedToRead(archive => archive.Select(new Selection { Query = read }).Select(article => article.Details.Url!).ToArray());
    }
}
