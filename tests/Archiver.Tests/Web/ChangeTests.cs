using System.Net;
using System.Text;
using Archiver.Files;
using Archiver.Tests.Cli;
using Archiver.Web.Writing;

namespace Archiver.Tests.Web;

public sealed class ChangeTests
{
    private const string Article = $"/article/{Fixture.Lighthouse}";

    [Fact]
    public void What_is_marked_as_read_can_be_taken_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var label = served.Page(Article).Contains("Mark as read again", StringComparison.Ordinal) ? "Mark as read again" : "Mark as read";
        using var answer = served.Press(Article, label);
        Assert.Contains("Marked as read at 2025-03-01 12:00.", served.Followed(answer));
        Assert.Contains("2025-03-01T12:00", place.Run(Way.InProcess, "read", Fixture.Lighthouse, "--list").Text);
        Assert.Contains("taken back", served.Followed(served.Press(answer.Headers.Location!.ToString(), "Undo")));
        Assert.Equal("", place.Run(Way.InProcess, "read", Fixture.Lighthouse, "--list").Text);
    }

    [Fact]
    public void A_reading_that_was_logged_already_is_not_offered_to_be_taken_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        place.Run(Way.InProcess, "read", Fixture.Lighthouse, "--mark", "--at", "2025-03-01T12:00");
        using var answer = served.Post($"{Article}/read", new Dictionary<string, string> { ["back"] = Article });
        var page = served.Followed(answer);
        Assert.Contains("Nothing has changed.", page);
        Assert.DoesNotContain("Undo", page);
    }

    [Fact]
    public void The_script_forgets_of_an_address_what_the_reader_forgets()
    {
        Assert.Equal("/search?q=x", Visit.WithoutNews($"/search?{string.Join('&', Visit.News.Select(name => $"{name}=1"))}&q=x"));
        Assert.Contains($"/^({string.Join('|', Visit.News)})=/", Encoding.UTF8.GetString(Asset.Script.Content), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_removed_comes_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Press(Article, "Move to the bin");
        var page = served.Followed(answer);
        Assert.DoesNotContain($"href=\"{Article}\"", page);
        Assert.Contains(Fixture.Lighthouse, served.Page("/bin"));
        served.Press(answer.Headers.Location!.ToString(), "Undo").Dispose();
        served.Page(Article);
        served.Press(Article, "Move to the bin").Dispose();
        Assert.Contains("Brought back.", served.Followed(served.Press("/bin", "Bring back")));
        served.Page(Article);
    }

    [Theory]
    [InlineData("/", 2, "Mark as read", "Marked as read at")]
    [InlineData("/", 1, "Star", "The star was set")]
    [InlineData("/?is=unread", 1, "Mark as read", "Marked as read at")]
    [InlineData("/?category=coast", 1, "Move to the bin", "Moved to the bin.")]
    [InlineData("/search?q=lighthouse%20OR%20harbour", 1, "Star", "The star was set")]
    [InlineData("/search?q=lighthouse", 1, "Move to the bin", "Moved to the bin.")]
    public void What_is_done_in_a_row_of_a_list_leads_back_to_it_and_so_does_its_undo(string list, int row, string label, string said)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var before = Titles(served.Page(list));
        using var answer = served.PressRow(list, row, label);
        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith($"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done=", location);
        Assert.EndsWith($"#row{row}", location);
        Assert.Contains(said, served.Followed(answer));
        using var undone = served.Press(location, "Undo");
        location = undone.Headers.Location!.ToString();
        Assert.StartsWith(list, location);
        Assert.EndsWith($"#row{row}", location);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(location, "done="));
        Assert.Equal(before, Titles(served.Followed(undone)));
    }

    [Theory]
    [InlineData("/search?q=a#x", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/?done=read&id=1&category=sea&at=2&row=7", "/?category=sea")]
    [InlineData("/search?q=done%3D", "/search?q=done%3D")]
    public void The_way_back_is_a_page_of_ours_as_it_was_before(string back, string page)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Post($"{Article}/star", new() { ["back"] = back, ["row"] = "\r\nX: 1" });
        Assert.StartsWith($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done=Star&id=", answer.Headers.Location!.ToString());
        Assert.DoesNotContain("row", answer.Headers.Location!.ToString());
    }

    private static string[] Titles(string page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page, "<a class=\"title\".*?<bdi[^>]*>([^<]*)</bdi></a>").Select(match => match.Groups[1].Value)];

    [Fact]
    public void In_the_place_of_an_article_in_the_bin_is_what_brings_it_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        served.Press(Article, "Move to the bin").Dispose();
        foreach (var address in (string[])[Article, Article[..17], $"{Article}/history", $"{Article}/original", $"{Article}/similar"])
        {
            using var answer = served.Get(address);
            var page = answer.Text();
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("<h1>In the bin</h1>", page);
            Assert.Contains("lighthouse", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"<form method=\"post\" action=\"{Article}/restore\">", page);
        }

        using var starred = served.Post($"{Article}/star", new() { ["back"] = "/" });
        Assert.Contains("In the bin", starred.Text());
        Assert.Contains("Brought back.", served.Followed(served.Post($"{Article}/restore", new() { ["back"] = Article })));
        served.Page(Article);
    }

    [Fact]
    public void No_page_speaks_of_what_is_for_the_command_line()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        served.Press(Article, "Move to the bin").Dispose();
        List<string> said = [served.Get(Article).Text(), served.Get("/article/ffffffff").Text(), served.Get("/article/").Text(),
            served.Post("/article/ffffffff/restore", new() { ["back"] = "/bin" }).Text(), served.Post("/article/ffffffff/star", new() { ["back"] = "/" }).Text()];
        place.Run(Way.InProcess, "compact", "--purge");
        said.Add(served.Get(Article).Text());
        using (Archiver.Archive.OpenToWrite(place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            said.Add(served.Post("/article/ffffffff/read", new() { ["back"] = "/" }).Text());
        }

        using (ArchiveLock.TryCheckpoint(place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            said.Add(served.Get("/").Text());
        }

        File.Move(place.Archive, place.Archive + ".away");
        said.Add(served.Get("/").Text());
        Directory.CreateDirectory(place.Archive);
        said.Add(served.Get("/").Text());
        Directory.Delete(place.Archive);
        File.WriteAllText(place.Archive, "Something else.");
        said.Add(served.Get("/").Text());
        Assert.All(said, page =>
        {
            Assert.Contains("<h1>", page);
            Assert.DoesNotMatch("`|--[a-z]|restore</|remove --list", page);
        });
    }

    [Fact]
    public void What_comes_in_meanwhile_is_there_with_the_next_page()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.DoesNotContain("A new one came", served.Page("/"));
        Assert.Contains("No article matches", served.Page("/search?q=newcomer"));
        var run = place.Run(Way.InProcess, "import", place.Write("new.txt", "A new one came, a newcomer.\nDetails\nURL: https://new.example/\n"));
        Assert.Equal(0, run.Code);
        Assert.Contains("A new one came", served.Page("/"));
        Assert.Contains("<mark>newcomer</mark>", served.Page("/search?q=newcomer"));
        Assert.Contains("7 articles", served.Page("/"));
    }

    [Fact]
    public void The_statistics_follow_the_archive()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var before = served.Page("/statistics");
        Assert.Equal(before, served.Page("/statistics"));
        place.Run(Way.InProcess, "import", place.Write("new.txt", "A new one came.\nDetails\nURL: https://new.example/\n"));
        Assert.NotEqual(before, served.Page("/statistics"));
    }

    [Fact]
    public void Between_two_pages_no_lock_is_held()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.All(["/", "/search?q=lighthouse", Article, $"{Article}/similar", "/statistics", "/duplicates"], address => served.Page(address));
        using (ArchiveLock.TryCheckpoint(place.Archive, TimeSpan.Zero, CancellationToken.None) is { } alone ? alone : throw new InvalidOperationException("It is held."))
        {
        }

        using var index = new Archiver.Searching.SearchIndex(place.Archive + ArchiveFiles.SearchSuffix, TimeSpan.Zero);
        index.Begin(toWrite: true);
        index.CommitIncomplete();
        Assert.Contains("<mark>", served.Page("/search?q=lighthouse"));
    }

    [Fact]
    public void A_change_that_meets_a_writer_says_whom_it_waits_for_and_reading_goes_on()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var writer = Archiver.Archive.OpenToWrite(place.Archive, TimeSpan.Zero, CancellationToken.None);
        using var answer = served.Post($"{Article}/read", new() { ["back"] = Article });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("5", answer.Headers.RetryAfter!.ToString());
        Assert.Contains($"process {Environment.ProcessId}", answer.Text());
        served.Page(Article);
    }

    [Fact]
    public void An_archive_that_another_takes_the_place_of_is_read_instead()
    {
        using var place = Workplace.WithCorpus();
        using var other = new Workplace();
        other.Run(Way.InProcess, "import", other.Write("other.txt", "Another archive.\nDetails\nURL: https://other.example/\n"));
        using var served = new Served(place.Archive);
        served.Page("/");
        File.Move(other.Archive, place.Archive, overwrite: true);
        File.Delete(ArchiveFiles.LogPath(place.Archive));
        Assert.Contains("Another archive.", served.Page("/"));
    }
}
