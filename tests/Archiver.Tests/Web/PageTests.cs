using System.Net;
using Archiver.Tests.Cli;

namespace Archiver.Tests.Web;

public sealed class PageTests
{
    private const string Article = $"/article/{Fixture.Lighthouse}";

    [Fact]
    public void The_list_has_the_newest_first()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var page = served.Page("/");
        var ids = place.Run(Way.InProcess, "list", "--json").Text;
        var listed = System.Text.Json.JsonDocument.Parse(ids).RootElement.EnumerateArray().Select(each => each.GetProperty("id").GetString()!).ToArray();
        var places = listed.Select(id => page.IndexOf($"/article/{id}", StringComparison.Ordinal)).ToArray();
        Assert.All(places, at => Assert.True(at > 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_list_is_of_a_category_a_tag_a_month_or_of_what_is_unread_or_starred()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", Dump("One", "a", "sea", "2025-01-02", reads: 1) + Dump("Two", "b", "land", "2025-02-03", reads: 0) + Dump("Three", "c", "Sea", null, reads: 0)));
        place.Run(Way.InProcess, "import", place.Write("b.csv", "title,url,tags,starred\nFour,https://f.example/4,\"tides,boats\",1\n"));
        using var served = new Served(place.Archive);
        Assert.Equal(["One"], Titles(served, "/?category=sea"));
        Assert.Equal(["Two", "Three"], Titles(served, "/?is=unread&category=land").Concat(Titles(served, "/?category=Sea")));
        Assert.Equal(["Two"], Titles(served, "/?month=2025-02"));
        Assert.DoesNotContain("One", Titles(served, "/?is=unread"));
        Assert.Contains("Three", Titles(served, "/?month=none"));
        Assert.DoesNotContain("Two", Titles(served, "/?month=none"));
    }

    [Fact]
    public void Pages_of_a_list_follow_one_another_without_a_gap_and_without_a_repeat()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("many.txt",
            string.Concat(Enumerable.Range(0, 173).Select(number => Dump($"Number {number}", $"n{number}", "many", number % 3 == 0 ? null : $"2025-01-{(number % 5) + 1:00}", 0)))));
        using var served = new Served(place.Archive);
        var (found, address) = (new List<string>(), "/?category=many");
        for (var pages = 0; address is not null; pages++)
        {
            Assert.True(pages < 5);
            var page = served.Page(address);
            found.AddRange(Titles(page));
            var next = System.Text.RegularExpressions.Regex.Match(page, "<a rel=\"next\" href=\"([^\"]*)\"");
            address = next.Success ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }

