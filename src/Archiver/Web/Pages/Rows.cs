using Archiver.Articles;
using Archiver.Exporting.Formats;
using Archiver.Searching;
using Archiver.Statistics;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>Articles in lists.</summary>
internal static class Rows
{
    private static readonly ReadingSpeed Speed = new();

    public static Markup Unread { get; } = Html.Of(html => html.Write($"<span class=\"dot\" role=\"img\" aria-label=\"unread\"></span>"));

    public static string PathOf(Article article) => $"/article/{article.Id}";

    /// <summary>How long it takes to read.</summary>
    public static string TimeOf(Article article) =>
        Figures.Duration(Speed.Minutes(new ReadingLength(Math.Max(0, article.Words - article.CharacterWords), article.Characters)));

    /// <summary>What leads to a place in a list.</summary>
    public static string NameOf(string row) => $"row{row}";

    /// <summary>Begins a list.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="back">Its address, where its rows have buttons.</param>
    public static void Begin(Html page, string? back = null)
    {
        // One form for all of them: the address may be long.
        page.Write(back is null ? Markup.None : Html.Of(html => html.Write($"<form method=\"post\" id=\"rows\"><input type=\"hidden\" name=\"back\" value=\"{back}\"></form>\n")));
        page.Write($"<ol class=\"rows\">\n");
    }

    public static void End(Html page) => page.Write($"</ol>\n");

    /// <summary>A row of a list.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="article">The article.</param>
    /// <param name="more">What stands below it.</param>
    /// <param name="row">Its place in a list whose rows have buttons, from 1.</param>
    public static void Write(Html page, Article article, Markup more = default, int row = 0)
    {
        var details = article.Details;
        page.Write($"<li{(row == 0 ? Markup.None : Html.Of(html => html.Write($" id=\"row{row}\"")))}><a class=\"title\" href=\"{PathOf(article)}\">{(article.IsRead ? Markup.None : Unread)}<bdi{PageFrame.Language(article)}>{Shown.Cut(ArticleHtml.TitleOf(article), Shown.Title)}</bdi></a>\n<p class=\"about\">");
        if (details.Date is { } date)
        {
            page.Write($"<time datetime=\"{PageFrame.Day(date)}\">{PageFrame.Day(date)}</time>");
        }

        if (details.Category is { Length: > 0 } category)
        {
            WriteCategory(page, category);
        }

        if (details.Site is { Length: > 0 } site)
        {
            page.Write($"<span><bdi>{Shown.Cut(site)}</bdi></span>");
        }

        if (article.Words > 0)
        {
            page.Write($"<span>{TimeOf(article)}</span>");
        }

        if (details.IsStarred)
        {
            page.Write($"<span>starred</span>");
        }

        WriteTags(page, details.Tags, Shown.NamesOfRow);
        page.Write($"</p>{more}");
        if (row > 0)
        {
            page.Write($"<div class=\"acts\">");
            WriteAct(page, article, row, "read", article.IsRead ? "Mark as read again" : "Mark as read", "✓", "m");
            WriteAct(page, article, row, details.IsStarred ? "unstar" : "star", details.IsStarred ? "Take the star away" : "Star", details.IsStarred ? "★" : "☆", "s");
            WriteAct(page, article, row, "remove", "Move to the bin", "✕", "");
            page.Write($"</div>");
        }

        page.Write($"</li>\n");
    }

    private static void WriteAct(Html page, Article article, int row, string what, string label, string sign, string key) => page.Write(
        $"<button form=\"rows\" formaction=\"{PathOf(article)}/{what}\" name=\"row\" value=\"{row}\" title=\"{label}\" aria-label=\"{label}\" data-act=\"{key}\">{sign}</button>");

    public static void WriteCategory(Html page, string category) => page.Write(category.Length > Shown.Link
        ? Html.Of(html => html.Write($"<span><bdi>{Shown.Cut(category)}</bdi></span>"))
        : Html.Of(html => html.Write($"<a href=\"{PageFrame.Link("/", ("category", category))}\"><bdi>{Shown.Cut(category)}</bdi></a>")));

    public static void WriteTags(Html page, IReadOnlyList<string> tags, int most)
    {
        foreach (var tag in tags.Take(most))
        {
            page.Write(tag.Length > Shown.Link
                ? Html.Of(html => html.Write($"<span class=\"tag\"><bdi>{Shown.Cut(tag)}</bdi></span>"))
                : Html.Of(html => html.Write($"<a class=\"tag\" href=\"{PageFrame.Link("/", ("tag", tag))}\"><bdi>{Shown.Cut(tag)}</bdi></a>")));
        }

        page.Write(Shown.Rest(tags.Count, most));
    }

    /// <summary>The piece of a text that was found, the words marked.</summary>
    public static Markup Of(Snippet? snippet) => snippet is null ? Markup.None : Html.Of(html =>
    {
        html.Write($"<p class=\"snippet\" dir=\"auto\">");
        foreach (var part in snippet.Parts)
        {
            html.Write(part.IsHit ? Html.Of(hit => hit.Write($"<mark>{part.Text}</mark>")) : Html.Of(text => text.Write($"{part.Text}")));
        }

        html.Write($"</p>");
    });
}
