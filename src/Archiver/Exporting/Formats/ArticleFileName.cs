using System.Globalization;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Exporting.Formats;

/// <summary>
/// Names of files of articles: the day, the title, and the beginning of the ID, so that an article has the same name in
/// every export, whichever others are in it.
/// </summary>
internal static class ArticleFileName
{
    /// <summary>In bytes; with all else it is less than what any system takes, and any that packs files.</summary>
    private const int MostOfTitle = 84;

    private const int MostBesideWholeId = 56;

    /// <summary>The name that it has unless another article has it.</summary>
    public static string Usual(Article article, string before, string after, bool isSlug = false) =>
        before + Name(article, MostOfTitle, article.Id.ToString()[..8], isSlug) + after;

    /// <param name="folder">Where names must be different.</param>
    /// <param name="article">The article.</param>
    /// <param name="before">What stands before it, such as a folder.</param>
    /// <param name="after">What stands behind it, such as a point and letters.</param>
    /// <param name="isSlug">Whether it is part of an address.</param>
    public static string Take(OutputFolder folder, Article article, string before, string after, bool isSlug = false)
    {
        var id = article.Id.ToString();
        var name = Usual(article, before, after, isSlug);
        if (!folder.Take(name))
        {
            name = before + Name(article, MostBesideWholeId, id, isSlug) + after;
            folder.Take(name);
        }

        return name;
    }

    private static string Name(Article article, int mostOfTitle, string id, bool isSlug)
    {
        var title = isSlug ? SafeFileName.Slug(article.Title ?? "", mostOfTitle) : SafeFileName.Of(article.Title ?? "", mostOfTitle);
        var day = article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        return string.Join(isSlug ? '-' : ' ', ((string[])[day, title, id]).Where(part => part.Length > 0));
    }
}
