using Archiver.Articles;

namespace Archiver.Formats.Pages.Features;

/// <summary>What stands before and after a paragraph, and where in the page it is.</summary>
internal sealed class Surroundings
{
    private const int Near = 2;
    private const int Window = 4;

    public static readonly string[] Names =
    [
        "position", "words before share", "good words before share", "good words after share", "from heading",
            "words from heading",
        "to good before", "to good after", "window words", "window link share", "window good share", "after heading",
            "heading to good",
        .. Enumerable.Range(0, 2 * Near).SelectMany(neighbour =>
            new[] { $"neighbour {neighbour} words", $"neighbour {neighbour} link share", $"neighbour {neighbour} kind",
            $"neighbour {neighbour} same path", $"neighbour {neighbour} last" }),
    ];

    private readonly PageFacts _page;
    private readonly float[] _words, _linkWords, _goodWords;
    private readonly int[] _goodBefore, _goodAfter, _headingBefore;

    public Surroundings(PageFacts page)
    {
        _page = page;
        var count = page.Texts.Length;
        (_words, _linkWords, _goodWords) = (new float[count + 1], new float[count + 1], new float[count + 1]);
        (_goodBefore, _goodAfter, _headingBefore) = (new int[count], new int[count], new int[count]);
        var (last, heading) = (-1000, -1000);
        for (var i = 0; i < count; i++)
        {
            ref var text = ref page.Texts[i];
            _words[i + 1] = _words[i] + text.Words;
            _linkWords[i + 1] = _linkWords[i] + (text.Words * text.LinkShare);
            _goodWords[i + 1] = _goodWords[i] + (text.IsGood ? text.Words : 0);
            (_goodBefore[i], _headingBefore[i]) = (last, heading);
            last = text.IsGood ? i : last;
            heading = page.Paragraphs[i].Block.Kind == BlockKind.Heading ? i : heading;
        }

        last = count + 1000;
        for (var i = count - 1; i >= 0; i--)
        {
            _goodAfter[i] = last;
            last = page.Texts[i].IsGood ? i : last;
        }
    }

    public void Add(ref BlockFeatures.Row row, int index)
    {
        var count = _page.Texts.Length;
        var (all, good) = (Math.Max(1, _words[count]), Math.Max(1, _goodWords[count]));
        row.Add(index / (float)count);
        row.Add(_words[index] / all);
        row.Add(_goodWords[index] / good);
        row.Add((_goodWords[count] - _goodWords[index + 1]) / good);
        row.Add(_page.Heading < 0 ? -2000 : index - _page.Heading);
        row.Add(_page.Heading < 0 ? -20000 : _words[index] - _words[_page.Heading]);
        row.Add(Math.Min(100, index - _goodBefore[index]));
        row.Add(Math.Min(100, _goodAfter[index] - index));
        var (from, to) = (Math.Max(0, index - Window), Math.Min(count, index + Window + 1));
        var words = _words[to] - _words[from];
        row.Add(words);
        row.Add((_linkWords[to] - _linkWords[from]) / Math.Max(1, words));
        row.Add((_goodWords[to] - _goodWords[from]) / Math.Max(1, words));
        row.Add(Math.Min(100, index - _headingBefore[index]));
        row.Add(_headingBefore[index] < 0 ? -1 : (_goodWords[index] - _goodWords[_headingBefore[index]]) / Math.Max(1,
            _words[index] - _words[_headingBefore[index]]));
        for (var distance = -Near; distance <= Near; distance++)
        {
            if (distance != 0)
            {
                AddNeighbour(ref row, index, index + distance);
            }
        }
    }

    private void AddNeighbour(ref BlockFeatures.Row row, int index, int other)
    {
        var isThere = other >= 0 && other < _page.Texts.Length;
        row.Add(isThere ? _page.Texts[other].Words : -1);
        row.Add(isThere ? _page.Texts[other].LinkShare : -1);
        row.Add(isThere ? (int)_page.Paragraphs[other].Block.Kind : -1);
        row.Add(isThere && _page.PathOf(other) == _page.PathOf(index) ? 1 : 0);
        row.Add(isThere ? _page.Texts[other].EndsSentence ? 1 : 0 : -1);
    }
}
