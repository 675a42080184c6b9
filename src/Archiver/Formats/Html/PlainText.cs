using System.Text;
using AngleSharp.Dom;

namespace Archiver.Formats.Html;

/// <summary>The text of a small element in one line, as for a title or a name.</summary>
internal static class PlainText
{
    private const int MaxLength = 1000;

    /// <summary>So many nodes are looked at: what needs more is no title and no name.</summary>
    private const int MaxNodes = 1000;

    public static string Of(IElement element) => OneLine(Gather(element));

    /// <summary>The lines of its text: every block element begins and ends one.</summary>
    public static IEnumerable<string> LinesOf(IElement element) => Gather(element).Split('\n').Select(OneLine)
        .Where(line => line.Length > 0);

    private static string Gather(IElement element)
    {
        var text = new StringBuilder();
        var frames = new Stack<(INode Node, int Next)>();
        frames.Push((element, 0));
        for (var nodes = 0; nodes < MaxNodes && text.Length < MaxLength && frames.TryPop(out var frame);)
        {
            if (frame.Next < frame.Node.ChildNodes.Length)
            {
                nodes++;
                frames.Push((frame.Node, frame.Next + 1));
                var child = frame.Node.ChildNodes[frame.Next];
                if (child is IText data)
                {
                    var part = data.Data.Length > MaxLength ? data.Data[..MaxLength] : data.Data;
                    text.Append(part.Replace('\n', ' '));
                }
                else if (child is IElement inner
                    && HtmlTags.Of(inner.LocalName) is not (HtmlTag.Skipped or HtmlTag.NoScript))
                {
                    text.Append(HtmlTags.Of(inner.LocalName) == HtmlTag.Inline ? "" : "\n");
                    frames.Push((inner, 0));
                }
            }
            else if (frame.Node is IElement left
                && HtmlTags.Of(left.LocalName) is not (HtmlTag.Inline or HtmlTag.Break))
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Runs of white space become one space, none is left at the ends, and what has no width goes.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        var isSpaceBefore = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) || character is '\u200B' or '\uFEFF')
            {
                isSpaceBefore = true;
                continue;
            }

            if (isSpaceBefore && line.Length > 0)
            {
                line.Append(' ');
            }

            isSpaceBefore = false;
            line.Append(character);
        }

        return line.ToString();
    }
}
