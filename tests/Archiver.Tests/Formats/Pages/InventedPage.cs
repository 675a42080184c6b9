using System.Text;
using Archiver.Formats.Pages;

namespace Archiver.Tests.Formats.Pages;

/// <summary>A page as a newspaper might have it: an article, and around it what no reader wants.</summary>
internal static class InventedPage
{
    public static readonly string[] Body =
    [
        "The ferry to Skarn Island will sail again on Friday, eleven weeks after its engine caught fire off the bar.",
        "Repairs took longer than the council had hoped, because the part that failed has not been made since 1991. A workshop in Ebbford cast a new one from a drawing.",
        "“We have lived on tinned fish and goodwill,” said Marit Olden, who runs the island’s only shop. “Goodwill keeps better than you would think.”",
        "About two hundred people live on Skarn through the winter. Since the fire they have crossed in fishing boats, which carry six passengers each and sail only when the wind allows it.",
        "The council has promised to look for a second vessel, but says that a decision will have to wait until the budget is settled in spring.",
    ];

    public static string Html(string head = "", string title = "Ferry to Skarn sails again on Friday", string byline = "", string article = "") => $"""
        <!DOCTYPE html><html lang="en-gb"><head><meta charset="utf-8"><title>{title} | The Bar Gazette</title>{head}</head><body>
        <header class="site-header"><a href="/">The Bar Gazette</a><nav class="menu"><ul><li><a href="/sea">Sea</a></li><li><a href="/land">Land</a></li><li><a href="/shop">Shop</a></li></ul></nav></header>
        <div class="cookie-banner"><p>We use cookies to make this site better. By going on you accept our cookie policy.</p><button>Accept</button></div>
        <main><article class="story"><h1>{title}</h1>{byline}
        <div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div>
        <div class="article-body">{string.Concat(Body.Select(paragraph => $"<p>{paragraph}</p>\n"))}{article}</div></article>
        <section class="related-stories"><h2>Related stories</h2><ul>
        <li><a href="/a">Harbour wall to be raised by a foot before winter</a></li><li><a href="/b">Whelk landings fall for the third year in a row</a></li></ul></section>
        <section class="comments"><h2>Comments</h2><div class="comment"><p>About time too, I say.</p></div></section></main>
        <aside class="sidebar"><h3>Newsletter</h3><p>Sign up for our newsletter and never miss a tide.</p></aside>
        <footer class="footer"><p>© 2025 The Bar Gazette. All rights reserved.</p></footer></body></html>
        """;

    public static ExtractedPage Read(string html, PageContext? context = null) => PageReader.Read(Encoding.UTF8.GetBytes(html), context);
}
