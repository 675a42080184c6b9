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
    public void A_text_that_stands_in_several_paragraphs_is_marked_where_it_was_selected()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", place.Write("a.txt", "The sea, once.\nThe sea, twice.\nThe sea, three times.\nDetails\nID: 98c8ea6a-0000-4000-8000-000000000001\n"));
        using var served = new Served(place.Archive);
        const string At = "/article/98c8ea6a-0000-4000-8000-000000000001";
        foreach (var (paragraph, shown) in (ReadOnlySpan<(string, string)>)[("1", "twice"), ("2", "three times"), ("x", "three times"), ("", "three times"), ("99999999999", "three times")])
        {
            served.Post($"{At}/highlight", new() { ["text"] = "The sea", ["paragraph"] = paragraph, ["back"] = At }).Dispose();
            Assert.Contains($"<mark>The sea</mark>, {shown}.", served.Page(At));
        }

        Assert.DoesNotContain("paragraph\":", place.Run(Way.InProcess, "show", "98c8ea6a", "--json").Text[..^1].Split("highlights")[1]);
    }

    [Fact]
    public void A_highlight_is_taken_away_and_no_other_and_that_is_taken_back()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        string[] words = [.. place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--plain").Text.TrimStart().Split(' ').Take(7)];
        string[] texts = [$"{words[1]} {words[2]}", $"{words[5]} {words[6]}"];
        Say(served, "highlight", ("text", texts[0])).Dispose();
        Say(served, "highlight", ("text", texts[0]), ("comment", "again")).Dispose();
        Say(served, "highlight", ("text", texts[1]), ("comment", "why <b>")).Dispose();
        Assert.Equal([(texts[0], "again"), (texts[1], "why &lt;b&gt;")], Listed(served.Page(Article)));
        using var answer = Say(served, "unhighlight", ("mark", MarkOf(texts[0])));
        Assert.Equal([(texts[1], "why &lt;b&gt;")], Listed(served.Followed(answer)));
        Assert.DoesNotContain($"<mark>{texts[0]}</mark>", served.Page(Article));
        Assert.Contains("not highlighted any more", served.Page($"{Article}/history"));
        Assert.Contains("Nothing has changed.", served.Followed(Say(served, "unhighlight", ("mark", MarkOf(texts[0])))));
        Assert.Equal(2, Listed(served.Followed(served.Press(answer.Headers.Location!.ToString(), "Undo"))).Length);
    }

    [Fact]
    public void A_highlight_of_an_import_is_taken_away_too()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", "--format", "markdown", place.Write("a.md", "# One\n\nSome ==marked words== and ==others==.\n"));
        using var served = new Served(place.Archive);
        var list = served.Page("/");
        var article = list[list.IndexOf("/article/", StringComparison.Ordinal)..][..45];
        Assert.Equal(["marked words", "others"], Listed(served.Page(article)).Select(each => each.Text));
        using var answer = served.Post($"{article}/unhighlight", new() { ["mark"] = MarkOf("others"), ["back"] = article });
        Assert.Equal(["marked words"], Listed(served.Followed(answer)).Select(each => each.Text));
    }

    [Fact]
    public void All_highlights_are_listed_the_newest_first_with_the_way_to_their_place()
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, "import", "--format", "markdown", place.Write("a.md", "# One\n\n" + string.Concat(Enumerable.Range(1, 60).Select(number => $"So ==highlight {number}.==\n\n"))));
        place.Run(Way.InProcess, "import", Fixture.Corpus);
        using var served = new Served(place.Archive);
        var text = string.Join(' ', place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--plain").Text.TrimStart().Split(' ')[1..4]);
        Say(served, "highlight", ("text", text), ("comment", "why")).Dispose();
        var first = served.Page("/highlights");
        Assert.Equal((text, "why"), Listed(first)[0]);
        Assert.Contains($"<a href=\"{Article}#p0\">", first);
        var second = served.Page("/highlights?page=2");
        Assert.Equal([.. Enumerable.Range(1, 60).Select(number => $"highlight {number}.")], [.. Listed(first).Concat(Listed(second)).Skip(1).Select(each => each.Text)]);
        foreach (var page in (string[])["0", "3", "x", "-1"])
        {
            using var none = served.Get($"/highlights?page={page}");
            Assert.Equal(404, (int)none.StatusCode);
        }
    }

    [Fact]
    public void What_is_known_of_an_article_is_corrected_and_only_what_was_changed_is_said()
    {
        using var place = Workplace.WithCorpus();
        using var served = new Served(place.Archive);
        var shown = System.Text.RegularExpressions.Regex.Matches(served.Page(Article), "<input type=\"hidden\" name=\"(shown-[a-z]+)\" value=\"([^\"]*)\"")
            .ToDictionary(match => match.Groups[1].Value, match => System.Net.WebUtility.HtmlDecode(match.Groups[2].Value));
        Assert.Equal(["shown-authors", "shown-category", "shown-date", "shown-language", "shown-site", "shown-title"], shown.Keys.Order());
        Assert.Contains("Nothing has changed.", served.Followed(Edit([])));
        using var answer = Edit([("title", "A <better> title"), ("date", "2024-02-29"), ("authors", "One\r\nTwo"), ("language", "pt_BR")]);
        var page = served.Followed(answer);
        Assert.Contains("A &lt;better&gt; title</h1>", page);
        Assert.Contains("<time datetime=\"2024-02-29\">", page);
        var said = System.Text.Json.JsonDocument.Parse(place.Run(Way.InProcess, "history", Fixture.Lighthouse, "--json").Text).RootElement.ToString();
        Assert.Contains("\"title\":\"A <better> title\"", said);
        Assert.Contains("pt-BR", said);
        Edit([("category", "coasts")]).Dispose();
        Assert.Contains("category: coasts</p>", served.Page($"{Article}/history"));
        Assert.DoesNotContain("A &lt;better&gt; title</h1>", served.Followed(served.Press(answer.Headers.Location!.ToString(), "Undo")));
        Assert.Contains("coasts", served.Page(Article));
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("date", "2025-02-30"), ("date", "soon"), ("language", "not a language!"), ("category", "")])
        {
            using var wrong = Edit([(name, value)]);
            Assert.Equal(409, (int)wrong.StatusCode);
            Assert.Contains("Nothing was changed.", wrong.Text());
        }

        HttpResponseMessage Edit((string Name, string Value)[] changes)
        {
            var fields = shown.Concat(shown.Select(each => KeyValuePair.Create(each.Key["shown-".Length..], each.Value))).ToDictionary();
            foreach (var (name, value) in changes)
            {
                fields[name] = value;
            }

            fields["back"] = Article;
            return served.Post($"{Article}/edit", fields);
        }
    }

    private static (string Text, string Comment)[] Listed(string page) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(page, "<li><blockquote[^>]*><mark>([^<]*)</mark></blockquote>(?:<p class=\"comment\" dir=\"auto\">([^<]*)</p>)?")
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
    ];

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

    private static string MarkOf(string text) => Archiver.Web.Pages.HighlightList.MarkOf(new Archiver.Articles.Highlight(text));

    private static HttpResponseMessage Say(Served served, string what, params (string Name, string Value)[] fields) =>
        served.Post($"{Article}/{what}", fields.Append(("back", Article)).ToDictionary());

    private static string Tags(Workplace place) => string.Join('|', System.Text.Json.JsonDocument.Parse(place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--json").Text)
        .RootElement.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).Order());
}
