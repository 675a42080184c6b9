namespace Archiver.Exporting;

/// <summary>A format that articles can be exported in.</summary>
/// <param name="Name">The name by which it is asked for.</param>
/// <param name="Description">What it is, in the words of the help.</param>
/// <param name="To">Makes a writer to a stream, which stays open.</param>
public sealed record ExportFormat(string Name, string Description, Func<Stream, ExportWriter> To)
{
    public static readonly ExportFormat Json = new("json", "one JSON array", output => new JsonArrayWriter(output));

    public static readonly ExportFormat JsonLines = new("jsonl", "one JSON object a line", output => new JsonLinesWriter(output));

    /// <summary>All of them, the one that is meant where none is named first. A new format is a new file and a new row.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } = [Json, JsonLines];

    /// <summary>The format of that name; null where there is none.</summary>
    public static ExportFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);
}
