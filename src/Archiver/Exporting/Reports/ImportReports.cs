using System.ComponentModel;
using Archiver.Importing;

namespace Archiver.Exporting.Reports;

[Description("What an import came to")]
[PrintedBy("import PATH --json")]
[PrintedBy("import PATH --dry-run --json")]
public sealed record ImportReport(
    [property: Description("how many articles are new")] int Imported,
    [property: Description("how many were there with other content")] int Updated,
    [property: Description("how many were there as they came")] int Unchanged,
    [property: Description("how many were removed before, and stay in the bin or gone")] int Removed,
    [property: Description("how many stretches of the inputs are no article")] int Rejected,
    [property: Description("how many articles came with a warning")] int Warnings) : Report;

/// <summary>A line of <see cref="ReportFile"/>.</summary>
[Description("What became of a stretch of an input; those of an input add up to it")]
[PrintedBy("import PATH --report FILE", Shape.Lines)]
public sealed record StretchLine : Report
{
    private readonly StretchReport _stretch;

    internal StretchLine(StretchReport stretch) => _stretch = stretch;

    [Description("the input's name")]
    public string Input => _stretch.Input;

    [Description("where the stretch begins, in bytes")]
    public long Offset => _stretch.Offset;

    [Description("how many bytes it has")]
    public long Length => _stretch.Length;

    [Description("the line it begins in, from 1")]
    public long Line => _stretch.Line;

    [Description("how many lines it has a part in")]
    public long Lines => _stretch.Lines;

    [Description("the name of the format it is written in; null where nothing shows that")]
    public string? Format => _stretch.Format;

    [Description("\"imported\", \"duplicate\" (imported, though another article has its body or its URL), \"updated\", \"unchanged\", "
        + "\"removed\", \"rejected\", \"blank\", \"used\" (kept with an article of another stretch) or \"ignored\" (left out on purpose)")]
    public string Outcome => _stretch.Outcome.ToString().ToLowerInvariant();

    [Description("the article's ID, where it is one")]
    public Guid? Id => _stretch.Id;

    [Description("where in it a value was found, by the value's name, where there are several places")]
    public IReadOnlyList<KeyValuePair<string, string>> Sources => _stretch.Sources;

    [Description("what is odd about it; of what was rejected, why")]
    public IEnumerable<string> Warnings => _stretch.Note is { } note ? _stretch.Warnings.Append(note) : _stretch.Warnings;
}
