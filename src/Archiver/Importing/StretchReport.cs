using Archiver.Dumps;

namespace Archiver.Importing;

/// <summary>What became of a stretch of an input.</summary>
public enum Outcome
{
    Imported,
    Updated,
    Unchanged,
    Rejected,
    Blank,
}

/// <summary>What became of one stretch of an input; the stretches of an input add up to its length.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Id">The article's ID, where it became one.</param>
/// <param name="Warnings">What was odd about it; of a rejected stretch, why.</param>
public sealed record StretchReport(
    string Input, long Offset, long Length, long Line, Outcome Outcome, Guid? Id, IReadOnlyList<string> Warnings)
{
    internal static StretchReport From(
        ImportInput input, Stretch stretch, PreparedDump? dump, Func<PreparedDump, Outcome> outcomeOf) => new(
            input.Name,
            stretch.Offset,
            stretch.Length,
            stretch.FirstLine,
            dump is not null ? outcomeOf(dump) : stretch.Kind == StretchKind.Blank ? Outcome.Blank : Outcome.Rejected,
            dump?.Id,
            stretch.Dump?.Warnings ?? (stretch.Reason is { } reason ? [reason] : []));
}
