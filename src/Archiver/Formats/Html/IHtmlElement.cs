using AngleSharp.Dom;

namespace Archiver.Formats.Html;

/// <summary>What the form of paragraphs depends on of an element around them.</summary>
internal interface IHtmlElement
{
    /// <summary>In small letters.</summary>
    string Name { get; }

    /// <summary>The first attribute of a name; null where there is none.</summary>
    string? Attribute(string name);

    /// <summary>How many items are its children.</summary>
    int Items { get; }
}

/// <summary>An element of a tree.</summary>
internal readonly record struct TreeElement(Element Element) : IHtmlElement
{
    public string Name => Element.LocalName;

    public string? Attribute(string name) => Element.GetAttribute(name);

    public int Items => Element.Children.Count(child => child.LocalName == "li");
}
