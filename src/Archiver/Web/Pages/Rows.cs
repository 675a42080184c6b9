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

    public static void Begin(Html page) => page.Write($"<ol class=\"rows\">\n");

    public static void End(Html page) => page.Write($"</ol>\n");

    /// <summary>A row of a list.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="article">The article.</param>
    /// <param name="more">What stands below it.</param>
    public static void Write(Html page, Article article, Markup more = default)
    {
        var details = article.Details;
        page.Write($"<li><a class=\"title\" href=\"{PathOf(article)}\">{(article.IsRead ? Markup.None : Unread)}<bdi{Frame.Language(article)}>{Shown.Cut(ArticleHtml.TitleOf(article), Shown.Title)}</bdi></a>\n<p class=\"about\">");
        if (details.Date is { } date)
        {
            page.Write($"<time datetime=\"{Frame.Day(date)}\">{Frame.Day(date)}</time>");
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
        page.Write($"</p>{more}</li>\n");
    }

    public static void WriteCategory(Html page, string category) => page.Write(category.Length > Shown.Link
        ? Html.Of(html => html.Write($"<span><bdi>{Shown.Cut(category)}</bdi></span>"))
        : Html.Of(html => html.Write($"<a href=\"{Frame.Link("/", ("category", category))}\"><bdi>{Shown.Cut(category)}</bdi></a>")));

    public static void WriteTags(Html page, IReadOnlyList<string> tags, int most)
    {
        foreach (var tag in tags.Take(most))
        {
            page.Write(tag.Length > Shown.Link
                ? Html.Of(html => html.Write($"<span class=\"tag\"><bdi>{Shown.Cut(tag)}</bdi></span>"))
                : Html.Of(html => html.Write($"<a class=\"tag\" href=\"{Frame.Link("/", ("tag", tag))}\"><bdi>{Shown.Cut(tag)}</bdi></a>")));
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
