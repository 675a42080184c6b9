using System.Text;
using Archiver.Formats.Apps;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Formats.Apps;

/// <summary>Exports come in other layouts than the usual: older and newer ones, cut ones, with columns that somebody has left out.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData("https://a.example/1,One,,Unread,1714993200\nhttps://a.example/2,\"Two, too\",Said so,Sea,1714993200\n", "created 2024-05-06T11:00")]
    [InlineData("\"https://a.example/1\",\"One\",\"\",\"Unread\",\"1714993200\",\"[]\"\n\"https://a.example/2\",\"Two, too\",\"Said so\",\"Sea\",\"1714993200\",\"[]\"\n", "created 2024-05-06T11:00")]
    [InlineData("https://a.example/1,One,,Unread\nhttps://a.example/2,\"Two, too\",Said so,Sea\n", null)]
    public void A_table_of_Instapaper_s_may_lack_the_names_of_its_columns(string table, string? created)
    {
        var end = created is null ? "" : $" | {created}";
        Assert.Equal([$"instapaper | One | https://a.example/1 | unread{end}", $"instapaper | Two, too | https://a.example/2 | in Sea{end}"], Records.Of(table));
    }

    [Theory]
    [InlineData("https://a.example/1,One thing,two,three\n")]
    [InlineData("https://a.example/1,One thing,two,three,four\n")]
    [InlineData("One,https://a.example/1,,Unread,1714993200\n")]
    public void A_table_without_names_that_is_otherwise_is_nobody_s(string table) =>
        Assert.StartsWith("rejected: ", Assert.Single(Records.Of(table)), StringComparison.Ordinal);

    [Fact]
    public void What_Instapaper_calls_liked_has_a_star_and_a_page_without_an_address_has_a_reason() => Assert.Equal(
        ["instapaper | One | https://a.example/1 | starred", "rejected: it is no address of the web: 'about:blank'"],
        Records.Of("Folder,Title,URL,Selection,Tags\nLiked,One,https://a.example/1,,null\nUnread,,about:blank,,[]\n"));

    [Fact]
    public void What_was_marked_in_a_text_is_together_though_each_mark_is_a_row() => Assert.Equal(
        ["readwise | Tides | by Ann | tags sea | marked First, Second (so true)", "readwise | Tides | by Bo | marked Other"],
        Records.Of("Highlight,Book Title,Book Author,Note,Document tags\nFirst,Tides,Ann,,sea\nOther,Tides,Bo,,\nSecond,Tides,Ann,so true,\n"));

    [Fact]
    public void Texts_of_one_title_are_several_articles()
    {
        using var archive = new TestArchive();
        const string Rows = "Highlight,Book Title,Book Author,Amazon Book ID\nFirst,Tides,Ann,B1\nOther,Tides,Bo,\nThird,Tides,Ann,B2\n";
        Assert.Equal([Outcome.Imported, Outcome.Imported, Outcome.Imported], TestArchive.Outcomes(archive.Import(TestArchive.Input(Rows))));
        Assert.Equal([Outcome.Unchanged, Outcome.Unchanged, Outcome.Unchanged], TestArchive.Outcomes(archive.Import(TestArchive.Input(Rows))));
    }

    /// <summary>Rows are joined where they are known beforehand; whatever is beyond is an article of its own.</summary>
    [Fact]
    public void Nothing_that_was_marked_is_lost_or_cut_beyond_what_is_kept_in_memory()
    {
        const int count = 4_000;
        var rows = Enumerable.Range(0, count)
            .Select(at => $"\"Mark {at:0000}\nof a, text {new string('x', at % 97)}\",Tides {at % 7},Ann").ToArray();
        var bytes = Encoding.UTF8.GetBytes("Highlight,Book Title,Book Author\n" + string.Join('\n', rows) + "\n");
        foreach (var kept in (int[])[0, 1_000, .. Enumerable.Range(150_000, 80), bytes.Length, 1 << 20])
        {
            var reader = Readwise.ReaderOfHighlights(new ReadingOptions(), kept);
            reader.Begin(new MemoryStream(bytes));
            var stretches = new List<Stretch>();
            while (reader.Read() is { } stretch)
            {
                stretches.Add(stretch);
            }

            var articles = stretches.Select(stretch => stretch.Article).OfType<StatedArticle>().ToArray();
            Assert.Equal(bytes.Length, stretches.Sum(stretch => stretch.Length));
            Assert.Equal(rows.Order(), articles.SelectMany(Rows).Order());
            Assert.Equal(count, articles.Sum(article => article.Highlights.Count));
            Assert.True(kept < bytes.Length ? articles.Length > 7 : articles.Length >= 7);
            Assert.True(kept < 150_000 || articles.Length < count);
        }

        static IEnumerable<string> Rows(StatedArticle article) => Encoding.UTF8.GetString(article.Original.Span)
            .Split(",Ann", StringSplitOptions.RemoveEmptyEntries).Select(row => row + ",Ann");
    }

    [Fact]
    public void Omnivore_s_list_may_lack_what_an_article_does_not_need() => Assert.Equal(
        [
            "omnivore | One | https://a.example/1 | tags sea | created 2024-05-06T11:00",
            "omnivore | Two | https://a.example/2 | tags salt | read | created 2024-05-06T11:00",
        ],
        Records.Of("""
            [{"title":"One","url":"https://a.example/1","labels":["sea"],"savedAt":"2024-05-06T11:00:00.000Z"},
             {"title":"Two","url":"https://a.example/2","labels":[{"name":"salt"}],"savedAt":"2024-05-06T11:00:00.000Z","state":"Active","readingProgress":97.25}]
            """));

    [Fact]
    public void A_list_of_Karakeep_s_that_is_a_search_is_no_folder() => Assert.Equal(
        ["karakeep | One | https://a.example/1 | in Projects/Inbox | unread | created 2024-05-06T11:00"],
        Records.Of("""
            {"bookmarks":[{"createdAt":1714993200,"title":"One","tags":[],"lists":["s","c"],"content":{"type":"link","url":"https://a.example/1"}}],
             "lists":[{"id":"s","name":"All","type":"smart","parentId":null},{"id":"p","name":"Projects","type":"manual","parentId":null},
                      {"id":"c","name":"Inbox","type":"manual","parentId":"p"}]}
            """));

    [Fact]
    public void A_link_of_Linkwarden_s_lies_in_the_collection_around_it() => Assert.Equal(
        ["linkwarden | One | https://a.example/1 | in Sea", "linkwarden | Two | https://a.example/2 | in Sea/Salt", "linkwarden | Three | https://a.example/3 | in Sea"],
        Records.Of("""
            {"collections":[{"id":1,"name":"Sea","parentId":null,"links":[{"name":"One","url":"https://a.example/1","tags":[{"id":9,"name":"x"}]}]},
             {"id":2,"name":"Salt","parentId":1,"links":[{"name":"Two","url":"https://a.example/2"},{"name":"Three","url":"https://a.example/3","collectionId":1}]}]}
            """.Replace(",\"tags\":[{\"id\":9,\"name\":\"x\"}]", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"url":"https://a.example/1","title":"One","addedAt":1714993200.5,"highlights":[{"content":"Sea","note":"salt"}]}""", "goodlinks | One | https://a.example/1 | unread | created 2024-05-06T11:00 | marked Sea (salt)")]
    [InlineData("""[{"url":"https://a.example/1","title":"One","highlights":[{"quote":"Sea","created_at":1714993200}]}]""", "pocket | One | https://a.example/1 | marked Sea")]
    [InlineData("""[{"href":"https://a.example/1","description":false,"extended":"","time":"2024-05-06T11:00:00Z","tags":"sea salt"}]""", "pinboard | https://a.example/1 | tags sea, salt | created 2024-05-06T11:00")]
    [InlineData("""[{"title":"One","tags":["sea",""],"url":"https://a.example/1","description":"x","created":"1714993200","others":9,"owner":"somebody","private":"0"}]""", "delicious | One | https://a.example/1 | tags sea | created 2024-05-06T11:00")]
    [InlineData("""[{"created_at":"2024-05-06 11:00:00 UTC","title":"One","url":"https://a.example/1","description":null,"tags":["sea"],"is_saved":true}]""", "elcurator | One | https://a.example/1 | tags sea | starred | created 2024-05-06T11:00")]
    [InlineData("id,type,title,url,content,note,tags,created\nx,WebPage,One,https://a.example/1,,mine,\"sea, salt\",2024-05-06T11:00:00.000Z\n", "mymind | One | https://a.example/1 | tags sea, salt | created 2024-05-06T11:00")]
    [InlineData("id,type,title,url,content,note,tags,created\nx,Note,,,\"First.\nSecond.\",,,2024-05-06T11:00:00.000Z\n", "mymind | created 2024-05-06T11:00 | text First., Second.")]
    [InlineData("url,title,labels,created\nhttps://a.example/1,One,\"[\"\"sea\"\",\"\"salt\"\"]\",2024-05-06T11:00:00Z\n", "readeck | One | https://a.example/1 | tags sea, salt | created 2024-05-06T11:00")]
    [InlineData("url,folder,title,note,tags,created\nhttps://a.example/1,Sea/Salt,A &amp; B,,\"x, y\",1714993200\n", "raindrop | A & B | https://a.example/1 | in Sea/Salt | tags x, y | created 2024-05-06T11:00")]
    public void Small_lists_are_known_by_what_they_alone_state(string input, string record) => Assert.Equal([record], Records.Of(input));

    [Fact]
    public void Between_addresses_may_stand_what_groups_them() => Assert.Equal(
        ["rejected: no address of the web", "urls | One | https://a.example/1", "urls | https://a.example/2"],
        Records.Of("Sat May 6 2024\n\nhttps://a.example/1 | One\nhttps://a.example/2\n"));
}
