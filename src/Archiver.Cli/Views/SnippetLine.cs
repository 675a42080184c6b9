using System.Text;
using Archiver.Cli.Terminal;
using Archiver.Searching;

namespace Archiver.Cli.Views;

/// <summary>A snippet in one line; the hits are bold where colour is allowed, elsewhere they stand in <c>[brackets]</c>.</summary>
internal static class SnippetLine
{
    /// <param name="snippet">What to show; null shows nothing.</param>
    /// <param name="width">The columns there are.</param>
    /// <param name="paint">How to set hits off.</param>
    public static string Of(Snippet? snippet, int width, Paint paint)
    {
        var line = new StringBuilder();
        foreach (var part in snippet?.Parts ?? [])
        {
            var text = VisibleText.Of(part.Text.Replace('\t', ' '));
            var marks = part.IsHit && !paint.Color ? 2 : 0;
            if (width <= marks)
            {
                break;
            }

            var cut = TextLayout.Cut(text, width - marks);
            line.Append(!part.IsHit ? cut : paint.Color ? paint.Bold(cut) : $"[{cut}]");
            width = cut == text ? width - marks - DisplayWidth.Of(cut) : 0;
        }

        return line.ToString();
    }
}
