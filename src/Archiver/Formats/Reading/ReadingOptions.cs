using Archiver.Texts.Encodings;

namespace Archiver.Formats.Reading;

/// <summary>What is stated about all inputs of an import, and what a format may not find out for itself.</summary>
/// <param name="Encoding">What they are in; null where that is not stated.</param>
/// <param name="Cancellation">Ends the reading, also in the midst of an article.</param>
internal sealed record ReadingOptions(TextEncoding? Encoding = null, CancellationToken Cancellation = default)
{
    /// <summary>The zone in which the clock on the wall shows the times that are stated as instants.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Whether the format was stated, and not found out.</summary>
    public bool IsFormatStated { get; init; }

    /// <summary>Which column or field of a table states what: the name of ours, such as <c>title</c>, and that of the table's.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Map { get; init; } = [];
}
