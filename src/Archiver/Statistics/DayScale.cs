using System.Globalization;
using Archiver.Texts;

namespace Archiver.Statistics;

/// <summary>
/// How a calendar shades its days: in four levels by how often something was read, with about as many days in each, so
/// that one day of very many leaves the others their differences. The highest count has the highest level, also where
/// there are fewer counts than levels.
/// </summary>
public sealed class DayScale
{
    public const int Levels = 4;

    /// <summary>The highest count of each level that some day has, rising.</summary>
    private readonly int[] _highest;

    private DayScale(int[] highest) => _highest = highest;

    public static DayScale Of(IReadOnlyList<(DateOnly Day, int Readings)> days)
    {
        int[] sorted = [.. days.Select(day => day.Readings).Where(readings => readings > 0).Order()];
        return new DayScale(sorted.Length == 0 ? [] :
            [.. Enumerable.Range(1, Levels).Select(level => sorted[((sorted.Length * level) - 1) / Levels]).Distinct()]);
    }

    /// <summary>0 where nothing was read.</summary>
    public int LevelOf(int readings) => readings == 0 ? 0
        : Levels - _highest.Length + 1 + Math.Min(_highest.Length - 1, _highest.Count(highest => highest < readings));

    /// <summary>The levels that some day has, with what they stand for.</summary>
    public IEnumerable<(int Level, string Readings)> Legend()
    {
        var first = 1;
        foreach (var last in _highest)
        {
            yield return (LevelOf(last), first == last
                ? Figures.Number(last)
                : string.Create(CultureInfo.InvariantCulture, $"{Figures.Number(first)}–{Figures.Number(last)}"));
            first = last + 1;
        }
    }
}
