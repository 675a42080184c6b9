using System.Buffers;

namespace Archiver.Formats.Html;

/// <summary>
/// Reads a fragment of HTML in one pass, without its tree, where that comes to the same: its elements are known, lie one
/// in another as they may, and end in their order. What browsers would mend or not show is left to the tree.
/// </summary>
internal sealed class PlainHtml : IHtmlElement
{
    /// <summary>What has more may be beyond the limits of trees.</summary>
    private const int MaxElements = 200_000;

    private static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n\f");
    private static readonly SearchValues<char> AfterName = SearchValues.Create(" \t\r\n\f/>=\"'<\0");
    private static readonly SearchValues<char> Unquoted = SearchValues.Create("\"'<=`&");
    private static readonly SearchValues<char> AfterValue = SearchValues.Create(" \t\r\n\f>");

    private readonly string _html;
    private readonly HtmlGatherer _gatherer = new();
    private readonly Stack<PlainElement> _open = new();

    /// <summary>Where the names and values of the attributes stand of the element that begins.</summary>
    private readonly List<(Range Name, Range Value)> _attributes = [];

    private readonly ArrayBufferWriter<char> _decoded = new();
    private PlainElement? _element;
    private int _at;
    private int _elements;
    private bool _isInParagraph;
    private bool _isInLink;

    /// <summary>Whether something was seen in an attribute that a tree must be asked for.</summary>
    private bool _isOdd;

    private PlainHtml(string html) => _html = html;

    string IHtmlElement.Name => _element!.Name;

    int IHtmlElement.Items => 0;

    private ReadOnlySpan<char> Rest => _html.AsSpan(_at);

    /// <summary>The paragraphs of a fragment; null where it takes a tree to know them.</summary>
    public static IReadOnlyList<HtmlParagraph>? Read(string html)
    {
        var reader = new PlainHtml(html);
        while (reader._at < html.Length)
        {
            if (!(html[reader._at] != '<' ? reader.Text() : reader.Markup()))
            {
                return null;
            }
        }

        // What is still open ends here.
        while (reader._open.TryPop(out _))
        {
            reader._gatherer.Leave();
        }

        return reader._gatherer.End();
    }

    string? IHtmlElement.Attribute(string name)
    {
        foreach (var attribute in _attributes)
        {
            if (_html.AsSpan()[attribute.Name].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                var value = _html.AsSpan()[attribute.Value];
                _isOdd |= !TryDecode(ref value, isAttribute: true);
                return value.ToString();
            }
        }

        return null;
    }

    /// <returns>Whether it is plain; so of all that follow.</returns>
    private bool Text()
    {
        var text = Rest.IndexOf('<') is >= 0 and var length ? Rest[..length] : Rest;
        _at += text.Length;
        if (_open.TryPeek(out var around) && around.IsTablePart)
        {
            return !text.ContainsAnyExcept(Space);
        }

        if (!TryDecode(ref text, isAttribute: false))
        {
            return false;
        }

        _gatherer.Add(text);
        return true;
    }

    private bool TryDecode(ref ReadOnlySpan<char> text, bool isAttribute)
    {
        if (!text.ContainsAny('&', '\0', isAttribute ? '\r' : '\0'))
        {
            return true;
        }

        _decoded.ResetWrittenCount();
        var isPlain = PlainEntities.Decode(text, isAttribute, _decoded);
        text = _decoded.WrittenSpan;
        return isPlain;
    }

    private bool Markup() => Rest switch
    {
        ['<', '/', ..] => EndTag(),
        ['<', '!', '-', '-', ..] => Comment(),
        ['<', '!' or '?', ..] => _elements == 0 && Declaration(),
        _ => StartTag(),
    };

    private bool Comment()
    {
        var content = Rest["<!--".Length..];
        var end = content.IndexOf("-->");
        _at += "<!---->".Length + end;
        return end >= 0 && !content.StartsWith(">") && !content.StartsWith("->") && !content[..end].Contains("--!>", StringComparison.Ordinal);
    }

    /// <summary>What says before the first element that it is XML, or of which type.</summary>
    private bool Declaration()
    {
        var end = Rest.IndexOf('>');
        var isType = Rest.StartsWith("<!DOCTYPE ", StringComparison.OrdinalIgnoreCase);
        _at += end + 1;
        return end >= 0 && (isType || _html[_at - end] == '?');
    }

    private bool EndTag()
    {
        _at += "</".Length;
        if (!_open.TryPop(out var element) || !Rest.StartsWith(element.Name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _at += element.Name.Length;
        SkipSpace();
        _isInParagraph &= element.Kind != PlainKind.Paragraph;
        _isInLink &= element.Kind != PlainKind.Link;
        _gatherer.Leave();
        return Take('>');
    }

    private bool StartTag()
    {
        _at++;
        var name = Rest[..Math.Max(0, Rest.IndexOfAny(AfterName))];
        _element = PlainElement.Find(name);
        _at += name.Length;
        return _element is not null && ++_elements <= MaxElements && MayBegin(_element) && Attributes() && Begin(_element) && !_isOdd;
    }

    private bool MayBegin(PlainElement element) => element.MayStandIn(_open.TryPeek(out var around) ? around : null)
        && !(element.Kind == PlainKind.Link && _isInLink) && !(element.EndsParagraph && _isInParagraph);

    private bool Begin(PlainElement element)
    {
        switch (element.Kind)
        {
            case PlainKind.Single when element.Tag == HtmlTag.Break:
                _gatherer.AddBreak();
                return true;
            case PlainKind.Single:
                return true;
            case PlainKind.Rule:
                _gatherer.Enter(element.Tag, this);
                _gatherer.Leave();
                return true;
            case PlainKind.Inline or PlainKind.Link:
                _gatherer.Enter(this);
                break;
            default:
                _gatherer.Enter(element.Tag, this);
                break;
        }

        _open.Push(element);
        _isInParagraph |= element.Kind == PlainKind.Paragraph;
        _isInLink |= element.Kind == PlainKind.Link;
        return true;
    }

    private bool Attributes()
    {
        _attributes.Clear();
        while (true)
        {
            var hasSpace = SkipSpace();
            if (Take('>'))
            {
                return true;
            }

            if (Take('/'))
            {
                return Take('>');
            }

            if (!hasSpace || !Attribute())
            {
                return false;
            }
        }
    }

    private bool Attribute()
    {
        var start = _at;
        _at += Math.Max(0, Rest.IndexOfAny(AfterName));
        var name = start.._at;
        if (_at == start)
        {
            return false;
        }

        var value = _at.._at;
        if (Take('='))
        {
            var quote = Rest is ['"' or '\'', ..] ? Rest[0] : '\0';
            start = quote == '\0' ? _at : ++_at;
            var length = quote == '\0' ? Rest.IndexOfAny(AfterValue) : Rest.IndexOf(quote);
            value = start..(start + Math.Max(0, length));
            _at = value.End.Value + (quote == '\0' ? 0 : 1);
            if (length < 0 || (quote == '\0' && (length == 0 || _html.AsSpan()[value].ContainsAny(Unquoted))))
            {
                return false;
            }
        }

        _attributes.Add((name, value));
        return !_html.AsSpan()[name].Equals("reversed", StringComparison.OrdinalIgnoreCase);
    }

    private bool SkipSpace()
    {
        var length = Rest.IndexOfAnyExcept(Space) is >= 0 and var found ? found : Rest.Length;
        _at += length;
        return length > 0;
    }

    private bool Take(char mark)
    {
        var isThere = _at < _html.Length && _html[_at] == mark;
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
