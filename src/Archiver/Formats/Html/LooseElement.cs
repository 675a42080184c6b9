using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Archiver.Formats.Html;

/// <summary>
/// An element of XML that may be none: a lone <c>&amp;</c>, entities that only a document type would define and tags that are not
/// closed are read as they are meant. Nothing is loaded, and no entity is expanded but those of HTML.
/// </summary>
internal sealed partial class LooseElement
{
    /// <summary>What is nested deeper is text of the element around it.</summary>
    private const int MaxDepth = 256;

    private const string Western = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private readonly string _source;
    private readonly List<(bool IsRaw, string Text, LooseElement? Child)> _content = [];
    private int _start;
    private int _end;

    private LooseElement(string source, string name, IReadOnlyList<KeyValuePair<string, string>> attributes) => (_source, Name, Attributes) = (source, name, attributes);

    /// <summary>With its prefix.</summary>
    public string Name { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; }

    public IEnumerable<LooseElement> Children => _content.Select(piece => piece.Child).OfType<LooseElement>();

    /// <summary>What stands in it, as it is written.</summary>
    public string Inner => _source[_start.._end];

    /// <summary>The text in it and in its children.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            Append(text, 0);
            return text.ToString();
        }
    }

    /// <summary>Its text in one line; null where it is blank.</summary>
    public string? Line => PlainText.OneLine(Text) is { Length: > 0 } line ? line : null;

    /// <summary>XHTML as HTML has it: an element that closes itself is empty, and a line break has no end.</summary>
    public static string ToHtml(string xhtml) => BreakEnd().Replace(Single().Replace(xhtml, match => match.Groups[1].Value.ToLowerInvariant() switch
    {
        "area" or "base" or "br" or "col" or "embed" or "hr" or "img" or "input" or "link" or "meta" or "param" or "source" or "track" or "wbr" => match.Value,
        _ => $"<{match.Groups[1].Value}></{match.Groups[1].Value}>",
    }), "");

    /// <summary>Reads a text.</summary>
    /// <returns>An element without a name, in which all others stand.</returns>
    public static LooseElement Parse(string source)
    {
        var root = new LooseElement(source, "", []) { _end = source.Length };
        var open = new Stack<LooseElement>([root]);
        for (var at = 0; at < source.Length;)
        {
            var mark = source.IndexOf('<', at);
            if (mark < 0)
            {
                mark = source.Length;
            }

            if (mark > at)
            {
                open.Peek()._content.Add((false, source[at..mark], null));
            }

            at = mark == source.Length ? mark : Markup(source, mark, open);
        }

        foreach (var left in open)
        {
            left._end = source.Length;
        }

        return root;
    }

    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Key == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public LooseElement? Child(string name) => Children.FirstOrDefault(child => child.Name == name);

    public IEnumerable<LooseElement> All(string name) => Children.Where(child => child.Name == name);

    /// <summary>All elements in it of a name, whatever their prefix, in the order of the text.</summary>
    public IEnumerable<LooseElement> Within(string name) => Children.SelectMany(child => child.LocalName == name ? [child] : child.Within(name));

    public string LocalName => Name[(Name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private void Append(StringBuilder text, int depth)
    {
        foreach (var (isRaw, piece, child) in _content)
        {
            if (child is null)
            {
                text.Append(isRaw ? piece : Decoded(piece));
            }
            else if (depth < MaxDepth)
            {
                child.Append(text, depth + 1);
            }
        }
    }

    /// <summary>Numbers of characters that no text has are meant as those of windows-1252, as HTML has it, too.</summary>
    private static string Decoded(string text)
    {
        var decoded = WebUtility.HtmlDecode(text);
        return ReferenceEquals(decoded, text) || !decoded.AsSpan().ContainsAnyInRange('\u0080', '\u009F') ? decoded
            : string.Concat(decoded.Select(character => character is >= '\u0080' and <= '\u009F' ? Western[character - '\u0080'] : character));
    }

    /// <returns>Where what follows begins.</returns>
    private static int Markup(string source, int mark, Stack<LooseElement> open)
    {
        var rest = source.AsSpan(mark);
        if (rest.StartsWith("<![CDATA["))
        {
            var end = source.IndexOf("]]>", mark + 9, StringComparison.Ordinal);
            open.Peek()._content.Add((true, source[(mark + 9)..(end < 0 ? source.Length : end)], null));
            return end < 0 ? source.Length : end + 3;
        }

        if (rest.StartsWith("<!--") || rest.StartsWith("<?") || rest.StartsWith("<!"))
        {
            var close = rest.StartsWith("<!--") ? "-->" : rest.StartsWith("<?") ? "?>" : ">";
            var end = source.IndexOf(close, mark + 2, StringComparison.Ordinal);
            return end < 0 ? source.Length : end + close.Length;
        }

        var isClosing = rest.StartsWith("</");
        var from = mark + (isClosing ? 2 : 1);
        var name = from;
        while (name < source.Length && (char.IsLetterOrDigit(source[name]) || source[name] is ':' or '_' or '-' or '.'))
        {
            name++;
        }

        var tagEnd = TagEnd(source, name);
        if (name == from || tagEnd < 0 || (!isClosing && open.Count >= MaxDepth))
        {
            open.Peek()._content.Add((false, "<", null));
            return mark + 1;
        }

        if (isClosing)
        {
            Close(source[from..name], mark, open);
        }
        else
        {
            var element = new LooseElement(source, source[from..name], AttributesIn(source, name, tagEnd)) { _start = tagEnd + 1, _end = tagEnd + 1 };
            open.Peek()._content.Add((false, "", element));
            if (source[tagEnd - 1] != '/')
            {
                open.Push(element);
            }
        }

        return tagEnd + 1;
    }

    /// <summary>Closes the last element of that name and those in it; where there is none, nothing was opened.</summary>
    private static void Close(string name, int place, Stack<LooseElement> open)
    {
        if (open.Any(element => element.Name == name))
        {
            LooseElement closed;
            do
            {
                closed = open.Pop();
                closed._end = place;
            }
            while (closed.Name != name);
        }
    }

    private static int TagEnd(string source, int at)
    {
        for (var quote = '\0'; at < source.Length; at++)
        {
            var character = source[at];
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '\'')
            {
                quote = character;
            }
            else if (character == '>')
            {
                return at;
            }
            else if (character == '<')
            {
                return -1;
            }
        }

        return -1;
    }

    private static List<KeyValuePair<string, string>> AttributesIn(string source, int from, int to)
    {
        var attributes = new List<KeyValuePair<string, string>>();
        while (from < to)
        {
            var equals = source.IndexOf('=', from, to - from);
            var quote = equals < 0 ? -1 : source.AsSpan(equals, to - equals).IndexOfAny('"', '\'') is >= 0 and var at ? equals + at : -1;
            var end = quote < 0 ? -1 : source.IndexOf(source[quote], quote + 1, to - quote - 1);
            if (end < 0)
            {
                break;
            }

            attributes.Add(KeyValuePair.Create(source[from..equals].Trim(), WebUtility.HtmlDecode(source[(quote + 1)..end])));
            from = end + 1;
        }

        return attributes;
    }

    [GeneratedRegex(@"<([\w:.-]+)(?:\s[^<>]*)?/>")]
    private static partial Regex Single();

    [GeneratedRegex(@"</br\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex BreakEnd();
}
