using System.Globalization;

namespace Archiver.Cli.Terminal;

/// <summary>
/// The text of a progress line, in ASCII so that characters are columns:
/// <c>Importing  42% [====>     ] 12,345 articles, 24,000/s, 0:12 left</c>. Where the width does not suffice the bar
/// goes first, then the time left, the rate and the items.
/// </summary>
internal sealed class ProgressLine(string verb, long? total, string unit)
{
    private const int NarrowestBar = 10;
    private const int WidestBar = 30;

    /// <summary>Before this the rate says nothing about the time left.</summary>
    private const double SettledShare = 0.001;
    private static readonly TimeSpan SettledTime = TimeSpan.FromSeconds(1);

    public string Of(long done, long items, TimeSpan elapsed, int width)
    {
        var share = total is > 0 ? Math.Clamp((double)done / total.Value, 0, 1) : (double?)null;
        var start = share is null ? $"{verb}  {Bytes(done)}" : $"{verb} {Percent(share.Value)}";
        List<string> rest = [Count(items) + " " + unit];
        if (elapsed > TimeSpan.Zero)
        {
            rest.Add(Count((long)(items / elapsed.TotalSeconds)) + "/s");
        }

        if (share > SettledShare && elapsed >= SettledTime)
        {
            rest.Add(Duration(elapsed * ((1 - share.Value) / share.Value)) + " left");
        }

        while (rest.Count > 0 && Line(start, "", rest).Length > width)
        {
            rest.RemoveAt(rest.Count - 1);
        }

        var room = Math.Min(width - Line(start, "", rest).Length - " []".Length, WidestBar);
        var line = Line(start, share is null || room < NarrowestBar ? "" : Bar(share.Value, room), rest);
        return line.Length > width ? line[..Math.Max(0, width)] : line;
    }

    private static string Line(string start, string bar, List<string> rest) =>
        start + bar + (rest.Count == 0 ? "" : "  " + string.Join(", ", rest));

    private static string Bar(double share, int width)
    {
        var full = (int)(share * width);
        return $" [{(new string('=', full) + (full < width ? ">" : "")).PadRight(width)}]";
    }

    private static string Percent(double share) =>
        ((int)(share * 100)).ToString(CultureInfo.InvariantCulture).PadLeft(3) + "%";

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bytes(long bytes) =>
        (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " MB";

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
