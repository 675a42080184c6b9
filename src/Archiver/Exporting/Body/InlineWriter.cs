using Archiver.Articles;

namespace Archiver.Exporting.Body;

/// <summary>
/// Writes a text with its marks, one properly in the other, whichever way they overlap: a link is outermost, then
/// highlights, strong text, emphasis and code. In work that grows with text and marks, not with how they overlap.
/// </summary>
internal abstract class InlineWriter
{
    private static readonly MarkKind[] Layers = [MarkKind.Link, MarkKind.Highlight, MarkKind.Strong, MarkKind.Emphasis, MarkKind.Code];

    protected void WriteMarked(string text, IReadOnlyList<Mark> marks)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (marks.Count == 0)
        {
            Write(text, 0, text.Length);
            return;
        }

        var pieces = Split(text, marks);
        WriteLayer(text, pieces, 0, pieces.Count, 0);
    }

    /// <summary>Writes a piece of the text.</summary>
    protected abstract void Write(string text, int start, int end);

    /// <summary>Begins a marked stretch.</summary>
    /// <returns>What <see cref="Close"/> writes at its end.</returns>
    protected abstract string Open(MarkKind kind, string? href, string text, int start, int end);

    protected abstract void Close(string closing);

    private void WriteLayer(string text, List<Piece> pieces, int first, int end, int layer)
    {
        if (layer == Layers.Length)
        {
            Write(text, pieces[first].Start, pieces[end - 1].End);
            return;
        }

        while (first < end)
        {
            var next = first + 1;
            var value = pieces[first].In(Layers[layer]);
            while (next < end && Equals(pieces[next].In(Layers[layer]), value))
            {
                next++;
            }

            var closing = value is null ? "" : Open(Layers[layer], value.Href, text, pieces[first].Start, pieces[next - 1].End);
            WriteLayer(text, pieces, first, next, layer + 1);
            Close(closing);
            first = next;
        }
    }

    private static List<Piece> Split(string text, IReadOnlyList<Mark> marks)
    {
        var turns = new List<(int At, bool IsEnd, Mark Mark)>(marks.Count * 2);
        foreach (var mark in marks)
        {
            var start = Whole(text, Math.Clamp(mark.Start, 0, text.Length));
            var end = Whole(text, (int)Math.Clamp((long)mark.Start + mark.Length, 0, text.Length));
            if (start < end)
            {
                turns.Add((start, false, mark));
                turns.Add((end, true, mark));
            }
        }

        turns.Sort((left, right) => left.At.CompareTo(right.At));
        var pieces = new List<Piece>();
        var open = new int[Layers.Length];
        Mark? link = null;
        var from = 0;
        foreach (var (at, isEnd, mark) in turns)
        {
            if (at > from)
            {
                pieces.Add(new Piece(from, at, link, [.. open.Select(count => count > 0)]));
                from = at;
            }

            // No link is in another: the later one goes on alone.
            link = mark.Kind != MarkKind.Link ? link : !isEnd ? mark : ReferenceEquals(link, mark) ? null : link;
            open[(int)mark.Kind] += mark.Kind == MarkKind.Link ? 0 : isEnd ? -1 : 1;
        }

        if (from < text.Length)
        {
            pieces.Add(new Piece(from, text.Length, null, new bool[Layers.Length]));
        }

        return pieces;
    }

    /// <summary>No mark begins or ends within a character.</summary>
    private static int Whole(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;

    private readonly record struct Piece(int Start, int End, Mark? Link, bool[] Open)
    {
        private static readonly Mark Marked = new(0, 0, MarkKind.Emphasis);

        public Mark? In(MarkKind kind) => kind == MarkKind.Link ? Link : Open[(int)kind] ? Marked : null;
    }
}
