using Archiver.Articles;

namespace Archiver.Searching;

/// <summary>An article that a search found.</summary>
/// <param name="Number">The article's number.</param>
/// <param name="Category">Its category, null where it has none.</param>
/// <param name="Date">Its date as <c>yyyymmdd</c>; 0 where it has none.</param>
/// <param name="Score">How well it matches, the higher, the better; null where nothing was ranked.</param>
public readonly record struct SearchHit(int Number, string? Category, int Date, double? Score = null)
{
    public static SearchHit Of(Article article) => new(article.Number, article.Details.Category,
        article.Details.Date is { } date ? ArticleWords.ToInteger(date) : 0);
}
