using Archiver.Formats;
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

    /// <summary>Whether articles come back that were removed; else they stay in the bin.</summary>
    public bool Restores { get; init; }

    /// <summary>The formats by name, each with what its inputs are.</summary>
    public static IReadOnlyList<(string Name, string Description)> Formats { get; } =
        [.. ArticleFormats.All.Select(format => (format.Name, format.Description))];

    internal IFormat? StatedFormat => Format is null ? null : ArticleFormats.Named(Format)
        ?? throw new ArgumentException($"There is no format {Format}.");
}
