using System.Net;
using Archiver.Files;
using Archiver.Store.Documents.Pages;
using Archiver.Tests.Cli;

namespace Archiver.Tests.Web;

/// <summary>What becomes of the archive while it is served: each page says it in a sentence, and once the archive is there again so are the pages.</summary>
public sealed class AwayTests
{
    /// <summary>Where LiteDB keeps the number by which an archive says its version.</summary>
    private const int UserVersionAt = 76;

    private static readonly string[] Pages = ["/", "/search?q=lighthouse", $"/article/{Fixture.Lighthouse}", $"/article/{Fixture.Lighthouse}/similar",
        $"/article/{Fixture.Lighthouse}/original", "/browse", "/statistics", "/duplicates", "/bin"];

    public static TheoryData<string, int, string> Fates => new()
    {
        { "deleted", 503, "archive" },
        { "renamed away", 503, "archive" },
        { "a folder", 503, "archive" },
        { "empty", 503, "not an Archiver archive" },
        { "text", 503, "not an Archiver archive" },
        { "cut", 500, "archiver verify" },
        { "of a version to come", 500, "newer" },
        { "the folder is gone", 503, "archive" },
    };

    [Theory]
    [MemberData(nameof(Fates))]
    public void What_becomes_of_the_archive_is_said_on_every_page_and_passes(string fate, int status, string word)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.All(Pages, page => served.Get(page).Dispose());
        var was = File.ReadAllBytes(place.Archive);
        Meet(place, fate);
        Assert.All(Pages, page =>
        {
            using var answer = served.Get(page);
            var text = answer.Text();
            Assert.True((int)answer.StatusCode == status, $"{page}: {answer.StatusCode}: {text}");
            Assert.Contains("<h1>", text);
            Assert.Contains(word, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("bug", text);
            Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        });
        using (var changed = served.Post($"/article/{Fixture.Lighthouse}/star", new() { ["back"] = "/" }))
        {
            Assert.True((int)changed.StatusCode == status || (status, changed.StatusCode) == (500, HttpStatusCode.Conflict), $"{changed.StatusCode}: {changed.Text()}");
        }

        if (Directory.Exists(place.Archive))
        {
            Directory.Delete(place.Archive);
        }

        Directory.CreateDirectory(place.Folder);
        File.WriteAllBytes(place.Archive, was);
        Assert.All(Pages, page => Assert.Equal(HttpStatusCode.OK, served.Get(page).StatusCode));
    }

    [Fact]
    public void An_archive_that_is_held_for_upkeep_is_waited_for_and_then_said_to_be_held()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        served.Page("/statistics");
        using (ArchiveLock.TryCheckpoint(place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            foreach (var page in (string[])["/", "/statistics"])
            {
                using var answer = served.Get(page);
                Assert.Equal((503, "5"), ((int)answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
                Assert.DoesNotContain("Nothing was changed", answer.Text());
            }
        }

        Assert.All(Pages, page => served.Get(page).Dispose());
        served.Page("/");
    }

    [Fact]
    public void An_archive_of_an_older_format_is_read_and_its_upgrade_is_seen()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        foreach (var format in (string[])["format-1.db.gz", "format-2.db.gz", "format-3.db.gz"])
        {
            using (var packed = new System.IO.Compression.GZipStream(File.OpenRead(Path.Combine(Fixture.Repository, "tests", "Archiver.Tests", "Fixtures", "archives", format)), System.IO.Compression.CompressionMode.Decompress))
            using (var file = File.Create(place.At("old.db")))
            {
                packed.CopyTo(file);
            }

            File.Move(place.At("old.db"), place.Archive, overwrite: true);

            var (list, before) = (served.Page("/"), served.Page("/statistics"));
            Assert.All(Pages.Where(page => !page.StartsWith("/article", StringComparison.Ordinal)), page => Assert.Equal(HttpStatusCode.OK, served.Get(page).StatusCode));
            Assert.Equal(0, place.Run(Way.InProcess, "import", place.Write("new.txt", $"Of {format} and new.\nDetails\nURL: https://new.example/{format}\n")).Code);
            Assert.Contains($"Of {format} and new.", served.Page("/?month=none"));
            Assert.NotEqual(before, served.Page("/statistics"));
            Assert.NotEqual(list, served.Page("/"));
        }
    }

    [Fact]
    public void A_damaged_archive_is_said_to_be_damaged_until_a_whole_one_takes_its_place()
    {
        using var place = Workplace.WithCorpus();
        var was = File.ReadAllBytes(place.Archive);
        place.Damage();
        using var served = new Served(place.Archive);
        for (var asked = 0; asked < 4; asked++)
        {
            using var answer = served.Get("/");
            Assert.Equal(500, (int)answer.StatusCode);
            Assert.Contains("archiver verify", answer.Text());
        }

        // The same archive in every number that it says of itself, in another file.
        File.WriteAllBytes(place.At("whole.db"), was);
        File.Move(place.At("whole.db"), place.Archive, overwrite: true);
        served.Page("/");
    }

    private static void Meet(Workplace place, string fate)
    {
        switch (fate)
        {
            case "deleted":
                File.Delete(place.Archive);
                break;
            case "renamed away":
                File.Move(place.Archive, place.At("elsewhere.db"));
                break;
            case "a folder":
                File.Delete(place.Archive);
                Directory.CreateDirectory(place.Archive);
                break;
            case "empty":
                File.WriteAllBytes(place.Archive, []);
                break;
            case "text":
                File.WriteAllText(place.Archive, new string('x', 100_000));
                break;
            case "cut":
                File.WriteAllBytes(place.Archive, File.ReadAllBytes(place.Archive)[..16384]);
                break;
            case "of a version to come":
                var bytes = File.ReadAllBytes(place.Archive);
                bytes[UserVersionAt] = ArchiveFormat.Version + 1;
                Page.Seal(bytes.AsSpan(0, Page.Size));
                File.WriteAllBytes(place.At("newer.db"), bytes);
                File.Move(place.At("newer.db"), place.Archive, overwrite: true);
                break;
            case "the folder is gone":
                Directory.Delete(place.Folder, recursive: true);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fate), fate, null);
        }
    }
}
