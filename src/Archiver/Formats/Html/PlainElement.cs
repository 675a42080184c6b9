using System.Collections.Frozen;

namespace Archiver.Formats.Html;

/// <summary>Where elements may stand so that browsers take them as they are written.</summary>
internal enum PlainKind
{
    /// <summary>An element in the line, within which any other may stand.</summary>
    Inline,
    Link,

    /// <summary>It has no content and no end.</summary>
    Single,
    Rule,

    /// <summary>An element that ends an open paragraph, as all that follow do.</summary>
    Block,
    Paragraph,
    Heading,
    List,
    Item,
    DefinitionList,
    Definition,
    Table,
    TableSection,
    TableCaption,
    TableRow,
    TableCell,
}

/// <summary>An element that can be read without a tree.</summary>
/// <param name="Name">In small letters.</param>
/// <param name="Kind">Where it may stand.</param>
/// <param name="Tag">What it does to the text in it.</param>
internal sealed record PlainElement(string Name, PlainKind Kind, HtmlTag Tag)
{
    private static readonly FrozenDictionary<string, PlainElement>.AlternateLookup<ReadOnlySpan<char>> All = new (PlainKind Kind, string Names)[]
    {
        (PlainKind.Inline, "abbr b bdi bdo big cite code data del dfn em en-media en-todo font i ins kbd label mark picture q s samp small span strike strong sub sup time tt u var"),
        (PlainKind.Link, "a"),
        (PlainKind.Single, "br embed img source track wbr"),
        (PlainKind.Rule, "hr"),
        (PlainKind.Block, "address article aside blockquote center details div en-note figcaption figure footer header main nav pre section summary"),
        (PlainKind.Paragraph, "p"),
        (PlainKind.Heading, "h1 h2 h3 h4 h5 h6"),
        (PlainKind.List, "ul ol menu"),
        (PlainKind.Item, "li"),
        (PlainKind.DefinitionList, "dl"),
        (PlainKind.Definition, "dt dd"),
        (PlainKind.Table, "table"),
        (PlainKind.TableSection, "thead tbody tfoot"),
        (PlainKind.TableCaption, "caption"),
        (PlainKind.TableRow, "tr"),
        (PlainKind.TableCell, "td th"),
    }.SelectMany(row => row.Names.Split(' '), (row, name) => new PlainElement(name, row.Kind, HtmlTags.Of(name)))
        .ToFrozenDictionary(element => element.Name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>An element by its name in letters of any case; null where a tree must be built to know what it does.</summary>
    public static PlainElement? Find(ReadOnlySpan<char> name) => All.TryGetValue(name, out var element) ? element : null;

    /// <summary>Whether browsers end a paragraph before it.</summary>
    public bool EndsParagraph => Kind >= PlainKind.Rule;

    /// <summary>Whether it holds nothing but parts of a table.</summary>
    public bool IsTablePart => Kind is PlainKind.Table or PlainKind.TableSection or PlainKind.TableRow;

    /// <summary>Whether it may stand in another, where no paragraph and no link is open that it would end.</summary>
    public bool MayStandIn(PlainElement? around) => Kind switch
    {
        PlainKind.TableSection or PlainKind.TableCaption => around?.Kind == PlainKind.Table,
        PlainKind.TableRow => around?.Kind is PlainKind.Table or PlainKind.TableSection,
        PlainKind.TableCell => around?.Kind == PlainKind.TableRow,
        PlainKind.Item => around?.Kind == PlainKind.List,
        PlainKind.Definition => around?.Kind == PlainKind.DefinitionList,
        PlainKind.Heading => around is null or { IsTablePart: false, Kind: not PlainKind.Heading },
        _ => around is null or { IsTablePart: false },
    };
}
