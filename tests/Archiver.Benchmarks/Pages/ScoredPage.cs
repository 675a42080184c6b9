using System.Globalization;

namespace Archiver.Benchmarks.Pages;

/// <summary>What a tool found in a page, beside the truth.</summary>
/// <param name="Published">As the tool writes it; blank where it found none.</param>
/// <param name="Cost">In milliseconds of the processor.</param>
internal sealed record ScoredPage(
    LabelledPage Page, TextScore Text, string? Title, string? Published, IReadOnlyList<string> Authors, double Cost)
{
    public double Expected { get; init; }

    /// <summary>A row of the table: of titles, days and authors the share of the pages that have one in truth, or have none.</summary>
    public static string Row(string tool, string kind, ScoredPage[] pages)
    {
        ScoredPage[] titled = [.. pages.Where(each => each.Page.Title is not null)];
        var dated = pages.ToLookup(each => each.Page.Published is not null);
        var signed = pages.ToLookup(each => each.Page.Authors.Count > 0);
        string[] cells =
        [
            tool, kind, pages.Length.ToString(CultureInfo.InvariantCulture),
            Number(pages, each => each.Text.F1, "0.0000"), Number(pages, each => each.Text.Precision), Number(pages, each => each.Text.Recall),
            Share(titled, each => each.Title == each.Page.Title),
            Share(titled, each => ValueScore.Normalised(each.Title ?? "") == ValueScore.Normalised(each.Page.Title!)),
            Share(dated[true], each => DayOf(each.Published) is { } day && ValueScore.IsDay(day, each.Page.Published!)),
            Share(dated[false], each => !string.IsNullOrWhiteSpace(each.Published)),
            Share(signed[true], each => string.Join(", ", each.Authors) == string.Join(", ", each.Page.Authors)),
            Share(signed[true], each => ValueScore.AreSame(each.Authors, each.Page.Authors)),
            Share(signed[false], each => each.Authors.Count > 0),
            Number(pages, each => each.Cost, "0.0"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Number(ScoredPage[] pages, Func<ScoredPage, double> of, string form = "0.000") =>
        pages.Average(of).ToString(form, CultureInfo.InvariantCulture);

    private static string Share(IEnumerable<ScoredPage> pages, Func<ScoredPage, bool> isSo) =>
        pages.Any() ? pages.Average(each => isSo(each) ? 1.0 : 0).ToString("0.000", CultureInfo.InvariantCulture) : "-";

    private static DateOnly? DayOf(string? written) =>
        DateOnly.TryParseExact(written?[..Math.Min(10, written.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? DateOnly.FromDateTime(time) : null;
}
