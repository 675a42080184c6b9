using System.Text;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages;

namespace Archiver.Tests.Formats.Pages;

public sealed class PageReaderTests
{
    [Fact]
    public void The_article_is_read_and_what_stands_around_it_is_not()
    {
        var page = InventedPage.Read(InventedPage.Html());
        Assert.Equal(InventedPage.Body, page.Paragraphs.Select(paragraph => paragraph.Text).Where(text => text != page.Title?.Value));
        Assert.InRange(page.Confidence, 0.8, 1);
        Assert.Null(page.Problem);
    }

    [Fact]
    public void Titles_of_related_stories_are_not_the_article_but_a_list_of_their_own() => Assert.Equal(
        ["Harbour wall to be raised by a foot before winter", "Whelk landings fall for the third year in a row"], InventedPage.Read(InventedPage.Html()).Similar);

    [Fact]
    public void The_form_of_the_article_is_kept_with_absolute_links()
    {
        var page = InventedPage.Read(InventedPage.Html("<base href='/news/'>", article: """
            <h2>What it cost</h2><p>The council paid <b>£41,000</b> for the repair, as its <a href="minutes">minutes</a> say, and nothing for the drawing.</p>
            <ol><li>The pump that failed was cast again in Ebbford from a drawing of 1962.</li><li>The hull was scraped and painted while the ferry lay in the dock.</li></ol>
            <blockquote>The sea is patient and so are we, said the master of the ferry.</blockquote>
            """), new PageContext("https://bar.example/2025/ferry"));
        var form = page.Paragraphs.ToDictionary(paragraph => paragraph.Text, paragraph => paragraph.Block);
        Assert.Equal(new Block(BlockKind.Heading) { Level = 2, Marks = form["What it cost"].Marks }, form["What it cost"]);
        var paid = form.Single(each => each.Key.StartsWith("The council paid", StringComparison.Ordinal)).Value;
        Assert.Equal([new Mark(17, 7, MarkKind.Strong), new Mark(48, 7, MarkKind.Link, "https://bar.example/news/minutes")], paid.Marks);
        Assert.Equal([1, 2], form.Values.Where(block => block.Kind == BlockKind.Item).Select(block => block.Number!.Value));
        Assert.Contains(form.Values, block => block.Kind == BlockKind.Quote);
    }

    [Fact]
    public void An_article_that_scripts_would_show_is_read_from_what_the_page_hides()
    {
        var hidden = string.Concat(InventedPage.Body.Select(text => $"<p>{text}</p>"));
        var page = InventedPage.Read($"<html><head><title>Ferry</title></head><body><div id=root></div><div hidden id='S:1'><article><h1>Ferry to Skarn sails again</h1>{hidden}</article></div></body></html>");
        Assert.Superset(InventedPage.Body.ToHashSet(), page.Paragraphs.Select(paragraph => paragraph.Text).ToHashSet());
    }

