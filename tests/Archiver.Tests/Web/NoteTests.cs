using Archiver.Tests.Cli;

namespace Archiver.Tests.Web;

public sealed class NoteTests
{
    private const string Article = $"/article/{Fixture.Lighthouse}";

    [Fact]
    public void A_star_is_given_and_taken_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = served.Press(Article, "Star");
        Assert.Contains("Take the star away", served.Followed(answer));
        Assert.Contains(Article, served.Page("/?is=starred"));
        Assert.Contains(">Star</button>", served.Followed(served.Press(answer.Headers.Location!.ToString(), "Undo")));
        Assert.DoesNotContain(Article, served.Page("/?is=starred"));
    }

    [Fact]
    public void Tags_are_those_that_are_written_a_line_each()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        served.Followed(Say(served, "tags", ("tags", "sea\r\nParis, France\r\n\r\n sea ")));
        Assert.Equal("Paris, France|sea", Tags(place));
        using var answer = Say(served, "tags", ("shown", "sea\r\nParis, France"), ("tags", "Paris, France\r\nstone"));
        Assert.Contains("name=\"shown\" value=\"Paris, France\nstone\"", served.Followed(answer));
        Assert.Equal("Paris, France|stone", Tags(place));
        Assert.Contains(Article, served.Page("/?tag=Stone"));
        Assert.Contains("/?tag=stone", served.Page("/browse"));
        Assert.Contains("Nothing has changed.", served.Followed(Say(served, "tags", ("shown", "stone\nParis, France"), ("tags", "stone\nParis, France"))));
        served.Followed(served.Press(answer.Headers.Location!.ToString(), "Undo"));
        Assert.Equal("Paris, France|sea", Tags(place));
    }

    [Fact]
    public void A_page_that_was_loaded_before_takes_no_tag_away_that_it_did_not_show()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        place.Run(Way.InProcess, "tag", Fixture.Lighthouse, "+meanwhile");
        served.Followed(Say(served, "tags", ("shown", ""), ("tags", "one")));
        served.Followed(Say(served, "tags", ("shown", ""), ("tags", "two")));
        Assert.Equal("meanwhile|one|two", Tags(place));
    }

    [Fact]
    public void A_notice_takes_back_what_it_is_about_and_nothing_else()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var one = Say(served, "tags", ("tags", "one"));
        using var two = Say(served, "tags", ("tags", "two"));
        served.Followed(served.Press(one.Headers.Location!.ToString(), "Undo"));
        Assert.Equal("two", Tags(place));
        Assert.Contains("Nothing has changed.", served.Followed(served.Press(one.Headers.Location!.ToString(), "Undo")));
        Assert.Equal("two", Tags(place));
        Assert.DoesNotContain("Undo", served.Page($"{Article}?done=Star&id={Fixture.Lighthouse}"));
    }

    [Fact]
    public void A_note_is_shown_and_taken_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = Say(served, "note", ("text", "To be read again.\r\n<b>Twice.</b>"));
        Assert.Contains("<p class=\"comment\" dir=\"auto\">To be read again.\n&lt;b&gt;Twice.&lt;/b&gt;</p>", served.Followed(answer));
        Assert.Contains("note: To be read again.", served.Page($"{Article}/history"));
        Assert.DoesNotContain("To be read again.", served.Followed(served.Press(answer.Headers.Location!.ToString(), "Undo")));
        Assert.Contains("Nothing has changed.", served.Followed(Say(served, "note", ("text", " "))));
    }

    [Fact]
    public void What_is_highlighted_is_marked_in_the_text()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var words = place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--plain").Text.TrimStart().Split(' ')[1..4];
        var text = string.Join(' ', words);
        using var answer = Say(served, "highlight", ("text", text), ("comment", "why"));
        Assert.Contains($"<mark>{System.Net.WebUtility.HtmlEncode(text)}</mark>", served.Followed(answer));
        Assert.DoesNotContain("<mark>", served.Followed(served.Press(answer.Headers.Location!.ToString(), "Undo")));
    }

    [Fact]
    public void What_is_no_kind_of_note_is_not_taken_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        using var answer = Say(served, "take-back", ("kind", "nothing"));
        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Contains("Nothing has changed.", served.Followed(Say(served, "take-back", ("kind", "Star"))));
        Assert.Contains("Nothing has changed.", served.Followed(Say(served, "take-back", ("kind", "Star"), ("act", "1"))));
    }

    private static HttpResponseMessage Say(Served served, string what, params (string Name, string Value)[] fields) =>
        served.Post($"{Article}/{what}", fields.Append(("back", Article)).ToDictionary());

    private static string Tags(Workplace place) => string.Join('|', System.Text.Json.JsonDocument.Parse(place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--json").Text)
        .RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Order());
}
