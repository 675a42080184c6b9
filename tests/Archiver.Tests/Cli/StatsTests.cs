using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed partial class StatsTests
{
    private static readonly Surroundings March = new() { Clock = new FixedClock(2025, 3, 4) };

    [Theory, InlineData(80), InlineData(40)]
    public void On_a_terminal_it_draws_charts_that_fit(int width)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, Surroundings.Terminal(width) with { Clock = March.Clock }, "stats");
        Assert.Equal((0, ""), (run.Code, run.Error));
        AssertFits(run, width);
        Fixture.IsGolden($"stats-{width}.txt", run.Text);
    }

    [Fact]
    public void A_day_that_is_still_to_come_hides_none_that_was()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", """
            A cat sat.
            Details
            ID: 11111111-0000-4000-8000-000000000000
            Last Read: 9999/12/31 07:00

            A dog ran.
            Details
            ID: 22222222-0000-4000-8000-000000000000
            Last Read: 2025/02/01 07:00
            """));
        var chart = place.Run(Way.InProcess, Surroundings.Terminal(80) with { Clock = March.Clock }, "stats").Text;
        Assert.Contains("Read on, up to 2025-02-01", chart);
        Assert.Contains("1 day after 2025-03-04, which are still to come: see --html or --json.", chart);
        place.Run(Way.InProcess, March, "stats", "--html", place.At("page.html"));
        var page = File.ReadAllText(place.At("page.html"));
        Assert.True(page.IndexOf("<h3>2025", StringComparison.Ordinal) < page.IndexOf("<h3>9999", StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_pipe_it_prints_a_line_a_figure()
    {
        using var place = Workplace.WithCorpus();
        Fixture.IsGolden("stats.tsv", place.Run(Way.InProcess, March, "stats").Text);
    }

    [Theory, BothWays]
    public void As_JSON_it_is_one_object(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, March, "stats", "--json", "--words-per-minute", "100", "--characters-per-minute", "250");

        // The process has another today, and so another streak.
        Fixture.IsGolden("stats.json", Regex.Replace(run.Text, "\"current\":[0-9]+", "\"current\":0"));
    }

    [Theory, BothWays]
    public void The_page_is_complete_in_itself(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, March, "stats", "--html", place.At("stats.html"));
        Assert.Equal((0, "", $"Wrote {place.At("stats.html")}.\n"), (run.Code, run.Text, run.Error));
        var page = File.ReadAllText(place.At("stats.html"));
        AssertSelfContained(page);
        if (way == Way.InProcess)
        {
            Fixture.IsGolden("stats.html", page);
        }
    }

    [Fact]
    public void A_page_replaces_the_one_before_on_demand_only_and_never_the_archive()
    {
        using var place = Workplace.WithCorpus();
        place.Write("stats.html", "the one before");
        Assert.Equal(1, place.Run(Way.InProcess, "stats", "--html", place.At("stats.html")).Code);
        Assert.Equal(2, place.Run(Way.InProcess, "stats", "nowhere", "--force", "--html", place.At("stats.html")).Code);
        Assert.Equal("the one before", File.ReadAllText(place.At("stats.html")));
        Assert.Equal(0, place.Run(Way.InProcess, "stats", "--force", "--html", place.At("stats.html")).Code);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(place.At("stats.html")));
        var before = File.ReadAllBytes(place.Archive);
        Assert.Equal(1, place.Run(Way.InProcess, "stats", "--html", place.Archive).Code);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
        Assert.Equal(13, place.Run(Way.InProcess, "stats", "--html", place.At("none/stats.html")).Code);
        Assert.Equal(1, place.Run(Way.InProcess, "stats", "--html", place.At("a.html"), "--json").Code);
    }

    [Theory, BothWays]
    public void It_takes_a_query_and_the_options_of_list(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.StartsWith("total\t\t1\t", place.Run(way, "stats", "host:coastpost.example", "--date", "2024").Text);
        Assert.StartsWith("total\t\t2\t", place.Run(way, "stats", "--sort", "-words", "--limit", "2").Text);
        Assert.Equal(2, place.Run(way, "stats", "--category", "nothing of the kind").Code);
        Assert.Equal(1, place.Run(way, "stats", "categry:x").Code);
        Assert.Equal(10, place.Run(way, new Surroundings { Archive = place.At("none.db") }, "stats").Code);
    }

    [Theory, InlineData("0"), InlineData("-1"), InlineData("fast"), InlineData("100001"), InlineData("2.5")]
    public void A_speed_that_is_none_is_refused(string speed)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, "stats", "--words-per-minute", speed);
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Contains("--words-per-minute takes a number of words from 1 to 100000", run.Error);
    }

    [Fact]
    public void An_archive_without_articles_has_statistics_too()
    {
        using var place = new Workplace();
        File.WriteAllBytes(place.Archive, EmptyArchive.Create());
        Assert.Equal("Articles      none\n", place.Run(Way.InProcess, Surroundings.Terminal(80), "stats").Text);
        Assert.Contains("\"count\":0,\"unread\":0,\"words\":0,\"characters\":0,\"minutes\":0,", place.Run(Way.InProcess, "stats", "--json").Text);
        Assert.Equal(0, place.Run(Way.InProcess, "stats", "--html", place.At("stats.html")).Code);
        AssertSelfContained(File.ReadAllText(place.At("stats.html")));
    }

    [Fact]
    public void Articles_without_a_date_a_category_or_a_reading_are_no_trouble()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", "Nobody knows when.\nDetails\nURL: https://a.example/\n"));
        var run = place.Run(Way.InProcess, Surroundings.Terminal(80), "stats");
        Assert.Contains("Dates         none\n", run.Text);
        Assert.Contains("(none)  1  ██████", run.Text);
        Assert.DoesNotContain("By weekday", run.Text);
        Assert.Equal(0, place.Run(Way.InProcess, "stats", "--html", place.At("stats.html")).Code);
        AssertSelfContained(File.ReadAllText(place.At("stats.html")));
    }

    [Fact]
    public void Thousands_of_categories_and_a_hundred_years_are_gathered()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("many.txt", string.Concat(Enumerable.Range(0, 2000).Select(number =>
            $"Article {number}.\nStatistics\n2\nWords\n1\nRead Count\nDetails\nID: {new Guid(number, 1, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1)}\n"
            + $"Category ID: category {number}\nURL: https://host{number}.example/\nDate: {1925 + (number % 100)}-05-0{1 + (number % 9)}\nLast Read: {1990 + (number % 30)}/06/01 10:00\n"))));
        foreach (var width in (int[])[80, 40, 20])
        {
            var run = place.Run(Way.InProcess, Surroundings.Terminal(width), "stats");
            AssertFits(run, width);
            Assert.InRange(run.Lines.Length, 50, 100);
        }

        var text = place.Run(Way.InProcess, Surroundings.Terminal(80), "stats").Text;
        Assert.Contains("1,985 others", text);
        Assert.Contains("1930–1939", text);
        place.Run(Way.InProcess, "stats", "--html", place.At("stats.html"));
        var page = File.ReadAllText(place.At("stats.html"));
        AssertSelfContained(page);
        Assert.Contains("1,980 others", page);
        Assert.Contains(" other years</summary>", page);
        Assert.InRange(page.Length, 10_000, 500_000);
    }

    [Fact]
    public void Nothing_in_an_article_acts_on_the_page_or_the_terminal()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", "Some text.\nDetails\n"
            + "Category ID: </bdi><script>alert(1)</script>\u001b[31m\u202E&\"'" + new string('x', 5000) + "\nURL: https://<b\"onclick=x>.example/\nLast Read: 2025/01/01 10:00\n"));
        place.Run(Way.InProcess, "stats", "--html", place.At("stats.html"), "-<script>");
        var page = File.ReadAllText(place.At("stats.html"));
        AssertSelfContained(page);
        Assert.Contains("&lt;/bdi&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u001B[31m\\u202E&amp;&quot;&#39;xxx", page);
        Assert.Contains("%3Cb%22onclick=x%3E.<wbr>example", page);
        Assert.DoesNotContain(new string('x', 200), page);
        var run = place.Run(Way.InProcess, Surroundings.Terminal(80), "stats");
        Assert.DoesNotContain('\u001b', run.Text);
        AssertFits(run, 80);
    }

    private static void AssertFits(CommandResult run, int width) =>
        Assert.All(run.Lines, line => Assert.InRange(Archiver.Cli.Terminal.DisplayWidth.Of(line), 0, width));

    /// <summary>No script, no address, no style but the one that the policy allows.</summary>
    private static void AssertSelfContained(string page)
    {
        Assert.DoesNotMatch("(?i)<script|<link|<img|<iframe|javascript:|@import|url\\(| on[a-z]+=\"| style=| href=| src=", page);
        var style = Regex.Match(page, "<style>(.*)</style>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains($"content=\"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'\"", page);
        Assert.Contains("prefers-color-scheme: dark", style);
        AssertBalanced(page);
    }

    /// <summary>Every element is closed, in the right order.</summary>
    private static void AssertBalanced(string page)
    {
        var open = new Stack<string>();
        foreach (var tag in Tag().Matches(page).Where(tag => !tag.Value.EndsWith("/>", StringComparison.Ordinal)))
        {
            var name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (name is not ("meta" or "wbr"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [GeneratedRegex("<(/?)([a-z0-9]+)[^>]*>")]
    private static partial Regex Tag();
}
