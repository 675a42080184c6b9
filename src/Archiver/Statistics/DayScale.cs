using System.Globalization;

namespace Archiver.Statistics;

/// <summary>How a calendar shades its days: in four levels, from 1, by how often something was read.</summary>
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

    public int LevelOf(int readings) => Math.Min(Levels, (readings + Step - 1) / Step);

    /// <summary>The levels that some day may have, with what they stand for.</summary>
    public IEnumerable<(int Level, string Readings)> Legend()
    {
        for (var level = 1; level <= Levels && ((level - 1) * Step) + 1 <= Most; level++)
        {
            var (first, last) = (((level - 1) * Step) + 1, Math.Min(level * Step, Most));
            yield return (level, first == last
                ? first.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{first}–{last}"));
        }
    }
}
