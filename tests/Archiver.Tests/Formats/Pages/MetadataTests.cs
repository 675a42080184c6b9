using Archiver.Formats.Pages;

namespace Archiver.Tests.Formats.Pages;

public sealed class MetadataTests
{
    private const string Linked = """
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"Organization","@id":"#paper","name":"The Bar Gazette"},{"@type":"Person","@id":"#ada","name":"Ada Byrne"},
        {"@type":"NewsArticle","headline":"Skarn ferry back in service","datePublished":"2025-02-03T23:30:00-05:00","dateModified":"2025-02-09","author":{"@id":"#ada"},"publisher":{"@id":"#paper"},"inLanguage":"en-GB"}]}</script>
        """;

    [Fact]
    public void The_heading_is_the_title_where_the_head_of_the_page_agrees()
    {
        var page = Read("<meta property='og:title' content='Ferry to Skarn sails again'>");
        Assert.Equal(("Ferry to Skarn sails again on Friday", "h1"), (page.Title!.Value, page.Title.Source));
    }

    [Fact]
    public void Without_a_heading_that_agrees_the_head_of_the_page_has_the_title_without_the_site()
    {
        var page = InventedPage.Read("<title>Tides of the week - Harbour Times</title><meta property=og:site_name content='Harbour Times'><h1>Welcome</h1><p>Text</p>");
        Assert.Equal(("Tides of the week", "title"), (page.Title!.Value, page.Title.Source));
    }

    [Fact]
    public void A_day_is_taken_as_the_page_writes_it_whatever_its_zone()
    {
        var page = Read(Linked);
        Assert.Equal((new DateOnly(2025, 2, 3), "JSON-LD article"), (page.Published!.Value, page.Published.Source));
        Assert.Equal((new DateOnly(2025, 2, 9), "JSON-LD dateModified"), (page.Modified!.Value, page.Modified.Source));
    }

    [Fact]
    public void The_day_that_is_shown_goes_before_the_one_that_is_hidden()
    {
        var page = Read(Linked, "<p class=date>Published 4 February 2025</p>");
        Assert.Equal((new DateOnly(2025, 2, 4), "published label"), (page.Published!.Value, page.Published.Source));
    }

    [Fact]
    public void The_day_of_a_change_is_not_the_day_of_publication()
    {
        var page = Read("<meta property=article:published_time content='2024-11-05T10:00Z'><meta property=article:modified_time content='2025-02-09T10:00Z'>", "<p>9 February 2025</p>");
        Assert.Equal((new DateOnly(2024, 11, 5), "meta article:published_time"), (page.Published!.Value, page.Published.Source));
    }

    [Fact]
    public void A_page_that_states_no_day_and_no_author_has_none()
    {
        var page = Read("");
        Assert.Null(page.Published);
        Assert.Null(page.Authors);
    }

