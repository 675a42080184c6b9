using System.Buffers;
using System.Text;
using AngleSharp.Dom;
using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>
/// Walks a tree and gathers its paragraphs: every block element begins and ends one, one line break is a space, two end
/// a paragraph, in preformatted text every line is one. Iterative, for trees of any depth; the tree stays as it is.
/// </summary>
/// <param name="whole">
/// Whether also that is wanted which a browser shows only after scripts have run, or in controls: of a page it may be
/// the article.
/// </param>
internal sealed class HtmlWalker(bool whole = false)
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\n\f\r");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private readonly Stack<Frame> _frames = [];
    private readonly StringBuilder _text = new();
    private readonly List<OpenMark> _open = [];
    private readonly List<Mark> _marks = [];
    private readonly List<Pending> _pending = [];
    private readonly List<HtmlContainer> _containers = [];
    private bool _spaceBefore;
    private int _breaks;
    private HtmlForm _form = new();
    private HtmlContainer? _container;
    private Element? _inline;

    /// <summary>Every block element of the walk, those around before those within.</summary>
    public IReadOnlyList<HtmlContainer> Containers => _containers;

    public IReadOnlyList<HtmlParagraph> Walk(IElement top)
    {
        var root = (Element)top;
        _container = new HtmlContainer(root, null, 0, HtmlTags.Of(root.LocalName));
        _containers.Add(_container);
        _frames.Push(new Frame(root, top.ChildNodes, _form, _container, false, true));
        while (_frames.TryPop(out var frame))
        {
            if (frame.Next < frame.Children.Length)
            {
                var child = frame.Children[frame.Next];
                _frames.Push(frame with { Next = frame.Next + 1 });
                if (child is Element element)
                {
                    Enter(element, child.ChildNodes, frame);
                }
                else if (child is IText text)
                {
                    AddText(text.Data, frame);
                }
            }
            else
            {
                Leave(frame);
            }
        }

        EndParagraph();
        return [.. _pending.Select(each => new HtmlParagraph(each.Text, each.Form.ToBlock(each.Marks),
            each.Container) { Inline = each.Inline })];
    }

    private void Enter(Element element, INodeList children, in Frame around)
    {
        var tag = HtmlTags.Of(element.LocalName);
        if (tag == HtmlTag.Break)
        {
            AddBreak(around);
            return;
        }

        if (tag is HtmlTag.Skipped or HtmlTag.NoScript or HtmlTag.Button)
        {
            tag = !whole ? HtmlTag.Skipped : tag == HtmlTag.NoScript ? InNoScript(element)
                : tag == HtmlTag.Button && around.Form.Kind == BlockKind.Heading ? HtmlTag.Inline : HtmlTag.Skipped;
            if (tag == HtmlTag.Skipped)
            {
                return;
            }
        }

        if (tag == HtmlTag.Inline)
        {
            if (whole && HtmlTags.IsHidden(element))
            {
                return;
            }

            var kind = HtmlTags.MarkOf(element.LocalName) ?? HighlightOf(element);
            var opens = kind is { } mark && !around.Form.IsPre && !_open.Exists(open => open.Kind == mark);
            if (opens)
            {
                _open.Add(new OpenMark(kind!.Value, kind == MarkKind.Link ? element.GetAttribute("href") : null, -1));
            }

            _frames.Push(new Frame(element, children, around.Form, around.Container, opens, false));
            return;
        }

        EndParagraph();
        var container = new HtmlContainer(element, around.Container, _containers.Count, tag);
        _containers.Add(container);
        _frames.Push(new Frame(element, children, around.Form.Enter(tag, element), container, false, true));
    }

    private void Leave(in Frame frame)
    {
        if (frame.IsBlock)
        {
            EndParagraph();
        }
        else if (frame.HasMark)
        {
            Close(_open[^1]);
            _open.RemoveAt(_open.Count - 1);
        }
    }

    private void AddText(string data, in Frame frame)
    {
        if (frame.Form.IsPre)
        {
            AddLines(data, frame);
            return;
        }

        var rest = data.AsSpan();
        if (_breaks > 0 && rest.IsWhiteSpace())
        {
            return;
        }

        while (rest.Length > 0)
        {
            var length = rest.IndexOfAny(Spaces);
            if (length != 0)
            {
                Append(length < 0 ? rest : rest[..length], frame);
                rest = length < 0 ? [] : rest[length..];
            }
            else
            {
                _spaceBefore = true;
                rest = rest.IndexOfAnyExcept(Spaces) is >= 0 and var next ? rest[next..] : [];
            }
        }
    }

    private void AddLines(ReadOnlySpan<char> data, in Frame frame)
    {
        while (data.IndexOfAny(LineEnds) is >= 0 and var end)
        {
            AppendAsIs(data[..end], frame);
            EndParagraph();
            data = data[(end + 1)..];
        }

        AppendAsIs(data, frame);
    }

    private void AddBreak(in Frame frame)
    {
        if (frame.Form.IsPre)
        {
            EndParagraph();
        }
        else if (_text.Length > 0)
        {
            _breaks++;
            _spaceBefore = true;
        }
    }

    private void Append(ReadOnlySpan<char> word, in Frame frame)
    {
        if (_breaks > 1)
        {
            EndParagraph();
        }

        if (_spaceBefore && _text.Length > 0)
        {
            _text.Append(' ');
        }

        (_spaceBefore, _breaks) = (false, 0);
        AppendAsIs(word, frame);
    }

    private void AppendAsIs(ReadOnlySpan<char> text, in Frame frame)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_text.Length == 0)
        {
            (_form, _container) = (frame.Form, frame.Container);
            _inline = frame.IsBlock ? null : frame.Element;
        }

        for (var i = _open.Count - 1; i >= 0 && _open[i].Start < 0; i--)
        {
            _open[i] = _open[i] with { Start = _text.Length };
        }

        _text.Append(text);
    }

    private void Close(in OpenMark open)
    {
        if (open.Start >= 0 && open.Start < _text.Length)
        {
            _marks.Add(new Mark(open.Start, _text.Length - open.Start, open.Kind, open.Href));
        }
    }

    private void EndParagraph()
    {
        if (_text.Length > 0)
        {
            for (var i = 0; i < _open.Count; i++)
            {
                Close(_open[i]);
                _open[i] = _open[i] with { Start = -1 };
            }

            AddParagraph(_text.ToString());
            _text.Clear();
            _marks.Clear();
        }

        (_spaceBefore, _breaks) = (false, 0);
    }

    private void AddParagraph(string text)
    {
        var (start, end) = (0, text.Length);
        while (end > start && IsEdge(text[end - 1]))
        {
            end--;
        }

        while (!_form.IsPre && start < end && IsEdge(text[start]))
        {
            start++;
        }

        if (end > start)
        {
            IReadOnlyList<Mark> marks = _marks switch
            {
                [] => [],
                [var only] => Cut(only, start, end) is { } mark ? [mark] : [],
                _ => [.. _marks.Select(mark => Cut(mark, start, end)).OfType<Mark>()
                    .OrderBy(mark => mark.Start).ThenByDescending(mark => mark.Length)],
            };
            _pending.Add(new Pending(start == 0 && end == text.Length ? text : text[start..end], _form, _container!,
                marks, _inline));
        }
    }

    private static Mark? Cut(Mark mark, int start, int end)
    {
        var (from, to) = (Math.Max(mark.Start, start), Math.Min(mark.Start + mark.Length, end));
        return to > from ? mark with { Start = from - start, Length = to - from } : null;
    }

    private static bool IsEdge(char character) => char.IsWhiteSpace(character) || character is '\u200B' or '\uFEFF';

    /// <summary>Pictures for who runs no scripts end no paragraph.</summary>
    private static HtmlTag InNoScript(Element element) =>
        element.Children.Any(child =>
            child.LocalName is not ("img" or "picture" or "iframe" or "link" or "style" or "a")) ? HtmlTag.NoScript
            : HtmlTag.Skipped;

    /// <summary>How Evernote marks what its user highlighted.</summary>
    private static MarkKind? HighlightOf(Element element) =>
        element.LocalName == "span" && element.GetAttribute("style")?.Contains("-highlight:",
            StringComparison.Ordinal) == true
            ? MarkKind.Highlight : null;

    private readonly record struct Frame(Element Element, INodeList Children, HtmlForm Form, HtmlContainer Container, bool HasMark, bool IsBlock)
    {
        public int Next { get; init; }
    }

    private readonly record struct OpenMark(MarkKind Kind, string? Href, int Start);

    private sealed record Pending(string Text, HtmlForm Form, HtmlContainer Container, IReadOnlyList<Mark> Marks,
        Element? Inline);
}
