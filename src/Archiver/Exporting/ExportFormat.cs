namespace Archiver.Exporting;

/// <summary>A format that articles can be exported in.</summary>
public enum ExportFormat
{
    /// <summary>One JSON array, an article a line.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}

/// <summary>The names by which the formats are asked for.</summary>
public static class ExportFormats
{
    public static IReadOnlyList<string> Names => ["json", "jsonl"];

    public static bool TryParse(string? name, out ExportFormat format)
    {
        (var known, format) = name switch
        {
            "json" => (true, ExportFormat.Json),
            "jsonl" => (true, ExportFormat.JsonLines),
            _ => (false, default),
        };
        return known;
    }
}
