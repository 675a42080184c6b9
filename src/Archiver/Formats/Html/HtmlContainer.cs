using AngleSharp.Dom;
using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>An element that begins and ends paragraphs, in the order in which the walk met it.</summary>
/// <param name="Element">The element; not as an interface, whose calls are slow where there are so many kinds.</param>
/// <param name="Parent">The next such element around it; null of the first.</param>
/// <param name="Index">Its place in the walk, from 0: less than that of all within it.</param>
/// <param name="Tag">What it does to the text in it.</param>
internal sealed record HtmlContainer(Element Element, HtmlContainer? Parent, int Index, HtmlTag Tag)
{
    public int Depth { get; } = Parent is null ? 0 : Parent.Depth + 1;
}

/// <summary>A paragraph, where it stands, and its form. Links have their addresses as the page writes them.</summary>
internal sealed record HtmlParagraph(string Text, Block Block, HtmlContainer Container)
{
    /// <summary>The innermost element around its first character, where that is no container.</summary>
    public Element? Inline { get; init; }
}
