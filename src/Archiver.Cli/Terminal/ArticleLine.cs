using System.Globalization;
using Archiver.Articles;

namespace Archiver.Cli.Terminal;

/// <summary>An article on one line of a report: what tells which it is.</summary>
internal static class ArticleLine
{
    /// <summary>For a terminal: date, category, the beginning of the ID and as much of the title as fits.</summary>
    /// <param name="article">The article.</param>
    /// <param name="width">The columns there are.</param>
    /// <param name="id">How many characters of the ID.</param>
    public static string Of(Article article, int width, int id = ArticleId.ShownCharacters)
    {
        var date = Date(article) is { Length: > 0 } known ? known : new string(' ', 10);
        var facts = $"{date}  {article.Id.ToString()[..id]}  ";
        var category = TextLayout.Cut(VisibleText.Of(article.Details.Category), 16);
        facts += category.Length == 0 ? "" : category + "  ";
        return TextLayout.Cut(facts + VisibleText.Of(article.Title ?? "(no title)"), width);
    }

    /// <summary>For a pipe: ID, date, category and title, whole, with tabs between them; what is not known is empty.</summary>
    public static string Fields(Article article) => string.Join('\t',
        article.Id.ToString(), Date(article), VisibleText.Of(article.Details.Category), VisibleText.Of(article.Title));

    private static string Date(Article article) =>
        article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
