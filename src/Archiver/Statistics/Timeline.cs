using System.Globalization;

namespace Archiver.Statistics;

/// <summary>
/// Months as a chart shows them: one after the other with those in which there is nothing, or years of them where they
/// are many.
/// </summary>
/// <param name="Unit">What a part is: <c>month</c>, <c>year</c>, or <c>years</c> where it is several.</param>
/// <param name="Parts">The parts, in their order.</param>
public sealed record Timeline(string Unit, IReadOnlyList<(string Label, Tally Tally)> Parts)
{
    private const int MonthsOfYear = 12;

    /// <summary>How many months a part may have.</summary>
    private static readonly int[] Steps = [1, MonthsOfYear, 10 * MonthsOfYear, 100 * MonthsOfYear, 1000 * MonthsOfYear];

    /// <param name="months">Months by their first day, in their order.</param>
    /// <param name="most">How many parts there may be at most; at least ten.</param>
    public static Timeline Of(IReadOnlyList<(DateOnly Month, Tally Tally)> months, int most)
    {
        if (months.Count == 0)
        {
            return new Timeline("month", []);
        }

        var (first, last) = (NumberOf(months[0].Month), NumberOf(months[^1].Month));
        var step = Steps.First(step => (last / step) - (first / step) < most);
        var parts = new Tally[(last / step) - (first / step) + 1];
        foreach (var (month, tally) in months)
        {
            parts[(NumberOf(month) / step) - (first / step)] += tally;
        }

        return new Timeline(step switch { 1 => "month", MonthsOfYear => "year", _ => "years" },
            [.. parts.Select((tally, index) => (LabelOf((first / step) + index, step), tally))]);
    }

    private static int NumberOf(DateOnly month) => (month.Year * MonthsOfYear) + month.Month - 1;

    private static string LabelOf(int part, int step)
    {
        var year = part * step / MonthsOfYear;
        return step switch
        {
            1 => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{(part % MonthsOfYear) + 1:00}"),
            MonthsOfYear => year.ToString("0000", CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{year:0000}–{year + (step / MonthsOfYear) - 1:0000}"),
        };
    }
}
