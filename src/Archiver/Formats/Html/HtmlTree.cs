using System.Collections.Frozen;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Archiver.Files;

namespace Archiver.Formats.Html;

/// <summary>What a tree may cost before it is given up.</summary>
/// <param name="Elements">How many elements the page may have.</param>
/// <param name="Time">How long the processor may build: hostile nesting takes the square of its length.</param>
internal sealed record HtmlLimits(int Elements, TimeSpan Time)
{
    /// <summary>
    /// What pages are given: of time twenty times what a page of the length takes that is not made to take long.
    /// </summary>
    /// <param name="length">In characters.</param>
    public static HtmlLimits Of(int length) => new(1_000_000, TimeSpan.FromSeconds(Math.Min(15, 1.5 + (length / 1e6))));
}

/// <summary>The page is no tree that can be built within the limits.</summary>
internal sealed class HtmlLimitException(string message) : Exception(message);

/// <summary>
/// Builds the tree of a page. Nothing is fetched and nothing run: no loader and no engine of scripts is there.
/// </summary>
internal static class HtmlTree
{
    /// <summary>All others stay out of the tree; pictures in them can have 100 MB.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Attributes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "id", "class", "href", "style", "hidden", "role", "rel", "name", "property", "content", "charset",
            "http-equiv", "datetime", "pubdate",
        "lang", "xml:lang", "dir", "type", "start", "value", "reversed", "colspan", "rowspan", "scope", "open", "title",
        "itemprop", "itemtype", "itemscope", "aria-hidden", "aria-modal", "aria-label",
            "aria-labelledby").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Nothing follows what an attribute says, such as the address of a style sheet.</summary>
    private static readonly IConfiguration Inert = Configuration.Default.Without<IAttributeObserver>();

    /// <summary>So many elements cost more than asking for the time.</summary>
    private const int ElementsATime = 64;

    /// <summary>The tree of a page; it has nothing but memory, and need not be disposed.</summary>
    /// <exception cref="HtmlLimitException">The page goes beyond the limits.</exception>
    public static IHtmlDocument Parse(string html, HtmlLimits? limits = null)
    {
        limits ??= HtmlLimits.Of(html.Length);
        var elements = 0;
        var start = ProcessorTime.OfThread;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            SkipRawText = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = (ref token, name) => Attributes.Contains(name.Span),
            OnCreated = (_, _) =>
            {
                if (++elements > limits.Elements)
                {
                    throw new HtmlLimitException($"The page has more than {limits.Elements:N0} elements.");
                }

                if (elements % ElementsATime == 0 && ProcessorTime.OfThread - start > limits.Time)
                {
                    throw new HtmlLimitException("The page's tree takes too long to build.");
                }
            },
        }, BrowsingContext.New(Inert));
        return parser.ParseDocument(html);
    }
}
