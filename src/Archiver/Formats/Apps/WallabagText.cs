using Archiver.Formats.Html;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;

namespace Archiver.Formats.Apps;

/// <summary>
/// wallabag's export as text: a title between two bars of equals signs, then the text, whose lines are wrapped and whose
/// paragraphs blank lines part. It states neither addresses nor times.
/// </summary>
internal sealed class WallabagText : IInputKind
{
    private const string Name = "wallabag";

    private const int BarLength = 100;

    public bool Recognizes(InputHead head) => BeginningOf(head.Bytes.StartsWith("\uFEFF"u8) ? head.Bytes[3..] : head.Bytes) > 0;

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    /// <summary>The length of a title between bars that stands here; 0 where there is none.</summary>
    private static int BeginningOf(ReadOnlySpan<byte> text)
    {
        var rest = text;
        return IsBar(TakeLine(ref rest)) && TakeLine(ref rest) is { Length: > 0 } title && !IsBar(title) && IsBar(TakeLine(ref rest))
            ? text.Length - rest.Length : 0;
    }

    private static bool IsBar(ReadOnlySpan<byte> line) => line.Length == BarLength && !line.ContainsAnyExcept((byte)'=');

    /// <summary>The next line that is not blank.</summary>
    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = text[line.Length..];
        return line.TrimEnd(" \t\r"u8);
    }

    private sealed class Reader(ReadingOptions options) : PartedReader(Name, 16 << 20, options.Cancellation)
    {
        protected override int Find(ReadOnlySpan<byte> window, int from, int to)
        {
            // The second bar of a title is not the first of another.
            from = from == 1 ? Math.Max(1, BeginningOf(window)) : from;
            while (from < to)
            {
                if ((from == 0 || window[from - 1] == (byte)'\n') && window[from..].StartsWith("===="u8) && BeginningOf(window[from..]) > 0)
                {
                    return from;
                }

                var next = window[from..to].IndexOf((byte)'\n');
                from = next < 0 ? to : from + next + 1;
            }

            return -1;
        }

        protected override (StatedArticle? Article, string? Reason) Read(ReadOnlyMemory<byte> bytes)
        {
            string[] lines = [.. HtmlDecoding.Of(bytes.Span, options.Encoding?.Name).Text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())];
            int[] filled = [.. lines.Index().Where(line => line.Item.Length > 0).Take(3).Select(line => line.Index)];
            var facts = new StatedFacts(Name) { Title = lines[filled[1]] };
            facts.Lines(string.Join('\n', lines[(filled[2] + 1)..]).Split("\n\n").Select(block => block.Replace('\n', ' ')));
            return facts.ToArticle(bytes);
        }
    }
}
