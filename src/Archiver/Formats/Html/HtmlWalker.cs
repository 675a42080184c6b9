using AngleSharp.Dom;
using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>
/// Walks a tree and gathers its paragraphs. Iterative, for trees of any depth; the tree stays as it is.
/// </summary>
/// <param name="whole">
/// Whether also that is wanted which a browser shows only after scripts have run, or in controls: of a page it may be
/// the article.
/// </param>
internal sealed class HtmlWalker(bool whole = false)
{
    private readonly Stack<Frame> _frames = [];
    private readonly List<HtmlContainer> _containers = [];
    private HtmlGatherer _gatherer = new();

    /// <summary>Every block element of the walk, those around before those within.</summary>
    public IReadOnlyList<HtmlContainer> Containers => _containers;

    public IReadOnlyList<HtmlParagraph> Walk(IElement top)
    {
        EnterBlock((Element)top, HtmlTags.Of(top.LocalName), top.ChildNodes, null);
        while (_frames.TryPop(out var frame))
        {
            if (frame.Next < frame.Children.Length)
            {
                var child = frame.Children[frame.Next];
                _frames.Push(frame with { Next = frame.Next + 1 });
                if (child is Element element)
                {
                    Enter(element, child.ChildNodes, frame.Container);
                }
                else if (child is IText text)
                {
                    _gatherer.Add(text.Data);
                }
            }
            else
            {
                _gatherer.Leave();
            }
        }

        var paragraphs = _gatherer.End();

        // A large table has many; the walker may live on for its containers.
        _gatherer = new HtmlGatherer();
        return paragraphs;
    }

    private void Enter(Element element, INodeList children, HtmlContainer around)
    {
        var tag = HtmlTags.Of(element.LocalName);
        if (tag == HtmlTag.Break)
        {
            _gatherer.AddBreak();
            return;
        }

        if (tag is HtmlTag.Skipped or HtmlTag.NoScript or HtmlTag.Button)
        {
            tag = !whole ? HtmlTag.Skipped : tag == HtmlTag.NoScript ? InNoScript(element)
                : tag == HtmlTag.Button && _gatherer.Form.Kind == BlockKind.Heading ? HtmlTag.Inline : HtmlTag.Skipped;
            if (tag == HtmlTag.Skipped)
            {
                return;
            }
        }

        if (tag != HtmlTag.Inline)
        {
            EnterBlock(element, tag, children, around);
        }
        else if (!whole || !HtmlTags.IsHidden(element))
        {
            _gatherer.Enter(new TreeElement(element), element);
            _frames.Push(new Frame(children, around));
        }
    }

    private void EnterBlock(Element element, HtmlTag tag, INodeList children, HtmlContainer? around)
    {
        var container = new HtmlContainer(element, around, _containers.Count, tag);
        _containers.Add(container);
        // What is around the text is what was asked for: it says nothing of its form.
        _gatherer.Enter(around is null ? HtmlTag.Block : tag, new TreeElement(element), container);
        _frames.Push(new Frame(children, container));
    }

    /// <summary>Pictures for who runs no scripts end no paragraph.</summary>
    private static HtmlTag InNoScript(Element element) =>
        element.Children.Any(child =>
            child.LocalName is not ("img" or "picture" or "iframe" or "link" or "style" or "a")) ? HtmlTag.NoScript
            : HtmlTag.Skipped;

    private readonly record struct Frame(INodeList Children, HtmlContainer Container)
    {
        public int Next { get; init; }
    }
}
