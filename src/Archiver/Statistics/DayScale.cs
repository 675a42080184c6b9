using System.Globalization;

namespace Archiver.Statistics;

/// <summary>
/// How a calendar shades its days: in four levels by how often something was read. The highest count has the highest
/// level, also where there are fewer counts than levels.
/// </summary>
/// <param name="Step">How many counts share a level.</param>
/// <param name="Most">The highest count.</param>
public readonly record struct DayScale(int Step, int Most)
{
    public const int Levels = 4;

    public static DayScale Of(IReadOnlyList<(DateOnly Day, int Readings)> days)
    {
        var most = days.Count == 0 ? 0 : days.Max(day => day.Readings);
        return new DayScale(Math.Max(1, (most + Levels - 1) / Levels), most);
    }

    /// <summary>0 where nothing was read.</summary>
    public int LevelOf(int readings) => readings == 0 ? 0 : Levels - PartOf(Most) + PartOf(readings);

    /// <summary>The levels that some day may have, with what they stand for.</summary>
    public IEnumerable<(int Level, string Readings)> Legend()
    {
        for (var first = 1; first <= Most; first += Step)
        {
            var last = Math.Min(first + Step - 1, Most);
            yield return (LevelOf(first), first == last
                ? first.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{first}–{last}"));
        }
    }

    private int PartOf(int readings) => (readings + Step - 1) / Step;
}
