using System.Text;
using Archiver.Articles;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Importing;

/// <summary>One article that comes in two formats: a dump, and the saved page that it was copied from.</summary>
public sealed class MergingTests : IDisposable
{
    private static readonly InventedDump Dump = InventedDump.Number(1);

    private static readonly string Url = DumpUrl();

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_page_of_the_URL_of_a_dump_is_another_state_of_its_article()
    {
        _archive.Import(Dump);
        Assert.Equal([Outcome.Updated], TestArchive.Outcomes(_archive.Import(TestArchive.Input(Page("The harbour opens again", Long)))));
        var article = Only();
        Assert.Equal((Dump.Id, "The harbour opens again", "stated"), (article.Id, article.Title, article.TitleSource));
        Assert.Equal(Dump.Category, article.Details.Category);
        Assert.Single(article.Revisions);
        using var archive = _archive.OpenToRead();
        Assert.Equal(Dump.ToBytes(), TestArchive.OriginalOf(archive, archive.History(article)[0].Article));
        Assert.Equal(Page("The harbour opens again", Long), Encoding.UTF8.GetString(TestArchive.OriginalOf(archive, article)));
    }

    [Fact]
    public void A_page_with_little_text_adds_its_facts_and_replaces_nothing()
    {
        _archive.Import(Dump with { Body = [.. Long] });
        var report = Assert.Single(_archive.Import(TestArchive.Input(Page("The harbour opens again", ["Log in to read on."]))));
        Assert.Equal(Outcome.Updated, report.Outcome);
        var article = Only();
        Assert.Equal(("The harbour opens again", "stated"), (article.Title, article.TitleSource));
        Assert.Equal(["Oda Brandt"], article.Details.Authors);
        using var archive = _archive.OpenToRead();
        Assert.Equal(Long, TestArchive.Texts(archive.ReadText(article).Paragraphs));
        Assert.Equal((Dump with { Body = [.. Long] }).ToBytes(), TestArchive.OriginalOf(archive, article));
        Assert.Single(archive.Select(new Selection { Query = Parsed("authors:\"Oda Brandt\"") }));
    }

    [Fact]
    public void The_same_page_and_the_same_dump_again_are_unchanged()
    {
        _archive.Import(Dump with { Body = [.. Long] });
        _archive.Import(TestArchive.Input(Page("The harbour opens again", ["Log in to read on."])));
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(Dump with { Body = [.. Long] })));
        Assert.Equal([Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(TestArchive.Input(Page("The harbour opens again", ["Log in to read on."])))));
    }

    [Fact]
    public void In_one_import_they_meet_as_well()
    {
        _archive.Import(TestArchive.Input((Dump with { Body = [.. Long] }).ToBytes(), "a"), TestArchive.Input(Page("The harbour opens again", ["Log in."]), "b"));
        Assert.Equal("The harbour opens again", Only().Title);
    }

    [Fact]
    public void An_entry_of_an_app_adds_its_tags_and_its_star_whichever_comes_first()
    {
        var entry = $$"""
            [{"id":7,"url":"{{Url}}","title":"The harbour","is_archived":1,"is_starred":1,"tags":["sea","boats"],"content":"",
            "created_at":"2024-03-09T10:00:00+0000","updated_at":"2024-03-09T10:00:00+0000","mimetype":"text/html","language":"en"}]
            """;
        foreach (var isFirst in (bool[])[true, false])
        {
            using var archive = new TestArchive();
            string[] inputs = [entry, Page("The harbour opens again", Long)];
            foreach (var input in isFirst ? inputs : inputs.Reverse())
            {
                archive.Import(TestArchive.Input(input));
            }

            using var opened = archive.OpenToRead();
            var article = Assert.Single(opened.Select(new Selection()));
            Assert.Equal(["sea", "boats"], article.Details.Tags);
            Assert.Equal((true, true, 1), (article.Details.IsStarred, article.IsRead, article.Revisions.Count));
            Assert.Equal(Long, TestArchive.Texts(opened.ReadText(article).Paragraphs).Where(Long.Contains));
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void The_page_and_the_dump_are_one_article_with_the_ID_that_the_dump_states_whichever_comes_first(bool isPageFirst, bool isOneImport)
    {
        string[] inputs = [Page("The harbour opens again", Long), Encoding.UTF8.GetString((Dump with { Body = [.. Long] }).ToBytes())];
        var ordered = (isPageFirst ? inputs : inputs.Reverse()).Select((input, index) => TestArchive.Input(input, $"{index}")).ToArray();
        if (isOneImport)
        {
            _archive.Import(ordered);
        }
        else
        {
            _archive.Import(ordered[0]);
            _archive.Import(ordered[1]);
        }

        var article = Only();
        Assert.Equal((Dump.Id, "The harbour opens again", 1), (article.Id, article.Title, article.Revisions.Count));
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged], TestArchive.Outcomes(_archive.Import(inputs.Select((input, index) => TestArchive.Input(input, $"{index}")))));
        Assert.Empty(_archive.Checked().Findings);
        using var archive = _archive.OpenToRead();
        Assert.Equal(Dump.Id, archive.Find(Url).Id);
        Assert.Throws<ArchiverException>(() => archive.Find(ArticleId.FromUrl(Url).ToString()));
    }

    [Fact]
    public void Two_dumps_of_the_URL_of_a_page_are_two_articles()
    {
        var other = Dump with { Id = InventedDump.IdOf(77), Body = ["Another text."] };
        _archive.Import(TestArchive.Input(Page("The harbour opens again", Long), "a"), TestArchive.Input(Dump.ToBytes(), "b"), TestArchive.Input(other.ToBytes(), "c"));
        _archive.Import(other with { Body = ["A third text."] });
        using var archive = _archive.OpenToRead();
        Assert.Equal(new[] { Dump.Id, other.Id }.Order(), archive.Select(new Selection()).Select(article => article.Id).Order());
    }

    private static readonly string[] Long =
        [.. Enumerable.Range(1, 6).Select(number => $"In the year {number} the harbour was open again, and the boats went out with the tide before the sun had risen.")];

    private static string DumpUrl()
    {
        var text = Encoding.UTF8.GetString(Dump.ToBytes());
        var from = text.IndexOf("URL: ", StringComparison.Ordinal) + 5;
        return text[from..text.IndexOfAny(['\r', '\n'], from)];
    }

    private static Query Parsed(string query) =>
        Query.TryParse(query, TimeProvider.System, out var read, out _) ? read : throw new InvalidOperationException(query);

    private static string Page(string title, string[] paragraphs) =>
        $"""
        <!doctype html><html lang="en"><head><title>{title}</title><link rel="canonical" href="{Url}">
        <meta name="author" content="Oda Brandt"></head><body><article><h1>{title}</h1>
        {string.Concat(paragraphs.Select(paragraph => $"<p>{paragraph}</p>\n"))}</article></body></html>
        """;

    private Article Only()
    {
        using var archive = _archive.OpenToRead();
        return Assert.Single(archive.Select(new Selection()));
    }
}
