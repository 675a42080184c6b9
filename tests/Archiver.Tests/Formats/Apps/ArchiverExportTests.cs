using System.Text;
using System.Text.Json.Nodes;
using Archiver.Articles;
using Archiver.Exporting;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Querying;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Formats.Apps;

/// <summary>What <c>export</c> writes comes back as it was.</summary>
public sealed class ArchiverExportTests
{
    private const string Article = """
        {"formatVersion":1,"id":"00000000-0000-4000-8000-000000000001","category":"a","title":"Stated","titleSource":"stated","url":"https://a.example/1",
        "authors":["A B"],"site":"S","language":"en","tags":["x","y z"],"starred":true,"date":"2024-05-06","created":"2024-05-06T11:00","updated":null,
        "lastRead":"2024-05-07T08:15","words":3,"readCount":2,"lost":null,"summary":"one\ntwo","summaryTruncated":true,"similar":["other"],
        "details":{"Odd key":"a\nb","":"no key"},"paragraphs":["One\u2028line","Two  spaces"],
        "blocks":[{"kind":"heading","level":2,"ordered":null,"number":null,"marks":[]},{"kind":"item","level":1,"ordered":true,"number":3,"marks":[{"start":0,"length":3,"kind":"link","href":"https://b.example/"}]}],
        "highlights":[{"text":"Two","comment":"mine","created":"2024-05-06T12:00"}]}
        """;

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void An_export_that_is_imported_is_exported_as_it_was(string format)
    {
        using var first = new TestArchive();
        var inputs = new[] { Fixture.Corpus, Fixture.In("formats") }
            .SelectMany(path => ImportInput.FromPath(path, new HashSet<string>())).Append(TestArchive.Input(Article));
        first.Import(inputs);
        var exported = Export(first, format);
        Assert.Contains("\"kind\":\"heading\"", exported, StringComparison.Ordinal);

        using var second = new TestArchive();
        var reports = second.Import(TestArchive.Input(exported));
        Assert.DoesNotContain(reports, report => report.Outcome is Outcome.Rejected or Outcome.Updated);
        Assert.Equal(WithoutSources(exported), WithoutSources(Export(second, format)));
    }

