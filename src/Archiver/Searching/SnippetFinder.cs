using System.Text;
using Archiver.Articles;
using Archiver.Querying;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>Finds the piece of an article that shows best why it was found.</summary>
internal sealed class SnippetFinder
{
    /// <summary>The characters of a snippet.</summary>
    private const int Length = 160;

    /// <summary>So many of them stand before the first hit.</summary>
    private const int Before = 30;

    /// <summary>So many are given away to begin or end with a whole word.</summary>
    private const int Slack = 15;

    /// <summary>So many hits of a paragraph are looked at, and so many of each word at least: no snippet shows more.</summary>
    private const int MostHits = 4096;
    private const int FewHits = 16;

    private readonly FoldedText _folded = new(keepsPlaces: true);
    private readonly List<TextPattern> _patterns = [];

    public SnippetFinder(Querying.Query query) => AddPatterns(query);

    /// <returns>Null where neither body nor summary has any of the words.</returns>
    public Snippet? Find(ArticleText text)
    {
        var (best, most) = (default(ReadOnlyMemory<byte>), 0);
        foreach (var line in text.Paragraphs.Concat(text.Summary))
        {
            Fold(line);
            var found = _patterns.Count(pattern => pattern.IsIn(_folded));
            (best, most) = found > most ? (line, found) : (best, most);
            if (most == _patterns.Count)
            {
                break;
            }
        }

        return most == 0 ? null : Cut(best);
    }

    private void AddPatterns(Querying.Query query)
    {
        switch (query)
        {
            case QueryGroup group:
                group.Parts.ToList().ForEach(AddPatterns);
                break;
            case TextCondition condition:
                _patterns.Add(condition.Pattern);
                break;
            case FieldCondition { Value: TextPattern pattern }:
                _patterns.Add(pattern);
                break;
        }
    }

    private void Fold(ReadOnlyMemory<byte> line)
    {
        _folded.Clear();
        _folded.Add(line.Span);
    }

    private Snippet Cut(ReadOnlyMemory<byte> line)
    {
        Fold(line);
        var text = Encoding.UTF8.GetString(line.Span);
        var hits = Hits(line.Span);
        var (start, end) = Window(text, hits);
        var parts = new List<SnippetPart>();
        var at = start;
        foreach (var hit in hits.Where(hit => hit.To > start && hit.From < end))
        {
            var (from, to) = (Math.Max(at, hit.From), Math.Min(end, hit.To));
            Add(text[at..from], isHit: false);
            Add(text[from..to], isHit: true);
            at = to;
        }

        Add(text[at..end], isHit: false);
        return new Snippet(parts);

        void Add(string piece, bool isHit)
        {
            var isCutBefore = parts.Count == 0 && start > 0 && !isHit;
            var isCutAfter = at + piece.Length == end && end < text.Length && !isHit;
            piece = (isCutBefore ? "…" : "") + piece + (isCutAfter ? "…" : "");
            if (piece.Length > 0)
            {
                parts.Add(new SnippetPart(piece, isHit));
            }
        }
    }

    /// <summary>Where the words stand, in characters, in their order; what overlaps is one. Of very many only the first.</summary>
    private List<(int From, int To)> Hits(ReadOnlySpan<byte> line)
    {
        var places = new List<(int From, int To)>();
        var most = Math.Max(FewHits, MostHits / _patterns.Count);
        foreach (var pattern in _patterns)
        {
            var last = places.Count + most;
            for (int at, end = 0; places.Count < last && (at = pattern.FindIn(_folded.Words, end, out end)) >= 0;)
            {
                places.Add(_folded.PlaceOf(at, end));
            }
        }

        places.Sort();
        var hits = new List<(int From, int To)>();
        var (bytes, characters) = (0, 0);
        foreach (var (from, to) in places)
        {
            if (from >= bytes || hits.Count == 0)
            {
                hits.Add((Characters(line[bytes..from]), Characters(line[from..to])));
                bytes = to;
            }
            else if (to > bytes)
            {
                hits[^1] = (hits[^1].From, Characters(line[bytes..to]));
                bytes = to;
            }
        }

        return hits;

        int Characters(ReadOnlySpan<byte> next) => characters += Encoding.UTF8.GetCharCount(next);
    }

    /// <summary>The window with the most hits, of equal ones the first.</summary>
    private static (int Start, int End) Window(string text, List<(int From, int To)> hits)
    {
        if (text.Length <= Length)
        {
            return (0, text.Length);
        }

        var (best, most) = (0, 0);
        for (int index = 0, after = 0; index < hits.Count; index++)
        {
            while (after < hits.Count && hits[after].To <= hits[index].From + Length - Before)
            {
                after++;
            }

            (best, most) = after - index > most ? (index, after - index) : (best, most);
        }

        var first = hits[best].From;
        var start = Math.Clamp(first - Before, 0, text.Length - Length);
        var end = start + Length;
        return (start == 0 ? 0 : WholeFrom(text, start, first), end >= text.Length ? text.Length : WholeTo(text, end, first));
    }

    private static int WholeFrom(string text, int start, int hit)
    {
        var space = text.IndexOf(' ', start, Math.Min(Slack, hit - start));
        return space >= 0 ? space + 1 : Boundary(text, start);
    }

    private static int WholeTo(string text, int end, int hit)
    {
        var space = text.LastIndexOf(' ', end, Math.Min(Slack, end - hit));
        return space > hit ? space : Boundary(text, end);
    }

    /// <summary>The nearest place before this one where no character is split from its marks.</summary>
    private static int Boundary(string text, int at)
    {
        while (at > 0 && (char.IsLowSurrogate(text[at]) || char.GetUnicodeCategory(text[at]) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.Format))
        {
            at--;
        }

        return at;
    }
}
