using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Exporting.Body;

/// <summary>An article's body to be written: its parts, its texts as documents can carry them, and what is marked in them.</summary>
internal sealed class ArticleBody
{
    /// <summary>In characters: how much is searched for what the reader has marked. Beyond it, it is listed only.</summary>
    private const long MostSearched = 1L << 30;

    private readonly ArticleText _text;
    private readonly Dictionary<int, List<Mark>> _highlights = [];
    private readonly Dictionary<Highlight, int> _places = [];

    public ArticleBody(ArticleText text)
    {
        _text = text;
        Parts = text.Blocks is { } blocks ? BodyBuilder.Build(blocks)
            : [.. Enumerable.Range(0, text.Paragraphs.Count).Select(at => new TextPart(BlockKind.Paragraph, 0, at, 1))];
        Listed = text.Highlights.Count == 0 ? [] : [.. text.Highlights.Where(highlight => !IsPlaced(highlight) || highlight.Comment is not null)];
    }

    public List<BodyPart> Parts { get; }

    public int Count => _text.Paragraphs.Count;

    /// <summary>The highlights that cannot be shown in the body alone: they are not found in it, or have a comment.</summary>
    public IReadOnlyList<Highlight> Listed { get; }

    private long _searched;

    public string TextOf(int paragraph) => DocumentText.Of(_text.Paragraphs[paragraph]);

    public int LengthOf(int paragraph) => _text.Paragraphs[paragraph].Length;

    /// <summary>The paragraph in which a highlight begins; null where the body has it not.</summary>
    public int? PlaceOf(Highlight highlight) => _places.TryGetValue(highlight, out var place) ? place : null;

    public IReadOnlyList<Mark> MarksOf(int paragraph)
    {
        var marks = _text.Blocks?[paragraph].Marks ?? [];
        return _highlights.TryGetValue(paragraph, out var more) ? [.. marks, .. more] : marks;
    }

    private bool IsPlaced(Highlight highlight)
    {
        var lines = highlight.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 && ((lines.Length > 1 && AreLinesPlaced(highlight, lines)) || Array.TrueForAll(lines, line => IsLinePlaced(highlight, line)));
    }

    /// <summary>
    /// Marks paragraphs that follow one another, as somebody selects them: the end of one, whole ones, the beginning of the
    /// last. A line of them may stand elsewhere, too, where it does not mean the same.
    /// </summary>
    private bool AreLinesPlaced(Highlight highlight, string[] lines)
    {
        var starts = new List<int>(lines.Length);
        foreach (var first in Nearest(highlight.Paragraph, _text.Paragraphs.Count - lines.Length + 1))
        {
            starts.Clear();
            while (starts.Count < lines.Length && StartOf(lines, starts.Count, first + starts.Count) is { } start)
            {
                starts.Add(start);
            }

            if (starts.Count == lines.Length)
            {
                foreach (var (at, start) in starts.Index())
                {
                    Add(highlight, first + at, start, lines[at].Length);
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>The paragraphs from one on, the nearest first, while there is still to be searched.</summary>
    private IEnumerable<int> Nearest(int? from, int count)
    {
        var (before, after) = ((from ?? 0) - 1, from ?? 0);
        for (before = Math.Min(before, count - 1); (before >= 0 || after < count) && _searched < MostSearched;)
        {
            yield return after < count && (before < 0 || after - from <= from - before) ? after++ : before--;
        }
    }

    /// <summary>Where a line of several stands in a paragraph; null where it does not.</summary>
    private int? StartOf(string[] lines, int at, int paragraph)
    {
        var (line, utf8) = (lines[at], _text.Paragraphs[paragraph]);
        _searched += 1 + utf8.Length;
        if (utf8.Length < line.Length)
        {
            return null;
        }

        var text = System.Text.Encoding.UTF8.GetString(utf8.Span);
        var (start, end) = (text.Length - text.AsSpan().TrimStart().Length, text.AsSpan().TrimEnd().Length);
        var from = at == 0 ? end - line.Length : start;
        return from >= start && text.AsSpan(from).StartsWith(line, StringComparison.Ordinal) && (at == 0 || at == lines.Length - 1 || from + line.Length == end)
            ? from : null;
    }

    private bool IsLinePlaced(Highlight highlight, string line)
    {
        foreach (var paragraph in Nearest(highlight.Paragraph, _text.Paragraphs.Count))
        {
            var utf8 = _text.Paragraphs[paragraph];
            _searched += utf8.Length;
            if (utf8.Length < line.Length)
            {
                continue;
            }

            var text = System.Text.Encoding.UTF8.GetString(utf8.Span);
            if (text.IndexOf(line, StringComparison.Ordinal) is >= 0 and var at)
            {
                Add(highlight, paragraph, at, line.Length);
                return true;
            }
        }

        return false;
    }

    private void Add(Highlight highlight, int paragraph, int start, int length)
    {
        _places.TryAdd(highlight, paragraph);
        if (!_highlights.TryGetValue(paragraph, out var marks))
        {
            _highlights.Add(paragraph, marks = []);
        }

        marks.Add(new Mark(start, length, MarkKind.Highlight));
    }
}
