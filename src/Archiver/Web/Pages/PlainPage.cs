using Archiver.Articles;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>Pages that say one thing: what went wrong, or what is still being done.</summary>
internal static class PlainPage
{
    public static Reply Write(Visit visit, int status, string title, string text, Markup more = default) =>
        Reply.Page(PageFrame.Write(visit, title, page => page.Write($"<h1>{title}</h1>\n<p>{text}</p>\n{more}")), status);

    /// <summary>Where to look for what is not there.</summary>
    public static Markup Elsewhere { get; } = Html.Of(html => html.Write(
        $"<p>Look for it in the <a href=\"/\">list</a>, by <a href=\"/browse\">category, tag or month</a>, with the <a href=\"/search\">search</a>, or in the <a href=\"/bin\">bin</a>.</p>\n"));

    /// <summary>Where to go on.</summary>
    public static Markup To(string address, string label) => Html.Of(html => html.Write($"<p><a href=\"{address}\">{label}</a></p>\n"));

    /// <summary>The articles of a name that several have.</summary>
    public static Reply Ambiguous(Visit visit, AmbiguousNameException ambiguous) => Reply.Page(PageFrame.Write(visit, "Which one?", page =>
    {
        page.Write($"<h1>Which one?</h1>\n<p>{ambiguous.Trouble}</p>\n");
        Rows.Begin(page);
        foreach (var article in ambiguous.Articles)
        {
            Rows.Write(page, article);
        }

        Rows.End(page);
    }, "list"), 300);

    /// <summary>What takes long is being done; the browser asks again by itself.</summary>
    public static Reply Working(Visit visit, string title) => Write(visit, 202, title, "This is being worked out, and takes a moment; the page comes by itself.").With(("Refresh", "2"));

    /// <summary>A page for who is not let in: without the places that he may not see.</summary>
    public static Reply Closed(int status, string title, string text, Markup more = default)
    {
        var page = new Html();
        page.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <link rel="stylesheet" href="{Asset.Style.Path}" integrity="{Asset.Style.Integrity}">
            </head>
            <body class="closed">
            <main>
            <h1>{title}</h1>
            <p>{text}</p>
            {more}
            </main>
            </body>
            </html>

            """);
        return Reply.Page(page, status);
    }
}
