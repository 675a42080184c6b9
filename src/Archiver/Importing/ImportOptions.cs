using Archiver.Formats;
using Archiver.Formats.Apps;
using Archiver.Formats.Reading;
using Archiver.Texts.Encodings;

namespace Archiver.Importing;

/// <summary>What is stated about an import.</summary>
public sealed record ImportOptions
{
    public static readonly ImportOptions Default = new();

    /// <summary>What the inputs are in; where it is not stated, that is found out.</summary>
    public TextEncoding? Encoding { get; init; }

    /// <summary>The name of the inputs' format (<see cref="Formats"/>); where it is not stated, that is found out.</summary>
    public string? Format { get; init; }

    /// <summary>Where the clock on the wall hangs that shows the times of inputs which state instants.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>
    /// Which column or field of a table states what: the name of ours (<see cref="MappedFields"/>), and that of the table's.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Map { get; init; } = [];

    /// <summary>What <see cref="Map"/> can state.</summary>
    public static IReadOnlyList<string> MappedFields { get; } = [.. NewsFields.Fields];

    /// <summary>Whether articles come back that were removed; else they stay in the bin.</summary>
    public bool Restores { get; init; }

    /// <summary>Says when what comes in comes in.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The archive that is imported into; null where there is none yet.</summary>
    internal string? Into { get; init; }

    /// <summary>The formats by name, each with what its inputs are.</summary>
    public static IReadOnlyList<(string Name, string Description)> Formats { get; } =
        [.. ArticleFormats.All.Select(format => (format.Name, format.Description))];

    internal IFormat? StatedFormat => Format is null ? null : ArticleFormats.Named(Format)
        ?? throw new ArgumentException($"There is no format {Format}.");
}
