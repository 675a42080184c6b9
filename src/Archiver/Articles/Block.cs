namespace Archiver.Articles;

/// <summary>What kind of block a paragraph is.</summary>
public enum BlockKind
{
    Paragraph,
    Heading,
    Item,
    Quote,
    Code,

    /// <summary>A cell of a table.</summary>
    Row,
    Caption,
}

/// <summary>What a stretch of a paragraph is marked as.</summary>
public enum MarkKind
{
    Link,
    Emphasis,
    Strong,
    Code,
    Highlight,
}

/// <summary>A marked stretch of a paragraph.</summary>
/// <param name="Start">Where it begins in the paragraph, in UTF-16 code units.</param>
/// <param name="Length">How long it is, in UTF-16 code units.</param>
/// <param name="Kind">What it is marked as.</param>
/// <param name="Href">The absolute address of a link; null of all else.</param>
public sealed record Mark(int Start, int Length, MarkKind Kind, string? Href = null);

/// <summary>The form of one paragraph. Its text never depends on it.</summary>
/// <param name="Kind">What kind of block it is.</param>
public sealed record Block(BlockKind Kind)
{
    public static readonly Block Plain = new(BlockKind.Paragraph);

    /// <summary>
    /// Of a heading its level, 1 to 6; of an item or a quote how deep it lies in others of its kind, from 1; of a cell its
    /// column, from 1. Else null.
    /// </summary>
    public int? Level { get; init; }

    /// <summary>Of an item whether its list is numbered, of a cell whether it heads a column or row. Else null.</summary>
    public bool? Ordered { get; init; }

    /// <summary>Of an item of a numbered list its number, of a cell its row, from 1. Else null.</summary>
    public int? Number { get; init; }

    /// <summary>In the order in which they begin, the longer first.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    public bool Equals(Block? other) => other is not null && Kind == other.Kind && Level == other.Level
        && Ordered == other.Ordered && Number == other.Number && Marks.SequenceEqual(other.Marks);

    public override int GetHashCode() => HashCode.Combine(Kind, Level, Ordered, Number, Marks.Count);
}
