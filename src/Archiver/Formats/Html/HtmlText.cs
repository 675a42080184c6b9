using AngleSharp.Dom;
using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>A paragraph and its form.</summary>
public sealed record FormedParagraph(string Text, Block Block);

/// <summary>
/// Reads all text of HTML as paragraphs with their form, in the order in which it stands there: every block element
/// begins and ends a paragraph, two line breaks do, in preformatted text each line is one. What is no text (scripts,
/// controls, pictures, the readings of ruby) stays out. A cell of a table with several columns is a paragraph of its
/// row and column.
/// </summary>
public static class HtmlText
{
    /// <summary>Reads a fragment or a page.</summary>
    /// <param name="html">HTML of any kind, whole or not.</param>
    /// <param name="address">The page's address, for links that leave it out; null where it is not known.</param>
    /// <returns>The paragraphs; a page that no tree can be built of gives its text without form.</returns>
    public static IReadOnlyList<FormedParagraph> Read(string html, string? address = null)
    {
        if (PlainHtml.Read(html) is { } plain)
        {
            return Linked(plain, address);
        }

        try
        {
            var document = HtmlTree.Parse(html);
            return Read((IElement?)document.Body ?? document.DocumentElement, address);
        }
        catch (HtmlLimitException)
        {
            return [.. BareText.Of(html).Select(text => new FormedParagraph(text, Block.Plain))];
        }
    }

    /// <summary>Reads what stands in an element.</summary>
    public static IReadOnlyList<FormedParagraph> Read(IElement element, string? address = null) => Linked(new HtmlWalker().Walk(element), address);

    private static IReadOnlyList<FormedParagraph> Linked(IReadOnlyList<HtmlParagraph> paragraphs, string? address)
    {
        var links = new HtmlLinks(address, null);
        return [.. paragraphs.Select(paragraph => new FormedParagraph(paragraph.Text, links.Resolve(paragraph.Block)))];
    }
}
