using System.Globalization;

namespace Archiver.Searching;

/// <summary>How hits are spread over categories and months.</summary>
/// <param name="Count">How many hits there are.</param>
/// <param name="Categories">The categories, the one with the most hits first; null is for hits without one.</param>
/// <param name="Months">The months, such as <c>2025-01</c>, newest first; null is for hits without a date.</param>
public sealed record Facets(
    int Count, IReadOnlyList<(string? Category, int Count)> Categories, IReadOnlyList<(string? Month, int Count)> Months)
{
    public static Facets Of(IReadOnlyCollection<SearchHit> hits) => new(
        hits.Count,
        [.. hits.GroupBy(hit => hit.Category).Select(group => (group.Key, group.Count()))
            .OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key, StringComparer.Ordinal)],
        [.. hits.GroupBy(hit => hit.Date / 100).OrderByDescending(group => group.Key)
            .Select(group => (MonthOf(group.Key), group.Count()))]);

    private static string? MonthOf(int month) => month == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"{month / 100:0000}-{month % 100:00}");
}
