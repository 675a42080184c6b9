using System.Text;
using System.Text.Json;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;

namespace Archiver.Tests.Cli;

/// <summary>Fields of articles that scripts ask for by their names.</summary>
public sealed class FieldsTests
{
    private const string Hostile = "a\tb\nc\r\u001B[31m\u0000\u2028\u202Ed \"e\", 'f'; {title}\\n\u009B";

    [Theory]
    [BothWays("list", "title,url")]
    [BothWays("search lighthouse OR hiker", "title,score,words")]
    [BothWays("show " + Fixture.Lighthouse, "words,title,source.format,details")]
    public void A_pipe_gets_the_fields_in_their_order_with_tabs_and_json_has_them_as_members(Way way, string command, string fields)
    {
        using var place = Workplace.WithCorpus();
        var names = fields.Split(',');
        var rows = place.Run(way, [.. command.Split(' '), "--fields", fields]).Lines.Select(line => line.Split('\t')).ToArray();
        var json = JsonDocument.Parse(place.Run(way, [.. command.Split(' '), "--json", "--fields", fields]).Text).RootElement;
        JsonElement[] articles = json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()]
            : json.TryGetProperty("articles", out var found) ? [.. found.EnumerateArray()] : [json];
        Assert.NotEmpty(articles);
        Assert.All(articles, article => Assert.Equal(["formatVersion", .. names], article.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(articles.Select(article => names.Select(name => Shown(article.GetProperty(name)))), rows);
    }

    [Fact]
    public void There_is_every_field_of_the_reports_with_its_value()
    {
        using var place = Workplace.WithCorpus();
        var expected = JsonDocument.Parse(place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--json").Text).RootElement;
        Assert.Equal(expected.EnumerateObject().Select(member => member.Name).Skip(1), ArticleField.All.Where(field => !field.Name.Contains('.')).Select(field => field.Name));
        Assert.Equal(expected.GetProperty("source").EnumerateObject().Select(member => $"source.{member.Name}"),
            ArticleField.All.Where(field => field.Name.Contains('.')).Select(field => field.Name));
        var all = place.Run(Way.InProcess, "show", Fixture.Lighthouse, "--json", "--fields", string.Join(',', ArticleField.All.Select(field => field.Name)));
        var given = JsonDocument.Parse(all.Text).RootElement;
        Assert.All(given.EnumerateObject(), member => Assert.Equal(member.Name.Split('.').Aggregate(expected, (value, name) => value.GetProperty(name)).GetRawText(), member.Value.GetRawText()));
        var search = JsonDocument.Parse(place.Run(Way.InProcess, "search", "lighthouse", "--json").Text).RootElement.GetProperty("articles")[0];
        Assert.Empty(search.EnumerateObject().Select(member => member.Name).Skip(1).Except(ArticleField.OfSearch.Select(field => field.Name)));
    }

    [Theory]
    [BothWays("titel", "knows no field 'titel'. Did you mean title?")]
    [BothWays("id,readcuont", "knows no field 'readcuont'. Did you mean readCount?")]
    [BothWays("source.sha", "knows no field 'source.sha'. Did you mean source.sha256?")]
    [BothWays("qqqqqqqqqq", "knows no field 'qqqqqqqqqq'. There are id, category, ")]
    [BothWays("id,,title", "has a field without a name.")]
    [BothWays("id,title,ID", "names id twice.")]
    public void What_is_no_field_is_named_with_the_nearest_that_is(Way way, string fields, string expected)
    {
        using var place = Workplace.WithCorpus();
        foreach (var verb in (string[])["list", "search", $"show {Fixture.Cat}"])
        {
            var run = place.Run(way, [.. verb.Split(' '), "--fields", fields]);
            Assert.Equal((1, ""), (run.Code, run.Text));
            Assert.StartsWith($"archiver: --fields {expected}", run.Error);
        }
    }

    [Theory]
    [InlineData("ID,Reads,lang,tag,author", "id,readCount,language,tags,authors")]
    [InlineData(" id , title ", "id,title")]
    public void A_name_may_be_written_as_in_queries(string written, string meant)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, "list", "--json", "--fields", written);
        Assert.Equal((0, place.Run(Way.InProcess, "list", "--json", "--fields", meant).Text), (run.Code, run.Text));
    }