    [Fact]
    public void An_article_that_is_nowhere_but_in_JSON_LD_is_read_from_there()
    {
        var body = string.Join("\\n\\n", InventedPage.Body);
        var page = InventedPage.Read($$"""<html><head><title>Ferry</title><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"{{body}}"}</script></head><body><div id=root></div></body></html>""");
        Assert.Equal(InventedPage.Body, page.Paragraphs.Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void Code_and_tables_are_whole_whatever_is_in_them_again_and_again()
    {
        var code = Enumerable.Range(1, 12).SelectMany(number => (string[])[$"if (tide({number}) > height) {{", "    wait", "}"]).ToArray();
        string[][] table = [["Ship", "Built", "Crew"], .. Enumerable.Range(1, 6).Select(number => (string[])[$"Ferry number {number}", "1962", "none"])];
        var page = InventedPage.Read(InventedPage.Html(article: $"""
            <p>The timetable of the ferry is worked out by a program that the harbour master wrote himself one winter:</p>
            <pre><code>{string.Join('\n', code)}</code></pre>
            <p>He says that it has been wrong once in eleven years, and that the moon was to blame for it.</p>
            <table>{string.Concat(table.Select((row, at) => $"<tr>{string.Concat(row.Select(cell => at == 0 ? $"<th>{cell}</th>" : $"<td>{cell}</td>"))}</tr>"))}</table>
            <p>None of these ships will sail on Sunday, when the tide is at its lowest for the whole of the year.</p>
            """));
        Assert.Equal(code, page.Paragraphs.Where(paragraph => paragraph.Block.Kind == BlockKind.Code).Select(paragraph => paragraph.Text));
        Assert.Equal(table.SelectMany(row => row), page.Paragraphs.Where(paragraph => paragraph.Block.Kind == BlockKind.Row).Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void A_page_without_text_has_no_article_and_no_confidence()
    {
        var page = InventedPage.Read("<html><head><title>Empty</title></head><body></body></html>");
        Assert.Empty(page.Paragraphs);
        Assert.Equal(0, page.Confidence);
        Assert.Equal("Empty", page.Title?.Value);
    }

    [Fact]
    public void A_page_of_frames_and_no_page_at_all_are_read_without_an_article()
    {
        Assert.Empty(InventedPage.Read("<frameset><frame src=a></frameset>").Paragraphs);
        Assert.Empty(InventedPage.Read("").Paragraphs);
        Assert.DoesNotContain(PageReader.Read(new byte[] { 0, 1, 2, 3 }).Paragraphs, paragraph => paragraph.Text.Length > 4);
    }

    [Fact]
    public void A_page_beyond_the_limits_gives_its_text_and_says_why()
    {
        var page = PageReader.Read(Encoding.UTF8.GetBytes(InventedPage.Html()), null, new HtmlLimits(10, TimeSpan.FromMinutes(1)));
        Assert.Equal("The page has more than 10 elements.", page.Problem);
        Assert.Superset(InventedPage.Body.ToHashSet(), page.Paragraphs.Select(paragraph => paragraph.Text).ToHashSet());
    }

    [Fact]
    public void Pictures_within_the_page_cost_no_memory()
    {
        var picture = $"<img src=\"data:image/png;base64,{new string('A', 1_000_000)}\">";
        var bytes = Encoding.UTF8.GetBytes(InventedPage.Html(article: string.Concat(Enumerable.Repeat(picture, 20))));
        var plain = Encoding.UTF8.GetBytes(InventedPage.Html());
        Allocated(plain);
        var (without, with) = (Allocated(plain), Allocated(bytes));
        Assert.True(with - without < 4_000_000, $"{without:N0} bytes without, {with:N0} with 20 MB of pictures");

        static long Allocated(byte[] page)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal("Ferry to Skarn sails again on Friday", PageReader.Read(page).Title?.Value);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Damaged_pages_are_read_within_the_limits(int seed)
    {
        var random = new Random(seed);
        var whole = Encoding.UTF8.GetBytes(InventedPage.Html("<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":{\"name\":\"Ada Byrne\"}}</script>",
            article: "<table><tr><td rowspan=2>a<td>b<tr><td>c</table><pre>x\n y</pre><ol start=3><li>one</ol>"));
        for (var i = 0; i < 60; i++)
        {
            var bytes = (byte[])whole.Clone();
            switch (i % 4)
            {
                case 0:
                    bytes = bytes[random.Next(bytes.Length)..];
                    break;
                case 1:
                    bytes = bytes[..random.Next(bytes.Length)];
                    break;
                case 2:
                    for (var flip = 0; flip < 40; flip++)
                    {
                        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    }

                    break;
                default:
                    var (from, length) = (random.Next(bytes.Length / 2), random.Next(bytes.Length / 2));
                    bytes = [.. bytes[..from], .. bytes[from..(from + length)], .. bytes[from..(from + length)], .. bytes[from..]];
                    break;
            }

            var page = PageReader.Read(bytes);
            Assert.All(page.Paragraphs, paragraph => Assert.All(paragraph.Block.Marks, mark => Assert.InRange(mark.Start + mark.Length, 1, paragraph.Text.Length)));
            Assert.InRange(page.Confidence, 0, 1);
        }
    }
}
