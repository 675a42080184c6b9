using System.Globalization;

namespace Archiver.Web.Writing;

/// <summary>What a page is asked for.</summary>
/// <param name="Path">The path, decoded.</param>
/// <param name="Parameters">The parameters of the address, or, of a POST, of its form.</param>
/// <param name="Look">How pages are to look.</param>
/// <param name="Clock">Tells what day it is.</param>
/// <param name="Cancellation">Ends what takes too long, or nobody waits for any more.</param>
internal sealed record Visit(string Path, Func<string, string?> Parameters, Look Look, TimeProvider Clock, CancellationToken Cancellation)
{
    /// <summary>The parts of the path that its route leaves open.</summary>
    public string Name { get; init; } = "";

    /// <summary>The address that was asked for, from the path on.</summary>
    public string Address { get; init; } = "/";

    /// <summary>What an address says of a change that was made, so that its page tells of it once. The script forgets the same.</summary>
    public static readonly string[] News = ["done", "id", "at", "row"];

    /// <summary>The address, as it is asked for again.</summary>
    public string Place => WithoutNews(Address);

    /// <summary>The row of the list in which a button was; the same place in it is shown again, whatever then stands there.</summary>
    public string? Row => int.TryParse(this["row"], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>An address without its <see cref="News"/>.</summary>
    public static string WithoutNews(string address)
    {
        var parts = address.Split('?', 2);
        var kept = parts.Length == 1 ? "" : string.Join('&', parts[1].Split('&').Where(part => part.Length > 0 && !News.Contains(part.Split('=')[0])));
        return kept.Length == 0 ? parts[0] : $"{parts[0]}?{kept}";
    }

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    /// <returns>Null where it is not given, or empty.</returns>
    public string? this[string name] => Parameters(name) is { Length: > 0 } value ? value : null;

    public int Number(string name, int lowest, int highest, int usual) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, lowest, highest) : usual;
}
