namespace Archiver.Exporting.Formats;

/// <summary>For whom Markdown is written.</summary>
public enum MarkdownFlavor
{
    Obsidian,
    Hugo,
}

/// <summary>What an export is told beside its format. Each format looks at what concerns it.</summary>
public sealed record ExportOptions
{
    public static readonly ExportOptions Default = new();

    /// <summary>Whether tables are for Excel: with a mark of the encoding, cells that fit, and none that is a formula.</summary>
    public bool IsForExcel { get; init; }

    /// <summary>Whether tables have a column with the text.</summary>
    public bool HasText { get; init; }

    /// <summary>Whether control characters are made harmless where the format would keep them.</summary>
    public bool IsForTerminal { get; init; }

    /// <summary>Whether the articles come in an order that somebody asked for.</summary>
    public bool IsSorted { get; init; }

    public MarkdownFlavor Flavor { get; init; }

    /// <summary>In bytes: where a book ends and the next begins, unless one article is longer.</summary>
    public long MaxBook { get; init; } = long.MaxValue;

    /// <summary>When the export is made, in UTC.</summary>
    public DateTime Now { get; init; } = DateTime.UnixEpoch;

    /// <summary>Told what could not be written as it is.</summary>
    public Action<string> Warn { get; init; } = _ => { };
}
