using System.Text;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Formats.Apps;

/// <summary>One bad record costs itself alone, wherever it stands and whatever is wrong with it.</summary>
public sealed class RecordTests
{
    private const string Pocket = "title,url,time_added,tags,status\n";

    private const string Wallabag = """{"is_archived":0,"is_starred":0,"title":"T","url":"https://a.example/NUMBER","content":"<p>Text NUMBER</p>","tags":[]}""";

    [Theory]
    [InlineData("A,https://a.example/1,1,,unread\n\"never closed,https://a.example/2,1,,unread\nC,https://a.example/3,1,,unread\n", "1 3")]
    [InlineData("A,https://a.example/1,1,,unread\n\"never closed,https://a.example/2,1,,unread\n\"C, with one\",https://a.example/3,1,,unread\n", "1 3")]
    [InlineData("\"two\r\nlines\",https://a.example/1,1,a|b,unread\r\n\"say \"\"no\"\"\",https://a.example/2,1,,archive", "1 2")]
    [InlineData("short,https://a.example/1\nlong,https://a.example/2,1,,unread,more,and more\n", "1 2")]
    [InlineData("A,https://a.example/1,1,,unread\ntitle,url,time_added,tags,status\nurl,title,status,time_added,cursor\nhttps://a.example/2,B,archive,1,\n", "1 2")]
    [InlineData("A \"stray\" mark,https://a.example/1,1,,unread\n\n\nB,mailto:a@b.example,1,,unread\nC,https://a.example/3,1,,unread", "1 3")]
    public void Rows_come_with_whatever_stands_between_them(string rows, string expected) =>
        Assert.Equal(expected, Numbers(Read(Pocket + rows)));

    [Theory]
    [InlineData("[1,bad,3]", "{\"is_archived\":0,\"title\":\"no end", "1 3")]
    [InlineData("[1,bad,3]", "{\"is_archived\":0,\"title\":\"a \"mark\" too many\"}", "1 3")]
    [InlineData("[1,bad,3]", "{\"is_archived\":0,\"title\":{\"one\":\"too many\"}", "1 3")]
    [InlineData("[1,bad,3]", "{\"is_archived\":}", "1 3")]
    [InlineData("[1,bad,3]", "17", "1 3")]
    [InlineData("[1,bad,3]", "{\"is_archived\":0,\"title\":\"half \\ud83d a pair\",\"url\":\"https://a.example/2\"}", "1 2 3")]
    [InlineData("1\nbad\n3", "{\"is_archived\":0,\"title\":\"no end", "1 3")]
    [InlineData("1\nbad\n3\n", "{\"is_archived\":\n  {\"title\":", "1 3")]
    [InlineData("[1,2,3", "", "1 2 3")]
    public void Elements_come_with_whatever_stands_between_them(string shape, string bad, string expected) =>
        Assert.Equal(expected, Numbers(Read(Elements(shape, bad))));