    [Theory]
    [InlineData("<p>3 March 2025</p>", "2025-03-03")]
    [InlineData("<p>Mar. 3, 2025</p>", "2025-03-03")]
    [InlineData("<p>03/04/2025</p>", "2025-04-03")]
    [InlineData("<p>3. März 2025</p>", "2025-03-03")]
    [InlineData("<p>le 1er août 2024</p>", "2024-08-01")]
    [InlineData("<p>3 de marzo de 2025</p>", "2025-03-03")]
    [InlineData("<p>2025年3月3日</p>", "2025-03-03")]
    [InlineData("<p>2025 Jun 30</p>", "2025-06-30")]
    [InlineData("<p>31.12.2024</p>", "2024-12-31")]
    [InlineData("<time datetime='2025-03-03T23:59:00-11:00'>yesterday</time>", "2025-03-03")]
    public void Days_are_read_in_the_forms_that_pages_use(string line, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd"), Read("", line).Published?.Value);

    [Theory]
    [InlineData("<p>30 February 2025</p>")]
    [InlineData("<p>13.13.2025</p>")]
    [InlineData("<p>Room 2025, door 3</p>")]
    public void What_is_no_day_is_none(string line) => Assert.Null(Read("", line).Published);

    [Theory]
    [InlineData("<meta name=author content='Ada Byrne'>", "", "Ada Byrne", "meta author")]
    [InlineData(Linked, "", "Ada Byrne", "JSON-LD article")]
    [InlineData("", "<p class=byline>By Ada Byrne and Tom Reed, staff writers</p>", "Ada Byrne; Tom Reed", "author class")]
    [InlineData("", "<p>By Ada Byrne</p>", "Ada Byrne", "byline beside the heading")]
    [InlineData("", "<p>Written by</p><p>Ada Byrne</p>", "Ada Byrne", "after the label")]
    [InlineData("", "<a rel=author href=/ada>Ada Byrne</a>", "Ada Byrne", "link to an author")]
    [InlineData("", "<span itemprop=author><span itemprop=name>Ada Byrne</span>, editor</span>", "Ada Byrne", "itemprop")]
    [InlineData("<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ada Byrne'>", "", "Ada Byrne", "twitter:data")]
    [InlineData("<meta name=citation_author content='Byrne, Ada'><meta name=citation_author content='Reed, Tom'>", "", "Ada Byrne; Tom Reed", "meta citation_author")]
    public void Authors_are_read_from_all_sources(string head, string byline, string names, string source)
    {
        var page = Read(head, byline);
        Assert.Equal((names, source), (string.Join("; ", page.Authors!.Value), page.Authors.Source));
    }

    [Fact]
    public void A_name_that_the_page_shows_goes_before_an_account_that_it_hides()
    {
        var page = Read("<meta name=author content=abyrne77>", "<p class=byline>By Ada Byrne</p>");
        Assert.Equal(["Ada Byrne"], page.Authors!.Value);
    }

    [Fact]
    public void A_byline_with_more_names_goes_before_a_meta_with_the_first_of_them()
    {
        var page = Read("<meta name=author content='Ada Byrne'>", "<p class=byline>By Ada Byrne, Tom Reed and Wen de Vries</p>");
        Assert.Equal(["Ada Byrne", "Tom Reed", "Wen de Vries"], page.Authors!.Value);
    }

    [Theory]
    [InlineData("<p class=byline>By Dr. Ada Byrne, MD, PhD | 3 March 2025 | 5 min read</p>", "Dr. Ada Byrne")]
    [InlineData("<p class=byline>Posts by Ada O’Byrne-Reed (Senior Editor)</p>", "Ada O’Byrne-Reed")]
    [InlineData("<div class=author><p>Written by Ada Byrne</p><p>Ada writes about the sea.</p></div>", "Ada Byrne")]
    [InlineData("<p>Von Änne Größe und Jörg Weiß</p>", "Änne Größe; Jörg Weiß")]
    [InlineData("<p>3 March 2025 · Ada Byrne</p>", "Ada Byrne")]
    public void A_name_is_freed_from_what_pages_write_around_it(string byline, string names) =>
        Assert.Equal(names, string.Join("; ", Read("", byline).Authors?.Value ?? []));

    [Theory]
    [InlineData("<meta name=author content=admin>")]
    [InlineData("<script type='application/ld+json'>[{\"@type\":\"Organization\",\"name\":\"The Bar Gazette\"},{\"@type\":\"Article\",\"author\":{\"@type\":\"Organization\",\"name\":\"The Bar Gazette\"}}]</script>")]
    [InlineData("<meta name=author content='https://bar.example/ada'>")]
    public void An_account_a_site_or_an_address_is_no_author(string head) => Assert.Null(Read(head).Authors);

    [Fact]
    public void JSON_LD_with_raw_line_breaks_trailing_commas_and_coded_quotes_is_read()
    {
        Assert.Equal(["Ada Byrne"], Read("<script type='application/ld+json'>\n{\"@type\":\"Article\",\"headline\":\"Two\nlines\",\"author\":[{\"name\":\"Ada Byrne\"},],}\n;</script>").Authors!.Value);
        Assert.Equal(["Ada Byrne"], Read("<script type='application/ld+json'>{&quot;@type&quot;:&quot;Article&quot;,&quot;author&quot;:&quot;Ada Byrne&quot;}</script>").Authors!.Value);
        Assert.Null(Read("<script type='application/ld+json'>{\"@type\":</script>").Authors);
    }

    [Theory]
    [InlineData("https://bar.example/a?b=1#c", "", "https://bar.example/a?b=1#c", "container")]
    [InlineData(null, "<link rel=canonical href='https://bar.example/canonical'><meta property=og:url content='https://bar.example/open'>", "https://bar.example/canonical", "canonical")]
    [InlineData("file:///home/ada/page.html", "<meta property=og:url content='https://bar.example/open'>", "https://bar.example/open", "og:url")]
    [InlineData("cid:part1@mhtml", "<link rel=canonical href='/relative'>", null, null)]
    public void The_address_is_never_one_of_a_file(string? stated, string head, string? url, string? source)
    {
        var page = InventedPage.Read(InventedPage.Html(head), new PageContext(stated));
        Assert.Equal((url, source), (page.Url?.Value, page.Url?.Source));
    }

    [Fact]
    public void What_SingleFile_wrote_says_where_and_when_the_page_was_saved()
    {
        var page = InventedPage.Read("<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://bar.example/ferry \n saved date: Mon Feb 03 2025 08:15:00 GMT+0100 (Mitteleuropäische Zeit)\n--><head><title>x</title></head><body><p>Text</p></body></html>");
        Assert.Equal(("https://bar.example/ferry", "SingleFile"), (page.Url!.Value, page.Url.Source));
        Assert.Equal(new DateTimeOffset(2025, 2, 3, 8, 15, 0, TimeSpan.FromHours(1)), page.Saved?.Value);
        Assert.Equal("https://bar.example/old", InventedPage.Read("<!-- saved from url=(0023)https://bar.example/old --><html><p>Text</p></html>").Url!.Value);
    }

    [Theory]
    [InlineData("<meta property=og:description content='Open'><meta name=description content=' What  the page\n is about. '>", "What the page is about.", "meta description")]
    [InlineData("<meta name=description content=''><meta property=og:description content='Open'>", "Open", "meta og:description")]
    [InlineData("", null, null)]
    public void What_a_page_says_it_is_about_is_its_summary(string head, string? text, string? source)
    {
        var page = Read(head);
        Assert.Equal((text, source), (page.Description?.Value, page.Description?.Source));
        var article = PageArticle.Of(page, default, TimeZoneInfo.Utc);
        Assert.Equal(text is null ? [] : [text], article.Summary.Select(range => System.Text.Encoding.UTF8.GetString(range.Of(article.Text.Span))));
    }

    [Fact]
    public void Site_and_language_are_stated_in_one_form()
    {
        var page = Read($"{Linked}<meta property=og:site_name content=' The  Bar Gazette '>");
        Assert.Equal(("The Bar Gazette", "og:site_name"), (page.Site!.Value, page.Site.Source));
        Assert.Equal(("en-GB", "html lang"), (page.Language!.Value, page.Language.Source));
        Assert.Equal("zh-Hant-TW", InventedPage.Read("<meta property=og:locale content=zh_hant_tw><p>x").Language!.Value);
        Assert.Null(InventedPage.Read("<html lang='the english one'><p>x").Language);
    }

    private static ExtractedPage Read(string head, string byline = "") => InventedPage.Read(InventedPage.Html(head, byline: byline));
}
