using Archiver.Formats.Reading;
using Archiver.Importing.Incoming;
using Archiver.Inputs;

namespace Archiver.Importing;

/// <summary>What became of a stretch of an input.</summary>
public enum Outcome
{
    Imported,

    /// <summary>Imported, though another article has the same body or the same URL.</summary>
    Duplicate,
    Updated,
    Unchanged,
    Rejected,
    Blank,

    /// <summary>It belongs to an article of another stretch, and is kept with that.</summary>
    Used,

    /// <summary>It is no article, and left out on purpose.</summary>
    Ignored,

    /// <summary>The article was removed before, and stays so; what is new of it is kept in the bin.</summary>
    Removed,
}

/// <summary>What became of one stretch of an input; the stretches of an input add up to its length.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Line">The line it begins in, from 1.</param>
/// <param name="Lines">The number of lines it has a part in.</param>
/// <param name="Format">The name of the format it is written in; null where nothing shows that.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Id">The article's ID, where it became one.</param>
/// <param name="Warnings">What was odd about it; of a rejected stretch, why.</param>
/// <param name="Sources">Where in it a value was found, by the value's name in JSON.</param>
/// <param name="Note">What else is to be said of it, and nothing is wrong with: of a duplicate, of what.</param>
public sealed record StretchReport(
    string Input, long Offset, long Length, long Line, long Lines, string? Format, Outcome Outcome, Guid? Id,
    IReadOnlyList<string> Warnings, string? Note, IReadOnlyList<KeyValuePair<string, string>> Sources)
{
    /// <summary>The report of what is no article.</summary>
    internal static StretchReport From(ImportInput input, Stretch stretch) => From(input, stretch, null, () => stretch.Kind switch
    {
        StretchKind.Blank => new Verdict(Outcome.Blank),
        StretchKind.Used => new Verdict(Outcome.Used, stretch.Reason),
        StretchKind.Ignored => new Verdict(Outcome.Ignored, stretch.Reason),
        _ => new Verdict(Outcome.Rejected),
    });

    /// <param name="input">The input.</param>
    /// <param name="stretch">A stretch of it.</param>
    /// <param name="article">The article that it is; null where it is none.</param>
    /// <param name="judge">Says what became of it.</param>
    internal static StretchReport From(
        ImportInput input, Stretch stretch, IncomingArticle? article, Func<Verdict> judge)
    {
        var verdict = judge();
        var reason = stretch.Kind is StretchKind.Used or StretchKind.Ignored ? null : stretch.Reason;
        return new StretchReport(input.Name, stretch.Offset, stretch.Length, stretch.FirstLine, stretch.LineCount,
            stretch.Format, verdict.Outcome, article?.Id, [.. stretch.Article?.Warnings ?? [], .. reason is null ? (string[])[] : [reason]],
            verdict.Note, stretch.Article?.Sources ?? []);
    }
}