    [Fact]
    public void An_element_that_is_nested_too_deep_is_rejected_by_that_reason()
    {
        var deep = $"{{\"is_archived\":0,\"url\":\"https://a.example/2\",\"content\":{new string('[', 10_000)}{new string(']', 10_000)}}}";
        var stretches = Read(Elements("[1,bad,3]", deep));
        Assert.Equal("1 3", Numbers(stretches));
        Assert.Contains("nested too deep", Assert.Single(stretches, stretch => stretch.Kind == StretchKind.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_Pinboard_s_in_xml_says_in_attributes_what_its_json_says()
    {
        var stretches = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <posts user="somebody" dt="2024-05-06">
            <post href="https://a.example/1?x=1&amp;y=2" time="2024-05-06T11:00:00Z" description="A &quot;stray&quot; mark" extended="Of the sea." tag="sea salt" hash="0" shared="yes" toread="yes" />
            <post href="https://a.example/2" time="2024-05-06T11:00:00Z" description="B" extended="" tag="" shared="no"></post>
            <post description="C"/>
            </posts>
            """);
        var articles = stretches.Select(stretch => stretch.Article).OfType<StatedArticle>().ToArray();
        Assert.Equal(["https://a.example/1?x=1&y=2", "https://a.example/2"], articles.Select(each => each.Details.Url));
        var article = articles[0];
        Assert.Equal("pinboard", article.Format);
        Assert.Equal(("A \"stray\" mark", 0), (article.Details.Title, article.Details.ReadCount));
        Assert.Equal(["sea", "salt"], article.Details.Tags);
        Assert.DoesNotContain("somebody", Encoding.UTF8.GetString(article.Original.Span), StringComparison.Ordinal);
        Assert.Single(stretches, stretch => stretch.Kind == StretchKind.Rejected);
    }

    [Fact]
    public void A_rejected_row_names_its_line()
    {
        var rejected = Assert.Single(Read(Pocket + "\"a\nb\",https://a.example/1,1,,unread\nB,ftp://b.example/,1,,unread\n"), stretch => stretch.Kind == StretchKind.Rejected);
        Assert.Equal(4, rejected.FirstLine);
        Assert.Equal("it is no address of the web: 'ftp://b.example/'", rejected.Reason);
    }

    [Theory]
    [InlineData("2024-05-06T13:00:00+02:00", "2024-05-06T07:00")]
    [InlineData("2024-05-06T11:00:00Z", "2024-05-06T07:00")]
    [InlineData("2024-05-06 11:00:00.291000+00:00", "2024-05-06T07:00")]
    [InlineData("2024-05-06T11:00", "2024-05-06T11:00")]
    [InlineData("2024-05-06", "2024-05-06T00:00")]
    [InlineData("1714993200", "2024-05-06T07:00")]
    [InlineData("1714993200000", "2024-05-06T07:00")]
    [InlineData("1714993200000000", "2024-05-06T07:00")]
    [InlineData("13359466800000000", "2024-05-06T07:00")]
    [InlineData("736686000.5", "2024-05-06T07:00")]
    [InlineData("20240506T110000Z", "2024-05-06T07:00")]
    [InlineData("20240506110000", "2024-05-06T11:00")]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("99999999999999999999999999999999999999", null)]
    [InlineData("2024-13-06T11:00:00Z", null)]
    [InlineData("٢٠٢٤-٠٥-٠٦", null)]
    [InlineData("٢٠٢٤٠٥٠٦", null)]
    [InlineData("soon", null)]
    public void A_time_is_what_a_clock_showed_in_the_readers_zone(string stated, string? expected) =>
        Assert.Equal(expected, new StatedTimes(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).Of(stated)?.ToString());

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void The_text_that_wallabag_writes_has_titles_between_bars(string end)
    {
        var bar = new string('=', 100);
        string[] lines = ["", "", bar, "", "First & last", "", bar, "", "A line that is", "wrapped.", "", new string('=', 99), "", "The end.", "", bar, "", "Second", "", bar, "", "Its text.", bar, "is no title", "", "so far."];
        var articles = Read(string.Join(end, lines)).Select(stretch => stretch.Article).OfType<StatedArticle>().ToArray();
        Assert.Equal(["First & last", "Second"], articles.Select(article => article.Details.Title));
        Assert.Equal(["A line that is wrapped.", new string('=', 99), "The end."], Paragraphs(articles[0]));
        Assert.Equal(["Its text. " + bar + " is no title", "so far."], Paragraphs(articles[1]));
        Assert.All(articles, article => Assert.Equal("wallabag", article.Format));

        static string[] Paragraphs(StatedArticle article) => TestArchive.Texts(article.ToArticleText().Paragraphs);
    }

    [Fact]
    public void Nothing_of_an_account_is_kept()
    {
        var link = """{"id":1,"name":"L","url":"https://a.example/1","createdBy":{"username":"Quillon","email":"quillon@mail.example"},"tags":[]}""";
        var backup = $$"""{"name":"Quillon","username":"Quillon","email":"quillon@mail.example","collections":[{"id":1,"name":"C","ownerId":1,"owner":{"username":"Quillon"},"links":[{{link}}]}]}""";
        var entry = Wallabag.Replace("NUMBER", "2", StringComparison.Ordinal).Replace("\"tags\"", "\"user_name\":\"Quillon\",\"user_email\":\"quillon@mail.example\",\"tags\"", StringComparison.Ordinal);
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(backup), TestArchive.Input($"[{entry}]"));
        var description = archive.Describe();
        Assert.Contains("https://a.example/1", description, StringComparison.Ordinal);
        Assert.Contains("https://a.example/2", description, StringComparison.Ordinal);
        var originals = archive.OpenedToRead(opened => string.Concat(opened.SelectWithText(new()).Select(pair =>
            Encoding.UTF8.GetString(TestArchive.OriginalOf(opened, pair.Article)))));
        Assert.Contains("\"name\":\"L\"", originals, StringComparison.Ordinal);
        Assert.DoesNotContain("uillon", description + originals, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_read_by_the_columns_that_are_named()
    {
        var options = new ImportOptions { Map = [new("title", "Kopf"), new("text", "Der Text"), new("date", "Tag")], TimeZone = TimeZoneInfo.Utc };
        var article = Assert.Single(Read("Nr;Kopf;Der Text;Tag\n1;Ein Titel;Erster Absatz.;31. Dezember 2017\n", options), stretch => stretch.Article is not null).Article!;
        Assert.Equal(("Ein Titel", new DateOnly(2017, 12, 31)), (article.Details.Title, article.Details.Date));
        Assert.Equal("Erster Absatz.", Encoding.UTF8.GetString(article.Paragraphs[0].Of(article.Text.Span)));
    }

    private static string Elements(string shape, string bad) => string.Concat(shape.Select(mark =>
        char.IsAsciiDigit(mark) ? Wallabag.Replace("NUMBER", $"{mark}", StringComparison.Ordinal) : $"{mark}")).Replace("bad", bad, StringComparison.Ordinal);

    private static List<Stretch> Read(string text, ImportOptions? options = null)
    {
        var stretches = new InputReader(options ?? new ImportOptions { TimeZone = TimeZoneInfo.Utc }, CancellationToken.None)
            .Read(ImportInput.FromStream("input", new MemoryStream(Encoding.UTF8.GetBytes(text)))).Select(piece => piece.Stretch).ToList();
        Assert.Equal(Encoding.UTF8.GetByteCount(text), stretches.Sum(stretch => stretch.Length));
        return stretches;
    }

    private static string Numbers(IEnumerable<Stretch> stretches) =>
        string.Join(' ', stretches.Select(stretch => stretch.Article?.Details.Url?[^1]).OfType<char>());
}
