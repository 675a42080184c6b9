using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Terminal;

namespace Archiver.Cli.Views;

/// <summary>An article on one line of a report: what tells which it is.</summary>
internal static class ArticleLine
{
    /// <summary>For a terminal: date, category, the beginning of the ID and as much of the title as fits.</summary>
    /// <param name="article">The article.</param>
    /// <param name="width">The columns there are.</param>
    /// <param name="id">How many characters of the ID.</param>
    /// <param name="isLink">Whether the title leads to the article's URL.</param>
    public static string Of(Article article, int width, int id = ArticleId.ShownCharacters, bool isLink = false)
    {
        var date = Date(article) is { Length: > 0 } known ? known : new string(' ', 10);
        var facts = $"{date}  {article.Id.ToString()[..id]}  ";
        var category = TextLayout.Cut(VisibleText.Of(article.Details.Category), 16);
        facts += category.Length == 0 ? "" : category + "  ";
        var line = TextLayout.Cut(facts + VisibleText.Of(article.Title ?? "(no title)"), width);
        return isLink && line.StartsWith(facts, StringComparison.Ordinal)
            ? facts + TerminalLinks.Of(line[facts.Length..], article.Details.Url)
            : line;
    }

    /// <summary>For a pipe: ID, date, category and title, whole, with tabs between them; what is not known is empty.</summary>
    public static string Fields(Article article) => string.Join('\t',
        article.Id.ToString(), Date(article), VisibleText.Of(article.Details.Category), VisibleText.Of(article.Title));

    private static string Date(Article article) =>
        article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
