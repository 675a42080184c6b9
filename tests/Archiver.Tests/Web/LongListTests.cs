using System.Text.Json;
using Archiver.Tests.Cli;

namespace Archiver.Tests.Web;

/// <summary>Articles with very many or very long names: a page of others does not grow with them.</summary>
public sealed class LongListTests
{
    private const int Many = 20_000;

    private const int LongestPage = 30_000;

    [Fact]
    public void A_row_has_a_few_of_very_many_tags_and_says_how_many_more_there_are()
    {
        using var place = With(["tag", .. Enumerable.Range(0, Many).Select(number => $"+tag {number}")]);
        using var served = new Served(place.Archive);
        var list = served.Page("/");
        Assert.InRange(list.Length, 1000, LongestPage);
        Assert.Equal(10, list.Split("class=\"tag\"").Length - 1);
        Assert.Contains("and 19,990 more", list);
        var article = served.Page($"/article/{IdOf(place)}");
        Assert.InRange(article.Length, 1000, LongestPage);
        Assert.Contains("and 19,900 more", article);
        Assert.DoesNotContain("Set tags", article);
        Assert.Contains("and 18,000 more", served.Page("/browse"));
        Assert.InRange(served.Page("/search?q=named").Length, 1000, LongestPage);
    }

    [Fact]
    public void A_row_has_the_beginning_of_a_very_long_name()
    {
        var name = new string('n', 200_000) + " \U0001F600";
        using var place = With("edit", "--title", $"named {name}", "--category", name, "--author", name, "--site", name);
        using var served = new Served(place.Archive);
        foreach (var page in (string[])["/", "/search?q=url:l.example", "/browse", "/duplicates"])
        {
            Assert.InRange(served.Page(page).Length, 1000, LongestPage);
        }

        Assert.Contains("…", served.Page("/"));
        served.Press($"/article/{IdOf(place)}", "Move to the bin").Dispose();
        Assert.InRange(served.Page("/bin").Length, 1000, LongestPage);
    }

    [Theory]
    [InlineData(300, 300)]
    [InlineData(301, 301)]
    public void A_cut_takes_no_character_apart(int length, int shown)
    {
        var text = new string('a', 299) + string.Concat(Enumerable.Repeat("\U0001F600", length - 299));
        var cut = Archiver.Web.Writing.Shown.Cut(text, 300);
        Assert.EndsWith("a…", cut);
        Assert.Equal(300, cut.Length);
        Assert.Equal(new string('b', shown)[..300], Archiver.Web.Writing.Shown.Cut(new string('b', shown), 300).TrimEnd('…'));
    }

    private static Workplace With(params string[] command)
    {
        var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", "Something named.\nDetails\nURL: https://l.example/1\n"));
        var run = place.Run(Way.InProcess, [command[0], "https://l.example/1", .. command[1..]]);
        Assert.True(run.Code == 0, run.Error);
        return place;
    }

    private static string IdOf(Workplace place) =>
        JsonDocument.Parse(place.Run(Way.InProcess, "show", "https://l.example/1", "--json").Text).RootElement.GetProperty("id").GetString()!;
}