    [Theory]
    [BothWays("{id} {words}\\t{title}", "abcd1234-0000-4000-8000-000000000001 ")]
    [BothWays("{{{id}}}", "{abcd1234-0000-4000-8000-000000000001}")]
    [BothWays("a\\\\n\\n{ID}", "a\\n\nabcd1234-0000-4000-8000-000000000001")]
    [BothWays("$'\"`%s\\x", "$'\"`%s\\x")]
    [BothWays("", null)]
    public void A_template_is_filled_for_each_article(Way way, string template, string? expected)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "show", "abcd1234-0000-4000-8000-000000000001", "--template", template);
        Assert.Equal(expected is null ? 1 : 0, run.Code);
        Assert.StartsWith(expected ?? "", run.Text);
        Assert.Equal(6, expected is null ? 6 : place.Run(way, "list", "--template", "{id}").Lines.Length);
    }

    [Theory]
    [InlineData("{titel}", "knows no field 'titel'. Did you mean title?")]
    [InlineData("{}", "has a field without a name.")]
    [InlineData("a {title", "has a { without its } at character 3.")]
    [InlineData("title} b", "has a } without its { at character 6.")]
    public void What_is_wrong_with_a_template_is_said(string template, string expected)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, "list", "--template", template);
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.StartsWith($"archiver: --template {expected}", run.Error);
    }

    [Theory]
    [InlineData("list --fields id --template {id}")]
    [InlineData("list --csv --json")]
    [InlineData("list -0 --json")]
    [InlineData("list -0 --csv")]
    [InlineData("list --template {id} --json")]
    [InlineData("search tide --count --fields id")]
    [InlineData("search tide --facets -0")]
    [InlineData("show 5a1b --original --fields id")]
    [InlineData("show 5a1b --plain --csv")]
    public void What_goes_not_together_is_refused(string command)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal((1, ""), (place.Run(Way.InProcess, command.Split(' ')).Code, place.Run(Way.InProcess, command.Split(' ')).Text));
    }

    [Theory]
    [BothWays("title,id,url")]
    [BothWays("id,paragraphs,authors,tags,category,url")]
    public void No_value_breaks_a_record(Way way, string fields)
    {
        using var place = WithHostile();
        var count = fields.Split(',').Length;
        var columns = place.Run(way, "list", "--fields", fields);
        Assert.Equal(count, Assert.Single(columns.Lines).Split('\t').Length);
        var records = place.Run(way, "list", "-0", "--fields", fields).Text;
        Assert.Equal(columns.Text.Replace('\n', '\0'), records);
        Assert.Single(place.Run(way, "list", "--template", string.Concat(fields.Split(',').Select(name => $"{{{name}}} "))).Lines);
        foreach (var terminal in (TerminalInfo[])[new(true, 80, Color: false), new(true, 30, Color: false)])
        {
            var shown = place.Run(Way.InProcess, new Surroundings { Output = terminal }, "list", "--fields", fields);
            Assert.Equal(2, shown.Lines.Length);
            Assert.DoesNotContain(shown.Text, character => character != '\n' && Archiver.Texts.UnsafeCharacters.Contains(character));
        }
    }

    [Theory, BothWays]
    public void Csv_has_a_header_and_the_values_as_they_are(Way way)
    {
        using var place = WithHostile();
        var text = place.Run(way, "list", "--csv", "--fields", "title,words").Text;
        Assert.Equal($"title,words\r\n\"{Hostile.ReplaceLineEndings("\n").Replace('\0', '\uFFFD').Replace("\"", "\"\"")}\",4\r\n", text);
        Assert.StartsWith("date,category,id,words,title\r\n", place.Run(way, "list", "--csv").Text);
        Assert.Equal("title\r\n", place.Run(way, "list", "nowhere", "--csv", "--fields", "title").Text);
    }

    [Fact]
    public void What_is_not_asked_for_in_other_words_is_as_it_was()
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(place.Run(Way.InProcess, "list").Text, place.Run(Way.InProcess, "list", "--fields", "date,category,id,words,title").Text);
        Assert.Equal(place.Run(Way.InProcess, "list").Text.Replace('\n', '\0'), place.Run(Way.InProcess, "list", "-0").Text);
    }

    [Fact]
    public void Selection_sort_and_limit_hold_as_without()
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, "list", "category:letters", "--sort", "-date", "-n", "2", "--fields", "id,summary");
        Assert.Equal(place.Run(Way.InProcess, "list", "category:letters", "--sort", "-date", "-n", "2").Lines.Select(line => line.Split('\t')[2]),
            run.Lines.Select(line => line.Split('\t')[0]));
        var none = place.Run(Way.InProcess, "list", "category:none", "--fields", "id", "--json");
        Assert.Equal((2, "[]\n"), (none.Code, none.Text));
    }

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => VisibleText.Of(value.GetString()),
        _ => value.GetRawText(),
    };

    private static readonly string[] HostileTags = ["t\n1"];

    private static readonly string[] HostileParagraphs = ["one two\tthree", "four\u001B[2J"];

    private static Workplace WithHostile()
    {
        var place = new Workplace();
        var text = JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["formatVersion"] = 1,
            ["id"] = Fixture.Cat,
            ["titleSource"] = "stated",
            ["title"] = Hostile,
            ["category"] = "x\ty",
            ["url"] = "https://a.example/\t\n?\u001B]8;;",
            ["authors"] = new[] { Hostile, "B" },
            ["tags"] = HostileTags,
            ["paragraphs"] = HostileParagraphs,
        });
        Assert.Equal(0, place.Run(Way.InProcess, "import", place.Write("hostile.jsonl", text + "\n")).Code);
        return place;
    }
}
