using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;

namespace Archiver.Formats.Pages;

/// <summary>The article in a saved page. What the page does not state is null.</summary>
public sealed record ExtractedPage
{
    public Sourced<string>? Title { get; init; }

    public Sourced<IReadOnlyList<string>>? Authors { get; init; }

    public Sourced<string>? Site { get; init; }

    /// <summary>What the page says it is about, in a sentence or two.</summary>
    public Sourced<string>? Description { get; init; }

    /// <summary>A tag of BCP 47.</summary>
    public Sourced<string>? Language { get; init; }

    /// <summary>The day, as the page writes it in its own zone.</summary>
    public Sourced<DateOnly>? Published { get; init; }

    public Sourced<DateOnly>? Modified { get; init; }

    /// <summary>The page's address; never one of a file or a part of a mail.</summary>
    public Sourced<string>? Url { get; init; }

    /// <summary>When the page was saved, where the program that did so wrote it down.</summary>
    public Sourced<DateTimeOffset>? Saved { get; init; }

    /// <summary>The article, in reading order.</summary>
    public IReadOnlyList<FormedParagraph> Paragraphs { get; init; } = [];

    /// <summary>Titles of other stories that the page lists as related.</summary>
    public IReadOnlyList<string> Similar { get; init; } = [];

    /// <summary>
    /// How well the article was probably told from what stands around it: the expected F1 of its words, 0 to 1.
    /// </summary>
    public double Confidence { get; init; }

    /// <summary>The encoding's name, as people write it.</summary>
    public required string Encoding { get; init; }

    /// <summary>What a reader should know of the encoding, as sentences: a guess, characters that mean nothing.</summary>
    public IReadOnlyList<string> EncodingWarnings { get; init; } = [];

    /// <summary>
    /// Why the page could not be read as one, as a sentence; its text then has no form. Null where it could.
    /// </summary>
    public string? Problem { get; init; }
}
