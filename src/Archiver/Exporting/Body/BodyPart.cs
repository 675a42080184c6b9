using Archiver.Articles;

namespace Archiver.Exporting.Body;

/// <summary>A part of a body: paragraphs by their numbers, from 0.</summary>
internal abstract record BodyPart;

/// <summary>A paragraph, a heading, a caption, or all lines of a piece of code.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Level">Of a heading its level, 1 to 6.</param>
/// <param name="First">The first paragraph.</param>
/// <param name="Count">How many there are; of what is no code 1.</param>
internal sealed record TextPart(BlockKind Kind, int Level, int First, int Count) : BodyPart;

internal sealed record QuotePart(List<BodyPart> Parts) : BodyPart;

internal sealed record ListPart(bool IsOrdered, List<ListItem> Items) : BodyPart;

/// <param name="Number">Its number in a numbered list.</param>
/// <param name="Parts">Its paragraphs, and the lists in it.</param>
internal sealed record ListItem(int? Number, List<BodyPart> Parts);

/// <param name="Caption">The paragraph that is its caption, or -1.</param>
/// <param name="Rows">Cells in rising columns.</param>
internal sealed record TablePart(int Caption, List<List<TableCell>> Rows) : BodyPart
{
    /// <summary>How many columns there are.</summary>
    public int Width => Rows.Max(row => row[^1].Column);

    /// <summary>
    /// Whether columns without a cell are written. Of a table of gaps only the cells are: what it says, and not what a hostile
    /// one could make of it.
    /// </summary>
    public bool HasGaps => (long)Width * Rows.Count <= (8 * Rows.Sum(row => (long)row.Count)) + 64;

    /// <summary>How many columns are written.</summary>
    public int WrittenWidth => HasGaps ? Width : Rows.Max(row => row.Count);

    /// <summary>Whether the first row heads the columns.</summary>
    public bool HasHead => Rows[0].TrueForAll(cell => cell.IsHead);
}

/// <param name="Column">Its column, from 1.</param>
/// <param name="IsHead">Whether it heads a column or row.</param>
/// <param name="Paragraphs">What is in it.</param>
internal sealed record TableCell(int Column, bool IsHead, List<int> Paragraphs);