    [Fact]
    public void All_that_an_article_says_comes_back()
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(Article));
        var exported = JsonNode.Parse(Export(archive, "jsonl"))!.AsObject();
        exported.Remove("source");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Article), exported), exported.ToJsonString());
    }

    /// <summary>What the reader has said would else be stated, and could not be taken back; and each reading would count twice.</summary>
    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void An_export_that_comes_back_into_its_own_archive_changes_nothing(string format)
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input("title,url,time_added,tags,status\nOne,https://a.example/1,1714993200,sea,unread\nTwo,https://a.example/2,1714993200,,archive\n"));
        archive.Import(TestArchive.Input(Article));
        var empty = Export(archive, format);
        using (var opened = archive.OpenToWrite())
        {
            var articles = opened.Select(new Selection()).ToArray();
            opened.Annotate(articles, new Note { Title = "Mine", Category = "quay", Tags = ["salt"], WithoutTags = ["sea"], IsStarred = true, Comment = "So it is." });
            opened.LogReadings(articles, new WallTime(new DateTime(2026, 5, 6, 11, 0, 0)));
        }

        var between = Export(archive, format);
        using (var opened = archive.OpenToWrite())
        {
            opened.Annotate([.. opened.Select(new Selection())], new Note { Title = "Still mine", Highlight = new Highlight("Two", "indeed") });
        }

        var now = Export(archive, format);
        var before = archive.Describe();
        Assert.All([empty, between, now], exported => Assert.All(TestArchive.Outcomes(archive.Import(TestArchive.Input(exported))), outcome => Assert.Equal(Outcome.Unchanged, outcome)));
        Assert.Equal(before, archive.Describe());
        Assert.Contains("Still mine", now, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_with_a_change_of_somebody_s_is_another_state()
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(Article));
        using (var opened = archive.OpenToWrite())
        {
            opened.Annotate([.. opened.Select(new Selection())], new Note { Title = "Mine" });
        }

        var changed = Export(archive, "jsonl").Replace("\"site\":\"S\"", "\"site\":\"T\"", StringComparison.Ordinal);
        Assert.Equal([Outcome.Updated], TestArchive.Outcomes(archive.Import(TestArchive.Input(changed))));
    }

    [Fact]
    public void A_reading_that_only_the_export_knows_comes_in()
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(Article));
        var export = Export(archive, "jsonl");
        var read = System.Text.RegularExpressions.Regex.Replace(export, "\"lastRead\":(null|\"[^\"]*\")", "\"lastRead\":\"2031-03-01T10:00\"");
        Assert.NotEqual(export, read);
        Assert.Equal([Outcome.Updated], TestArchive.Outcomes(archive.Import(TestArchive.Input(read))));
        Assert.Contains("2031-03-01T10:00", Export(archive, "jsonl"));
    }

    /// <summary>Inputs are read 64 KiB at a time, and a line may begin in one such piece and end in the next.</summary>
    [Fact]
    public void As_many_lines_as_there_are_come_in()
    {
        using var archive = new TestArchive();
        var lines = Enumerable.Range(1, 2000).Select(number => Line($"00000000-0000-4000-8000-{number:D12}", $"Paragraph {number}."));
        var reports = archive.Import(TestArchive.Input(string.Join('\n', lines)));
        Assert.Equal(2000, reports.Count(report => report.Outcome == Outcome.Imported));
        Assert.DoesNotContain(reports, report => report.Outcome == Outcome.Rejected);
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(3_000_000)]
    public void A_line_may_be_long(int length)
    {
        using var archive = new TestArchive();
        var reports = archive.Import(TestArchive.Input($"{Line("00000000-0000-4000-8000-000000000001", new string('x', length))}\n{Line("00000000-0000-4000-8000-000000000002", "y")}\n"));
        Assert.Equal(2, reports.Count(report => report.Outcome == Outcome.Imported));
    }

    [Theory]
    [InlineData("""{"formatVersion":1,"id":"00000000-0000-4000-8000-000000000001","title":"LONG","titleSource":"stated","paragraphs":["a"]}""", "archiver")]
    [InlineData("""[{"text":"LONG","title":"T","url":"https://a.example/1"}]""", "json")]
    [InlineData("""[{"href":"https://a.example/1","description":"T","extended":"LONG","meta":"m","hash":"h","time":"2024-01-01T00:00:00Z","shared":"no","toread":"yes","tags":"a b"}]""", "pinboard")]
    public void A_long_text_does_not_hide_what_JSON_is(string json, string format)
    {
        using var archive = new TestArchive();
        var reports = archive.Import(TestArchive.Input(json.Replace("LONG", string.Concat(Enumerable.Repeat("word ", 4000)), StringComparison.Ordinal)));
        Assert.Equal((Outcome.Imported, format), reports.Where(report => report.Outcome != Outcome.Blank).Select(report => (report.Outcome, report.Format)).Single());
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\u00A0")]
    [InlineData("\u2028")]
    public void A_blank_paragraph_is_none(string blank)
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input($$"""
            {"formatVersion":1,"id":"00000000-0000-4000-8000-000000000001","titleSource":"lead","paragraphs":["a","{{blank}}","b"],
            "blocks":[{"kind":"heading","level":1},{"kind":"paragraph"},{"kind":"item","level":1}]}
            """));
        Assert.Empty(archive.Checked().Findings);
        var text = archive.OpenedToRead(opened => opened.ReadText(opened.Select(new Selection()).Single()));
        Assert.Equal([BlockKind.Heading, BlockKind.Item], text.Blocks!.Select(block => block.Kind));
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-1, 3)]
    [InlineData(3, 900)]
    [InlineData(2147483647, 2147483647)]
    public void A_mark_outside_its_paragraph_is_none(int start, int length)
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input($$"""
            {"formatVersion":1,"id":"00000000-0000-4000-8000-000000000001","titleSource":"lead","paragraphs":["hello there"],
            "blocks":[{"kind":"heading","level":1,"marks":[{"start":{{start}},"length":{{length}},"kind":"link","href":"https://a.example/"},{"start":0,"length":5,"kind":"strong"}]}]}
            """));
        var text = archive.OpenedToRead(opened => opened.ReadText(opened.Select(new Selection()).Single()));
        Assert.Equal(MarkKind.Strong, Assert.Single(text.Blocks![0].Marks).Kind);
    }

    [Fact]
    public void What_the_reader_has_highlighted_is_there_once_when_the_export_comes_back()
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(Article));
        using (var open = archive.OpenToWrite())
        {
            open.Annotate([open.Select(new Selection()).Single()], new Note { Highlight = new Highlight("line") });
        }

        archive.Import(TestArchive.Input(Export(archive, "jsonl")));
        var text = archive.OpenedToRead(opened => opened.ReadText(opened.Select(new Selection()).Single()));
        Assert.Equal(["Two", "line"], text.Highlights.Select(highlight => highlight.Text));
    }

    private static string Line(string id, string paragraph) => $$"""{"formatVersion":1,"id":"{{id}}","titleSource":"lead","paragraphs":["{{paragraph}}"]}""";

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        using var archive = new TestArchive();
        var report = Assert.Single(archive.Import(TestArchive.Input(Article.Replace("\"formatVersion\":1", "\"formatVersion\":2", StringComparison.Ordinal))));
        Assert.Equal(Outcome.Rejected, report.Outcome);
        Assert.Contains("formatVersion is 2", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    private static string Export(TestArchive archive, string format)
    {
        using var output = new MemoryStream();
        using var opened = archive.OpenToRead();
        using (var writer = ExportFormat.Named(format)!.To(output))
        {
            writer.Begin();
            foreach (var (article, text) in opened.SelectWithText(new Selection { Order = SortOrder.AsImported }))
            {
                writer.Write(article, text);
            }

            writer.Complete();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string WithoutSources(string exported) => string.Join('\n', exported.Split('\n').Select(line =>
        line.LastIndexOf(",\"source\":", StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line));
}
