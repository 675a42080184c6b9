using System.Globalization;

namespace Archiver.Texts;

/// <summary>Figures as people read them, the same in every place where a person reads.</summary>
public static class Figures
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    /// <summary>With commas: <c>1,277</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with what it counts: <c>1 day</c>, <c>2 days</c>.</summary>
    public static string Count(long number, string one) => $"{Number(number)} {one}{(number == 1 ? "" : "s")}";

    /// <summary>How long: <c>3 h 20 min</c>.</summary>
    public static string Duration(double minutes)
    {
        var whole = (long)Math.Round(minutes);
        return minutes > 0 && whole == 0 ? "< 1 min"
            : whole < 60 ? $"{whole} min"
            : whole % 60 == 0 || whole >= 6000 ? $"{Number((long)Math.Round(minutes / 60))} h"
            : $"{Number(whole / 60)} h {whole % 60} min";
    }

    /// <summary>In decimal units: <c>138.7 MB</c>.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1000 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return unit == 0
            ? Count(bytes, "byte")
            : string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {Units[unit]}");
    }

    /// <summary>As <c>2025-01-31</c>.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
