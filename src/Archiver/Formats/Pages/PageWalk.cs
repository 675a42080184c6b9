using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages;

/// <summary>Which parts of a page's tree are looked at: what a reader of the page sees.</summary>
internal static class PageWalk
{
    /// <summary>Below so many characters the page shows its text only to who runs its scripts.</summary>
    private const int LittleText = 800;

    public static (IReadOnlyList<HtmlParagraph> Paragraphs, IReadOnlyList<HtmlContainer> Containers) Of(IHtmlDocument document)
    {
        var body = (IElement?)document.Body ?? document.DocumentElement;
        var shown = Walk(body, IsHidden);
        var length = LengthOf(shown.Paragraphs);
        if (length >= LittleText)
        {
            return shown;
        }

        var all = Walk(body, _ => false);
        return LengthOf(all.Paragraphs) >= 2 * length ? all : shown;
    }

    private static (IReadOnlyList<HtmlParagraph> Paragraphs, IReadOnlyList<HtmlContainer> Containers) Walk(IElement body, Func<IElement, bool> isLeftOut)
    {
        var walker = new HtmlWalker(isLeftOut);
        return (walker.Walk(body), walker.Containers);
    }

    private static bool IsHidden(IElement element)
    {
        if (element.LocalName == "noscript" || element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
        {
            return true;
        }

        return element.GetAttribute("style") is { } style && (style.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || style.Contains("display: none", StringComparison.OrdinalIgnoreCase) || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)
            || style.Contains("visibility: hidden", StringComparison.OrdinalIgnoreCase));
    }

    private static int LengthOf(IReadOnlyList<HtmlParagraph> paragraphs) => paragraphs.Sum(paragraph => paragraph.Text.Length);
}
