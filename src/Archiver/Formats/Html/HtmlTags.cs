using System.Collections.Frozen;
using AngleSharp.Dom;
using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>What an element does to the text in it.</summary>
internal enum HtmlTag
{
    Inline,

    /// <summary>It begins and ends a paragraph.</summary>
    Block,

    /// <summary>What stands in it is no text.</summary>
    Skipped,
    NoScript,
    Button,
    Break,
    Heading,
    Pre,
    Quote,
    Caption,
    BulletList,
    NumberedList,
    Item,
    DefinitionList,
    Term,
    Definition,
    Table,
    TableRow,
    Cell,
    HeadCell,
}

internal static class HtmlTags
{
    private static readonly FrozenDictionary<string, HtmlTag> Tags = new (HtmlTag Tag, string Names)[]
    {
        (HtmlTag.Skipped,
            "script style template svg math iframe object head title select textarea video audio canvas rt rp"),
        (HtmlTag.NoScript, "noscript"),
        (HtmlTag.Button, "button"),
        (HtmlTag.Block,
            "html body address article aside center details div fieldset figure footer form header hr main nav p "
            + "section summary tbody tfoot thead en-note"),
        (HtmlTag.Break, "br"),
        (HtmlTag.Heading, "h1 h2 h3 h4 h5 h6"),
        (HtmlTag.Pre, "pre"),
        (HtmlTag.Quote, "blockquote"),
        (HtmlTag.Caption, "caption figcaption"),
        (HtmlTag.BulletList, "ul menu dir"),
        (HtmlTag.NumberedList, "ol"),
        (HtmlTag.Item, "li"),
        (HtmlTag.DefinitionList, "dl"),
        (HtmlTag.Term, "dt"),
        (HtmlTag.Definition, "dd"),
        (HtmlTag.Table, "table"),
        (HtmlTag.TableRow, "tr"),
        (HtmlTag.Cell, "td"),
        (HtmlTag.HeadCell, "th"),
    }.SelectMany(row => row.Names.Split(' '), (row, name) =>
        KeyValuePair.Create(name, row.Tag)).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, MarkKind> Marks = new (MarkKind Kind, string Names)[]
    {
        (MarkKind.Link, "a"),
        (MarkKind.Emphasis, "em i"),
        (MarkKind.Strong, "strong b"),
        (MarkKind.Code, "code kbd samp tt"),
        (MarkKind.Highlight, "mark"),
    }.SelectMany(row => row.Names.Split(' '), (row, name) =>
        KeyValuePair.Create(name, row.Kind)).ToFrozenDictionary(StringComparer.Ordinal);

    public static HtmlTag Of(string name) => Tags.GetValueOrDefault(name);

    /// <summary>Whether its attributes say that a browser does not show it.</summary>
    public static bool IsHidden(Element element) => element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { } style && (Says(style, "display", "none")
            || Says(style, "visibility", "hidden")));

    private static bool Says(string style, string property, string value) =>
        style.IndexOf(property, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        && style.AsSpan(at + property.Length).TrimStart() is [':', .. var rest]
            && rest.TrimStart().StartsWith(value, StringComparison.OrdinalIgnoreCase);

    public static MarkKind? MarkOf(string name) => Marks.TryGetValue(name, out var kind) ? kind : null;
}
