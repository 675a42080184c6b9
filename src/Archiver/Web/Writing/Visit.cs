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

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    /// <returns>Null where it is not given, or empty.</returns>
    public string? this[string name] => Parameters(name) is { Length: > 0 } value ? value : null;

    public int Number(string name, int lowest, int highest, int usual) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, lowest, highest) : usual;
}
