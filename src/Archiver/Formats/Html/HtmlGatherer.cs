using System.Buffers;
using System.Text;
using AngleSharp.Dom;
using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>
/// Gathers paragraphs from elements and texts as they come: every block element begins and ends one, one line break is a
/// space, two end a paragraph, in preformatted text every line is one.
/// </summary>
internal sealed class HtmlGatherer
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\n\f\r");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private readonly Stack<Level> _levels = new();
    private readonly StringBuilder _text = new();
    private readonly List<OpenMark> _open = [];
    private readonly List<Mark> _marks = [];
    private readonly List<Pending> _pending = [];
    private Level _level = new(new HtmlForm(), null, null, false, true);
    private bool _spaceBefore;
    private int _breaks;

    /// <summary>What is around the first character of the paragraph.</summary>
    private Level _first;

    /// <summary>What an element hands down that begins here.</summary>
    public HtmlForm Form => _level.Form;

    /// <summary>An element in the line begins.</summary>
    /// <param name="element">The element.</param>
    /// <param name="inline">The element where it is one of a tree.</param>
    public void Enter(IHtmlElement element, Element? inline = null)
    {
        var kind = HtmlTags.MarkOf(element.Name) ?? HighlightOf(element);
        var opens = kind is { } mark && !Form.IsPre && !_open.Exists(open => open.Kind == mark);
        if (opens)
        {
            _open.Add(new OpenMark(kind!.Value, kind == MarkKind.Link ? element.Attribute("href") : null, -1));
        }

        _levels.Push(_level);
        _level = _level with { Inline = inline, HasMark = opens, IsBlock = false };
    }

    /// <summary>A block element begins.</summary>
    public void Enter(HtmlTag tag, IHtmlElement element, HtmlContainer? container = null)
    {
        EndParagraph();
        _levels.Push(_level);
        _level = new Level(Form.Enter(tag, element), container, null, false, true);
    }

    /// <summary>The innermost element that began ends.</summary>
    public void Leave()
    {
        if (_level.IsBlock)
        {
            EndParagraph();
        }
        else if (_level.HasMark)
        {
            Close(_open[^1]);
            _open.RemoveAt(_open.Count - 1);
        }

        _level = _levels.Pop();
    }

    /// <summary>A text between tags.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (Form.IsPre)
        {
            AddLines(text);
            return;
        }

        if (_breaks > 0 && text.IsWhiteSpace())
        {
            return;
        }

        while (text.Length > 0)
        {
            var length = text.IndexOfAny(Spaces);
            if (length != 0)
            {
                Append(length < 0 ? text : text[..length]);
                text = length < 0 ? [] : text[length..];
            }
            else
            {
                _spaceBefore = true;
                text = text.IndexOfAnyExcept(Spaces) is >= 0 and var next ? text[next..] : [];
            }
        }
    }

    public void AddBreak()
    {
        if (Form.IsPre)
        {
            EndParagraph();
        }
        else if (_text.Length > 0)
        {
            _breaks++;
            _spaceBefore = true;
        }
    }

    /// <summary>The paragraphs, when the last element has ended.</summary>
    public HtmlParagraph[] End()
    {
        EndParagraph();
        var paragraphs = new HtmlParagraph[_pending.Count];
        for (var i = 0; i < paragraphs.Length; i++)
        {
            var each = _pending[i];
            paragraphs[i] = new HtmlParagraph(each.Text, each.Level.Form.ToBlock(each.Marks), each.Level.Container!) { Inline = each.Level.Inline };
        }

        return paragraphs;
    }

    private void AddLines(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(LineEnds) is >= 0 and var end)
        {
            AppendAsIs(text[..end]);
            EndParagraph();
            text = text[(end + 1)..];
        }

        AppendAsIs(text);
    }

    private void Append(ReadOnlySpan<char> word)
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
        AppendAsIs(word);
    }

    private void AppendAsIs(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_text.Length == 0)
        {
            _first = _level;
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

        while (!_first.Form.IsPre && start < end && IsEdge(text[start]))
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
            _pending.Add(new Pending(start == 0 && end == text.Length ? text : text[start..end], _first, marks));
        }
    }

    private static Mark? Cut(Mark mark, int start, int end)
    {
        var (from, to) = (Math.Max(mark.Start, start), Math.Min(mark.Start + mark.Length, end));
        return to > from ? mark with { Start = from - start, Length = to - from } : null;
    }

    private static bool IsEdge(char character) => char.IsWhiteSpace(character) || character is '\u200B' or '\uFEFF';

    /// <summary>How Evernote marks what its user highlighted.</summary>
    private static MarkKind? HighlightOf(IHtmlElement element) =>
        element.Name == "span" && element.Attribute("style")?.Contains("-highlight:", StringComparison.Ordinal) == true
            ? MarkKind.Highlight : null;

    /// <summary>What is around a text.</summary>
    /// <param name="Form">What the elements around it hand down.</param>
    /// <param name="Container">The innermost block element of a tree.</param>
    /// <param name="Inline">The innermost element of a tree, where that is no block.</param>
    /// <param name="HasMark">Whether the innermost element opened a mark.</param>
    /// <param name="IsBlock">Whether the innermost element is a block.</param>
    private readonly record struct Level(HtmlForm Form, HtmlContainer? Container, Element? Inline, bool HasMark, bool IsBlock);

    private readonly record struct OpenMark(MarkKind Kind, string? Href, int Start);

    private readonly record struct Pending(string Text, Level Level, IReadOnlyList<Mark> Marks);
}
