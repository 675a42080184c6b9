namespace Archiver.Formats.Reading;

/// <summary>What a piece of an input is. Each byte of an input is in one stretch, and so of one kind.</summary>
public enum StretchKind
{
    /// <summary>One article, such as a dump from its first line that is not blank to the end of its last detail.</summary>
    Article,

    /// <summary>What lies between articles and says nothing, such as blank lines.</summary>
    Blank,

    /// <summary>What cannot be read as an article.</summary>
    Rejected,

    /// <summary>What belongs to an article of another stretch, and is kept with that.</summary>
    Used,

    /// <summary>What is no article, and left out on purpose: the reason says what it is.</summary>
    Ignored,
}

/// <summary>
/// A piece of an input. The stretches of an input follow one another without gaps, so their lengths add up to its.
/// </summary>
public record Stretch
{
    /// <summary>Where it starts in the input, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>Its length in the input, in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The line in which it starts, from 1. Two articles may share a line.</summary>
    public long FirstLine { get; init; } = 1;

    /// <summary>The number of lines it has a part in; 0 where it is a whole input that has none.</summary>
    public long LineCount { get; init; }

    public required StretchKind Kind { get; init; }

    /// <summary>The name of the format it is written in; null where nothing shows that.</summary>
    public string? Format { get => Article?.Format ?? field; init; }

    /// <summary>The article where it is one, else null.</summary>
    public StatedArticle? Article { get; init; }

    /// <summary>
    /// Why it was rejected, or what is wrong with the input where an article ends, in words that follow the input's name and
    /// a colon; else null.
    /// </summary>
    public string? Reason { get; init; }
}