        Assert.Equal(173, found.Count);
        Assert.Equal(173, found.Distinct().Count());
    }

    [Fact]
    public void A_search_marks_what_it_finds()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var page = served.Page("/search?q=lighthouse");
        Assert.Contains(Article, page);
        Assert.Contains("<mark>", page);
        Assert.Contains("value=\"lighthouse\"", page);
    }

    [Theory]
    [InlineData("categry:coast", "<mark>categry</mark>:coast", "q=category%3Acoast")]
    [InlineData("\"open", "<mark>&quot;</mark>open", "")]
    [InlineData("a AND", "a AND<mark>", "")]
    public void A_wrong_query_shows_its_place_and_what_may_be_meant(string query, string shown, string link)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var page = served.Page($"/search?q={Uri.EscapeDataString(query)}");
        Assert.Contains("role=\"alert\"", page);
        Assert.Contains(shown, page);
        Assert.Contains(link, page);
    }

    [Fact]
    public void A_category_that_is_not_there_gets_the_nearest()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", Dump("One", "a", "science", "2025-01-02", 0)));
        using var served = new Served(place.Archive);
        Assert.Contains("q=category%3Ascience\"", served.Page("/search?q=category:sciense"));
    }

    [Fact]
    public void An_article_has_its_text_its_facts_and_its_original()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var page = served.Page(Article);
        Assert.Contains($"data-id=\"{Fixture.Lighthouse}\"", page);
        Assert.Contains($"href=\"{Fixture.LighthouseUrl}\" rel=\"noreferrer noopener external\"", page);
        Assert.Contains("<p id=\"p0\" dir=\"auto\">", page);
        Assert.Contains("SHA-256", page);
        using var original = served.Get($"{Article}/original");
        Assert.Equal(place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--original").Output, original.Bytes());
        Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void An_article_with_some_headings_has_its_contents(int headings, bool hasContents)
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", "--format", "markdown", place.Write("a.md", "# Of <towers> and lights\n\nIt begins.\n\n" + string.Concat(Enumerable.Range(1, headings - 1).Select(number =>
            $"## Part {number} & more\n\nA paragraph of part {number}, which says what it says.\n\n"))));
        using var served = new Served(place.Archive);
        var list = served.Page("/");
        var page = served.Page(list[list.IndexOf("/article/", StringComparison.Ordinal)..][..45]);
        Assert.Equal(hasContents, page.Contains("<summary lang=\"en\">Contents</summary>", StringComparison.Ordinal));
        foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(page, "<li data-level=\"[012]\"><a href=\"#(p[0-9]+)\" dir=\"auto\">([^<]*)</a>"))
        {
            Assert.Matches($"<h[2-6] id=\"{link.Groups[1].Value}\"[^>]*>{System.Text.RegularExpressions.Regex.Escape(link.Groups[2].Value)}</h", page);
        }
    }

    [Fact]
    public void A_paragraph_that_was_there_before_says_so_and_one_that_is_new_does_not()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", "A line that both of them have in common.\nFirst alone.\nDetails\nURL: https://a.example/1\n"));
        place.Run(Way.InProcess, "import", place.Write("b.txt", "Second alone.\nA line that both of them have in common.\nAlso alone.\nDetails\nURL: https://a.example/2\n"));
        using var served = new Served(place.Archive);
        var ids = System.Text.Json.JsonDocument.Parse(place.Run(Way.InProcess, "list", "--sort", "imported", "--json").Text).RootElement.EnumerateArray()
            .Select(each => each.GetProperty("id").GetString()).ToArray();
        Assert.DoesNotContain("elsewhere", served.Page($"/article/{ids[0]}"));
        var second = served.Page($"/article/{ids[1]}");
        Assert.Contains("have in common. <a class=\"elsewhere\"", second);
        Assert.Contains("Second alone.</p>", second);
        Assert.Contains("Also alone.</p>", second);
        var search = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(second, "class=\"elsewhere\"[^>]*href=\"([^\"]*)\"").Groups[1].Value);
        Assert.All(ids, id => Assert.Contains($"/article/{id}", served.Page(search)));
    }

    [Fact]
    public void Similar_articles_come_with_their_reasons()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", string.Concat(Enumerable.Range(1, 3).Select(number =>
            $"Lighthouse keepers of harbour {number} painted the granite tower.\nSimilar Readings (1 items)\nLighthouse keepers of harbour 1 painted the granite tower.\nDetails\nURL: https://s.example/{number}\n"))));
        using var served = new Served(place.Archive);
        var id = System.Text.Json.JsonDocument.Parse(place.Run(Way.InProcess, "show", "https://s.example/2", "--json").Text).RootElement.GetProperty("id").GetString();
        var page = served.Page($"/article/{id}/similar");
        Assert.Matches("<p class=\"why\">[01]\\.[0-9]{2} by <bdi>[^<]*granite", page);
        Assert.Contains("archived:", page);
    }

    [Fact]
    public void States_show_what_changed()
    {
        using var place = new Workplace();
        const string End = "Details\nID: 98c8ea6a-0000-4000-8000-000000000001\nUpdated: 2025/02/0";
        place.Run(Way.InProcess, "import", place.Write("1.txt", $"One.\nTwo.\n{End}1 10:00\n"));
        place.Run(Way.InProcess, "import", place.Write("2.txt", $"One.\n2.\n{End}2 10:00\n"));
        using var served = new Served(place.Archive);
        var page = served.Page("/article/98c8ea6a/history");
        Assert.Contains("<del>Two.</del>", page);
        Assert.Contains("<ins>2.</ins>", page);
    }

    [Theory]
    [InlineData("/browse", "Categories")]
    [InlineData("/statistics", "At a glance")]
    [InlineData("/duplicates", "The same body")]
    [InlineData("/bin", "The bin is empty.")]
    [InlineData("/highlights", "Nothing is highlighted.")]
    [InlineData("/search", "Words, phrases in quotes")]
    [InlineData("/search/facets?q=lighthouse", "Months")]
    public void Every_other_page_is_there(string address, string content)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.Contains(content, served.Page(address));
    }

    [Fact]
    public void An_empty_archive_has_every_page()
    {
        using var place = new Workplace();
        Archiver.Archive.OpenToWrite(place.Archive, TimeSpan.Zero, CancellationToken.None).Dispose();
        using var served = new Served(place.Archive);
        Assert.All(["/", "/browse", "/statistics", "/duplicates", "/bin", "/highlights", "/search?q=a"], address => served.Page(address));
    }

    [Theory]
    [InlineData("/?month=2025-13", "There is no month 2025-13.")]
    [InlineData("/?month=xx&category=coast", "There is no month xx.")]
    [InlineData("/?month=2025-02-31", "There is no month 2025-02-31.")]
    [InlineData("/?is=foo", "There is no list of what is foo, but of what is read, unread or starred.")]
    [InlineData("/?after=zzz", "This list has no such page.")]
    [InlineData("/?after=-1-5", "This list has no such page.")]
    [InlineData("/search?q=lighthouse&page=0", "What is found has no page 0:")]
    [InlineData("/search?q=lighthouse&page=zzz", "What is found has no page zzz:")]
    [InlineData("/search?q=lighthouse&page=51", "What is found has no page 51:")]
    [InlineData("/article/ffffffff", "There is no article ffffffff.")]
    public void What_is_asked_for_in_vain_is_said_and_nothing_else_shown_in_its_place(string address, string said)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Get(address);
        var text = answer.Text();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(said, text);
        Assert.Empty(Titles(text));
        Assert.Contains("<a href=\"/search\">", text);
    }

    [Fact]
    public void A_page_behind_the_last_one_of_a_search_leads_back_to_it()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var page = served.Page("/search?q=lighthouse&page=7");
        Assert.Contains("There is no page 7 of them.", page);
        Assert.Contains("href=\"/search?q=lighthouse&amp;page=1\"", page);
    }

    [Theory]
    [InlineData("/?category=eBay", "eBay")]
    [InlineData("/?is=UNREAD&category=eBay", "Unread, eBay")]
    [InlineData("/?tag=iOS", "#iOS")]
    [InlineData("/?month=none", "No date")]
    [InlineData("/?category=eBay&month=none", "eBay, no date")]
    public void A_heading_has_names_as_they_are(string address, string heading)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.Contains($"<h1><bdi>{heading}</bdi></h1>", served.Page(address));
    }

    [Theory]
    [InlineData("lastRead:nonsense", "<p>lastRead: takes ")]
    [InlineData("lastRead:", "<p>lastRead: takes ")]
    [InlineData("categry:a", "<p>There is no field ")]
    public void What_is_wrong_with_a_query_has_the_name_of_the_field_as_it_is(string query, string said)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.Contains(said, served.Page($"/search?q={Uri.EscapeDataString(query)}"));
    }

    [Theory]
    [InlineData("It was cut he…", "It was cut he…</p>")]
    [InlineData("It was cut he...", "It was cut he...</p>")]
    [InlineData("“It was cut he…”", "“It was cut he…”</p>")]
    [InlineData("It was cut he", "It was cut he…</p>")]
    [InlineData("It was not cut.", "It was not cut.</p>")]
    public void A_summary_that_was_cut_says_so_once(string summary, string shown)
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", $"A long body that has a summary.\nSummary\n{summary}\nDetails\nURL: https://a.example/1\n"));
        using var served = new Served(place.Archive);
        var id = System.Text.Json.JsonDocument.Parse(place.Run(Way.InProcess, "show", "https://a.example/1", "--json").Text).RootElement.GetProperty("id").GetString();
        Assert.Contains(shown, served.Page($"/article/{id}"));
    }

    [Theory]
    [InlineData("/nowhere", 404)]
    [InlineData("/article/ffffffff", 404)]
    [InlineData("/article/", 404)]
    [InlineData("/article/5a1b/nowhere", 404)]
    [InlineData("/article/5a1b/read", 405)]
    public void What_is_not_there_is_said_to_be_not_there(string address, int status)
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Get(address);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public void A_name_of_several_lists_them()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", "One.\nDetails\nID: abcd0000-0000-4000-8000-000000000001\nTwo.\nDetails\nID: abcd0000-0000-4000-8000-000000000002\n"));
        using var served = new Served(place.Archive);
        using var answer = served.Get("/article/abcd");
        Assert.Equal(300, (int)answer.StatusCode);
    }

    [Fact]
    public void Head_has_the_headers_alone()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Client.Ask(new HttpRequestMessage(HttpMethod.Head, "/"));
        Assert.True(answer.Content.Headers.ContentLength > 1000);
        Assert.Empty(answer.Bytes());
    }

    [Fact]
    public void How_pages_look_is_kept_without_a_script()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        Assert.Contains("data-theme=\"system\"", served.Page("/"));
        var page = served.Followed(served.Post("/look", new() { ["theme"] = "dark", ["font"] = "serif", ["size"] = "5", ["keys"] = "on", ["back"] = "/bin" }));
        Assert.Contains("data-theme=\"dark\" data-font=\"serif\" data-size=\"5\" data-keys=\"on\"", page);
        served.Followed(served.Post("/look", new() { ["theme"] = "\"><script>", ["font"] = "x", ["size"] = "99", ["back"] = "//evil.example/" }));
        Assert.DoesNotContain("<script>", served.Page("/"));
    }

    private static string Dump(string title, string id, string category, string? date, int reads) =>
        $"{title}\nIt has a line of its own: {title} {id}.\nDetails\nURL: https://list.example/{id}\nCategory ID: {category}\n"
        + (date is null ? "" : $"Date: {date}\n") + (reads > 0 ? "Last Read: 2025/02/01 11:10\n" : "");

    private static string[] Titles(Served served, string address) => Titles(served.Page(address));

    private static string[] Titles(string page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page, "<a class=\"title\".*?<bdi[^>]*>([^<]*)</bdi></a>").Select(match => match.Groups[1].Value)];
}
