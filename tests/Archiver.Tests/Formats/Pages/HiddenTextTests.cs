namespace Archiver.Tests.Formats.Pages;

/// <summary>What a browser does not show is the article only where what it shows is none.</summary>
public sealed class HiddenTextTests
{
    private const string Other = "<p>This is a demonstration of our reader, which you will only ever see where the page could not be shown to you, for whatever reason it was.</p>"
        + "<p>Please write to the keeper of the site, who will be glad to hear of it, and will do what he can, which may be little, as he lives on an island.</p>";

    private static readonly string Paragraphs = string.Concat(InventedPage.Body.Select(text => $"<p>{text}</p>"));

    public static MatrixTheoryData<string, bool> Hidden => new(
        ["<div hidden>{0}</div>", "<section hidden=until-found>{0}</section>", "<div style='display: none'>{0}</div>", "<div style='visibility:hidden'><div>{0}</div></div>",
            "<noscript><div>{0}</div></noscript>", "<div aria-hidden=true>{0}</div>", "<article hidden><div class=article-body>{0}</div></article>"], [true, false]);

    [Theory]
    [MemberData(nameof(Hidden))]
    public void A_copy_of_the_article_that_is_not_shown_is_left_out(string around, bool isBefore) => AssertRead(around, Paragraphs, isBefore);

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Text_that_is_not_shown_stands_neither_before_nor_after_what_is(string around, bool isBefore)
    {
        if (!around.Contains("aria", StringComparison.Ordinal))
        {
            AssertRead(around, Other, isBefore);
        }
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public void Where_an_excerpt_is_shown_the_whole_that_is_not_is_read_in_its_order(string around, bool isBefore)
    {
        var (whole, excerpt) = (Place(around, Paragraphs), $"<main><h1>Ferry to Skarn sails again</h1><p>{InventedPage.Body[0]}</p><p>{InventedPage.Body[1]}</p></main>");
        AssertBody($"<html><head><title>Ferry to Skarn sails again</title></head><body>{(isBefore ? whole + excerpt : excerpt + whole)}</body></html>");
    }

    [Theory]
    [MemberData(nameof(Hidden))]
    public void An_article_that_is_not_shown_is_read_where_little_else_is(string around, bool isBefore)
    {
        var (article, rest) = (Place(around, Paragraphs), "<div id=root><p>Loading…</p></div>");
        AssertBody($"<html><head><title>Ferry to Skarn sails again</title></head><body>{(isBefore ? article + rest : rest + article)}</body></html>");
    }

    [Fact]
    public void An_article_that_is_hidden_twice_is_read_once() => AssertBody(
        $"<html><head><title>Ferry</title></head><body><div id=root></div><div hidden>{Paragraphs}</div><noscript><div>{Paragraphs}</div></noscript></body></html>");

    private static void AssertRead(string around, string hidden, bool isBefore)
    {
        var (html, text) = (InventedPage.Html(), Place(around, hidden));
        AssertBody(isBefore ? html.Replace("<div class=\"article-body\">", $"{text}<div class=\"article-body\">", StringComparison.Ordinal)
            : html.Replace("</article>", $"{text}</article>", StringComparison.Ordinal));
        AssertBody(isBefore ? html.Replace("<main>", $"{text}<main>", StringComparison.Ordinal) : html.Replace("</main>", $"</main>{text}", StringComparison.Ordinal));
    }

    private static void AssertBody(string html) => Assert.Equal(InventedPage.Body,
        InventedPage.Read(html).Paragraphs.Select(paragraph => paragraph.Text).Where(text => !text.StartsWith("Ferry to Skarn", StringComparison.Ordinal) && text != "Loading…"));

    private static string Place(string around, string text) => around.Replace("{0}", text, StringComparison.Ordinal);
}
