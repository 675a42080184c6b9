using System.Globalization;
using Archiver.Articles;

namespace Archiver.Querying;

/// <summary>A place in a list that has the newest articles first: that of its article of this day and number.</summary>
/// <param name="Day">The day as <c>yyyymmdd</c>; 0 where the article has none.</param>
/// <param name="Number">The article's number.</param>
internal readonly record struct ListPlace(uint Day, uint Number)
{
    public static bool TryParse(string? text, out ListPlace place)
    {
        place = default;
        if (text?.Split('-') is not [var day, var number]
            || !uint.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var second))
        {
            return false;
        }

        place = new ListPlace(first, second);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day}-{Number}");
}

/// <summary>A page of a list.</summary>
/// <param name="Articles">Its articles, newest first.</param>
/// <param name="Next">The place after which the next page begins; null where there is none.</param>
/// <param name="IsFull">
/// Whether the page has as many articles as were asked for. Where it has fewer and there is a next one, so many articles
/// were looked at that the rest is left to the next page.
/// </param>
internal sealed record ListedPage(IReadOnlyList<Article> Articles, ListPlace? Next, bool IsFull);
