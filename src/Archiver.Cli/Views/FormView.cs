using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Cli.Terminal;

namespace Archiver.Cli.Views;

/// <summary>A paragraph that is to be written, with what stands before its lines.</summary>
/// <param name="Text">The text, fit to be shown.</param>
/// <param name="First">What stands before its first line.</param>
/// <param name="Others">What stands before the others.</param>
/// <param name="IsHeading">Whether it is set off.</param>
/// <param name="IsKept">Whether its white space means something, as that of code does.</param>
/// <param name="HasGap">Whether a blank line stands before it.</param>
internal readonly record struct FormedLine(string Text, string First, string Others, bool IsHeading, bool IsKept, bool HasGap);

/// <summary>
/// The paragraphs of an article with their form: headings, items and quotes indented, code, rows, links by number.
/// </summary>
internal sealed class FormView
{
    private readonly List<string> _links = [];

    /// <summary>Where the links lead, in the order of their numbers.</summary>
    public IReadOnlyList<string> Links => _links;

    public IEnumerable<FormedLine> Lines(ArticleText text)
    {
        Block? before = null;
        for (var index = 0; index < text.Paragraphs.Count; index++)
        {
            var block = text.Blocks is { } blocks && index < blocks.Count ? blocks[index] : Block.Plain;
            if (block.Kind == BlockKind.Row)
            {
                var row = new List<string>();
                var first = index;
                for (; index < text.Paragraphs.Count && text.Blocks![index] is { Kind: BlockKind.Row } cell && cell.Number == block.Number
                    && (index == first || cell.Level > text.Blocks[index - 1].Level); index++)
                {
                    row.Add(Marked(text.Paragraphs[index], cell));
                }

                index--;
                yield return new FormedLine(string.Join(" | ", row), "| ", "  ",
                    IsHeading: block.Ordered == true, IsKept: false, before?.Kind != BlockKind.Row);
            }
            else
            {
                yield return Line(Marked(text.Paragraphs[index], block), block, before);
            }

            before = block;
        }
    }

    private static FormedLine Line(string text, Block block, Block? before)
    {
        var indent = new string(' ', 2 * Math.Clamp((block.Level ?? 1) - 1, 0, 8));
        return block.Kind switch
        {
            BlockKind.Heading => new FormedLine(text, "", "", IsHeading: true, IsKept: false, HasGap: true),
            BlockKind.Item when block.Ordered == true && block.Number is { } number =>
                Item(string.Create(CultureInfo.InvariantCulture, $"{number}. ")),
            BlockKind.Item => Item("- "),
            BlockKind.Quote => new FormedLine(
                text, Bars(block), Bars(block), IsHeading: false, IsKept: false, before?.Kind != BlockKind.Quote),
            BlockKind.Code => new FormedLine(
                text, "    ", "    ", IsHeading: false, IsKept: true, before?.Kind != BlockKind.Code),
            BlockKind.Caption => new FormedLine(text, "  ", "  ", IsHeading: false, IsKept: false, HasGap: true),
            _ => new FormedLine(text, "", "", IsHeading: false, IsKept: false, HasGap: true),
        };

        FormedLine Item(string mark) => new(text, indent + mark, indent + new string(' ', mark.Length), IsHeading: false, IsKept: false,
            before?.Kind != BlockKind.Item);

        static string Bars(Block quote) => string.Concat(Enumerable.Repeat("> ", Math.Clamp(quote.Level ?? 1, 1, 8)));
    }

    /// <summary>The text with the numbers of its links behind them.</summary>
    private string Marked(ReadOnlyMemory<byte> paragraph, Block block)
    {
        if (!block.Marks.Any(mark => mark.Href is not null))
        {
            return block.Kind == BlockKind.Code
                ? VisibleText.Of(Encoding.UTF8.GetString(paragraph.Span))
                : VisibleText.OfProse(paragraph.Span);
        }

        var text = new StringBuilder(Encoding.UTF8.GetString(paragraph.Span));
        Mark[] marks = [.. block.Marks.Where(mark => mark is { Href: not null, Start: >= 0, Length: >= 0 }
            && mark.Length <= text.Length - mark.Start)];
        var first = _links.Count + 1;
        _links.AddRange(marks.Select(mark => mark.Href!));
        var lastFirst = marks.Index().OrderByDescending(each => each.Item.Start + each.Item.Length)
            .ThenByDescending(each => each.Index);
        foreach (var (at, mark) in lastFirst)
        {
            text.Insert(mark.Start + mark.Length, string.Create(CultureInfo.InvariantCulture, $" [{first + at}]"));
        }

        return VisibleText.OfProse(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
