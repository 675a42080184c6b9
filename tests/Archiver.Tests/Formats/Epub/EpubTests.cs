namespace Archiver.Tests.Formats.Epub;

/// <summary>Books of articles, as the apps bind them.</summary>
public sealed class EpubTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("word ", 120));

    [Fact]
    public void The_page_before_an_article_of_wallabag_s_says_what_is_known_of_it() => Assert.Equal(
        [
            $"epub | Un titre | https://a.example/1 | in All | by Ann, Bo | tags sea, salt | date 2024-05-06 | created 2024-05-07T00:00 | text {Long.Trim()}",
            "epub | Deux | https://a.example/2 | in All | created 2024-05-08T00:00 | text Court.",
        ],
        Records.OfZip(Book("<dc:title>All</dc:title><dc:publisher>wallabag</dc:publisher><dc:source>https://wallabag.example</dc:source>",
            ("aa_cover.html", "Entry 1 of 2", About("Un titre", "Ann,Bo", "2024-05-06", "2024-05-07", "https://a.example/1", "<dt>Tags</dt><dd>sea, salt</dd>")),
            ("aa.html", "Un titre", $"<p>{Long}</p>"),
            ("bb_cover.html", "Entry 2 of 2", About("Deux", "Inconnu", "Inconnu", "2024-05-08", "https://a.example/2", "")),
            ("bb.html", "Deux", "<p>Court.</p>"),
            ("Cover2.html", "Notices", "<p>Produced by wallabag with PHPePub</p>"))));

    [Theory]
    [InlineData("<div class=\"calibre_navbar\"><p>This article was downloaded by <strong>calibre</strong> from <a rel=\"calibre-downloaded-from\" href=\"https://a.example/1\">here</a></p></div>")]
    [InlineData("<div class=\"navbar1\"><p>This article was downloaded by <b>calibre</b> from <a href=\"https://a.example/1\">here</a></p></div>")]
    [InlineData("<p>This article was downloaded by <b>calibre</b> from <a href=\"https://a.example/1\">here</a></p>")]
    public void Calibre_says_below_an_article_where_it_has_it_from(string below) => Assert.Equal(
        ["epub | One | https://a.example/1 | in Gazette | date 2024-05-06 | text Sea., Salt."],
        Records.OfZip(Book("<dc:title>Gazette</dc:title><dc:publisher>calibre</dc:publisher><dc:date>2024-05-06T04:00:00+00:00</dc:date>",
            ("a.html", "One", $"<div class=\"calibre_navbar\"><a href=\"b.html\">Next</a></div><p>Sea.</p><p>Salt.</p>{below}"))));

    [Fact]
    public void A_book_of_one_text_that_states_its_source_is_an_article() => Assert.Equal(
        ["epub | One | https://a.example/1 | by Ann | date 2024-05-06 | text Sea."],
        Records.OfZip(Book("<dc:title>One</dc:title><dc:creator>Ann</dc:creator><dc:source>https://a.example/1</dc:source><dc:date>2024-05-06</dc:date>", ("a.html", "One", "<p>Sea.</p>"))));

    [Fact]
    public void A_book_of_chapters_is_none() => Assert.All(
        Records.OfZip(Book("<dc:title>Novel</dc:title><dc:creator>Ann</dc:creator><dc:source>https://a.example/1</dc:source>",
            ("a.html", "One", "<p>Sea.</p>"), ("b.html", "Two", "<p>Salt.</p>"), ("c.html", "Three", "<p>Sand.</p>"))),
        record => Assert.StartsWith("rejected: a part of a book", record, StringComparison.Ordinal));

    private static string About(string title, string authors, string published, string saved, string url, string tags) =>
        $"<h1>{title}</h1><dl><dt>a</dt><dd>{authors}</dd><dt>b</dt><dd>{published}</dd><dt>c</dt><dd>3 min</dd><dt>d</dt><dd>{saved}</dd><dt>e</dt><dd><a href=\"{url}\">{url}</a></dd>{tags}</dl>";

    private static (string Name, string Content)[] Book(string about, params (string Name, string Title, string Body)[] pages) =>
    [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>"),
        ("book.opf", $"""
            <package><metadata>{about}</metadata><manifest><item id="n" href="book.ncx" media-type="application/x-dtbncx+xml"/>{string.Concat(pages.Index()
                .Select(page => $"<item id=\"p{page.Index}\" href=\"{page.Item.Name}\" media-type=\"application/xhtml+xml\"/>"))}</manifest>
            <spine toc="n">{string.Concat(pages.Index().Select(page => $"<itemref idref=\"p{page.Index}\"/>"))}</spine></package>
            """),
        ("book.ncx", $"<ncx><navMap>{string.Concat(pages.Select(page => $"<navPoint><navLabel><text>{page.Title}</text></navLabel><content src=\"{page.Name}\"/></navPoint>"))}</navMap></ncx>"),
        .. pages.Select(page => (page.Name, $"<html><head><title>x</title></head><body>{page.Body}</body></html>")),
    ];
}
