using System.Text;
using AngleSharp.Dom;

namespace Archiver.Formats.Html;

/// <summary>The text of a small element in one line, as for a title or a name.</summary>
internal static class PlainText
{
    private const int MaxLength = 1000;

    public static string Of(IElement element)
    {
        var text = new StringBuilder();
        var frames = new Stack<(INode Node, int Next)>();
        frames.Push((element, 0));
        while (text.Length < MaxLength && frames.TryPop(out var frame))
        {
            if (frame.Next < frame.Node.ChildNodes.Length)
            {
                frames.Push((frame.Node, frame.Next + 1));
                var child = frame.Node.ChildNodes[frame.Next];
                if (child is IText data)
                {
                    text.Append(data.Data.Length > MaxLength ? data.Data.AsSpan(0, MaxLength) : data.Data);
                }
                else if (child is IElement inner && HtmlTags.Of(inner.LocalName) is not (HtmlTag.Skipped or HtmlTag.NoScript))
                {
                    text.Append(HtmlTags.Of(inner.LocalName) == HtmlTag.Inline ? "" : " ");
                    frames.Push((inner, 0));
                }
            }
            else if (frame.Node is IElement left && HtmlTags.Of(left.LocalName) is not (HtmlTag.Inline or HtmlTag.Break))
            {
                text.Append(' ');
            }
        }

        return OneLine(text.ToString());
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
