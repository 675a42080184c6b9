using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages;

/// <summary>Which parts of a page's tree are looked at: all that may be text, shown or not.</summary>
internal static class PageWalk
{
    public static (IReadOnlyList<HtmlParagraph> Paragraphs, IReadOnlyList<HtmlContainer> Containers) Of(IHtmlDocument document)
    {
        var walker = new HtmlWalker(whole: true);
        return (walker.Walk((IElement?)document.Body ?? document.DocumentElement), walker.Containers);
    }
}
