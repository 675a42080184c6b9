using System.Buffers;
using AngleSharp.Dom;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>
/// Everything in a page that may state its title, authors, dates and address, by source, in the order of the page.
/// </summary>
internal sealed class PageSources
{
    /// <summary>A hostile page shall not make a list of all its elements.</summary>
    private const int MaxElements = 2000;

    private static readonly SearchValues<string> AuthorPaths = SearchValues.Create(
        ["/author/", "/authors/", "/auteur/", "/autor/", "/autoren/", "/contributor/", "/contributors/", "/writer/",
            "/writers/", "/columnist/", "/journalist/", "/byline/"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Words in names of classes: of bylines, of dates, of comments, of what stands beside an article, of cards.</summary>
    private static readonly NameWords ClassWords = new(
    [
        ["author", "byline", "writer", "contributor"],
        ["date", "time", "publish", "posted", "meta"],
        ["comment"],
        ["related", "recommend", "sidebar", "widget", "footer"],
        ["card", "teaser", "loop", "list"],
    ]);

    private readonly Dictionary<string, List<string>> _metas = new(StringComparer.Ordinal);

    private int _order;

    private PageSources()
    {
    }

    /// <summary>Text of <c>title</c>.</summary>
    public string? Title { get; private set; }

    public string? Canonical { get; private set; }

    public string? Base { get; private set; }

    public string? Language { get; private set; }

    /// <summary>The texts of JSON-LD scripts.</summary>
    public List<string> Scripts { get; } = [];

    /// <summary>Comments ahead of the body: some say where and when the page was saved.</summary>
    public List<string> Comments { get; } = [];

    /// <summary>Headings of the first level.</summary>
    public List<Placed> Headings { get; } = [];

    public List<Placed> Times { get; } = [];

    /// <summary>Elements with <c>itemprop</c>.</summary>
    public List<Placed> Properties { get; } = [];

    /// <summary>Links that lead to an author.</summary>
    public List<Placed> AuthorLinks { get; } = [];

    /// <summary>Elements whose class calls them an author or byline.</summary>
    public List<Placed> Bylines { get; } = [];

    /// <summary>Elements whose class calls them a date.</summary>
    public List<Placed> Dates { get; } = [];

    /// <summary>
    /// What metas of a name or property, in small letters, contain; those without anything are left out.
    /// </summary>
    public IReadOnlyList<string> Meta(string name) => _metas.GetValueOrDefault(name) ?? [];

    /// <summary>What the first meta of a name or property contains; null where there is none.</summary>
    public string? FirstMeta(string name) => Meta(name) is [var first, ..] ? first : null;

    /// <summary>The names of all metas, in the order of the page.</summary>
    public IEnumerable<string> MetaNames => _metas.Keys;

    public static PageSources Of(IDocument document)
    {
        var sources = new PageSources();
        var frames = new Stack<(INodeList Children, int Next, Zones Zones)>();
        frames.Push((document.ChildNodes, 0, Zones.None));
        while (frames.TryPop(out var frame))
        {
            if (frame.Next < frame.Children.Length)
            {
                frames.Push(frame with { Next = frame.Next + 1 });
                var child = frame.Children[frame.Next];
                if (child is Element element)
                {
                    var (isByline, isDate, said) = SaidBy(element);
                    var zones = frame.Zones | ZonesOf(element, said);
                    sources._order++;
                    sources.Add(element, isByline, isDate, zones);
                    if (element.LocalName is not ("svg" or "template" or "math"))
                    {
                        frames.Push((child.ChildNodes, 0, zones));
                    }
                }
                else if (child is IComment comment && sources.Comments.Count < 20)
                {
                    sources.Comments.Add(comment.Data.Length > 4000 ? comment.Data[..4000] : comment.Data);
                }
            }
        }

        return sources;
    }

    private void Add(Element element, bool isByline, bool isDate, Zones zones)
    {
        switch (element.LocalName)
        {
            case "html":
                Language = element.GetAttribute("lang") ?? element.GetAttribute("xml:lang");
                return;
            case "title":
                Title ??= element.TextContent;
                return;
            case "base":
                Base ??= element.GetAttribute("href");
                return;
            case "meta":
                AddMeta(element);
                return;
            case "link" when element.GetAttribute("rel") is { } rel
                && rel.Equals("canonical", StringComparison.OrdinalIgnoreCase):
                Canonical ??= element.GetAttribute("href");
                return;
            case "script" when element.GetAttribute("type")?.Contains("ld+json",
                StringComparison.OrdinalIgnoreCase) == true:
                Scripts.Add(element.TextContent);
                return;
            case "script" or "style" or "body":
                return;
            case "h1":
                AddTo(Headings, element, zones);
                break;
            case "time":
                AddTo(Times, element, zones);
                break;
            case "a" when IsAuthorLink(element):
                AddTo(AuthorLinks, element, zones);
                break;
        }

        if (element.GetAttribute("itemprop") is not null)
        {
            AddTo(Properties, element, zones);
        }

        if (isByline)
        {
            AddTo(Bylines, element, zones);
        }

        if (isDate)
        {
            AddTo(Dates, element, zones);
        }
    }

    /// <summary>Whether a link says that it leads to an author, by its relation or its address.</summary>
    private static bool IsAuthorLink(Element element) =>
        element.GetAttribute("rel")?.Split(' ').Contains("author") == true
        || (element.GetAttribute("href") is { Length: < 300 } href
            && href.AsSpan().ContainsAny(AuthorPaths));

    /// <summary>What the names of an element's classes say; long ones were made by a machine.</summary>
    private static (bool IsByline, bool IsDate, Zones Zones) SaidBy(Element element)
    {
        var groups = element.ClassName is { Length: > 0 and < 300 } names ? ClassWords.GroupsIn(names) : 0;
        return ((groups & 1) != 0, (groups & 2) != 0, ((groups & 4) != 0 ? Zones.Comment : 0)
            | ((groups & 8) != 0 ? Zones.Beside : 0) | ((groups & 16) != 0 ? Zones.Card : 0));
    }

    private void AddMeta(Element element)
    {
        var content = element.GetAttribute("content");
        if (string.IsNullOrWhiteSpace(content) || content.Length > 10_000)
        {
            return;
        }

        foreach (var name in new[] { element.GetAttribute("property"), element.GetAttribute("name"),
            element.GetAttribute("itemprop") }.OfType<string>().Distinct())
        {
            var key = name.Trim().ToLowerInvariant();
            if (!_metas.TryGetValue(key, out var contents))
            {
                _metas.Add(key, contents = []);
            }

            if (contents.Count < 50)
            {
                contents.Add(content.Trim());
            }
        }
    }

    private void AddTo(List<Placed> elements, Element element, Zones zones)
    {
        if (elements.Count < MaxElements)
        {
            elements.Add(new Placed(element, _order, zones));
        }
    }

    private static Zones ZonesOf(Element element, Zones said) => element.LocalName switch
    {
        "body" or "html" => Zones.None,
        "article" => Zones.Article | said,
        "main" => Zones.Main | said,
        "aside" or "nav" or "footer" or "form" => Zones.Beside | said,
        _ => said,
    };
}

/// <summary>What kinds of parts of a page an element lies in.</summary>
[Flags]
internal enum Zones
{
    None = 0,
    Article = 1,
    Main = 2,
    Beside = 4,
    Comment = 8,
    Card = 16,
}

/// <summary>An element and where it stands.</summary>
/// <param name="Element">The element.</param>
/// <param name="Order">How many elements the page has before it.</param>
/// <param name="Zones">What it lies in.</param>
internal sealed record Placed(Element Element, int Order, Zones Zones)
{
    public bool IsBeside => (Zones & (Zones.Beside | Zones.Comment)) != 0;

    private string? _text;

    /// <summary>Its text, in one line.</summary>
    public string Text => _text ??= PlainText.Of(Element);
}
