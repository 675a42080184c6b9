using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>
/// What is kept of every article to find duplicates, some 900 bytes of each: hashes of its body and its URL, the numbers
/// of its paragraphs, and a sample of its words. Articles are counted from 0 in the order in which they are added, and so
/// are distinct bodies.
/// </summary>
internal sealed class Fingerprints(int capacity)
{
    private const int NoBody = -1;

    private readonly List<int> _numbers = [];
    private readonly List<int> _bodies = [];
    private readonly List<int> _firstOfBody = [];
    private readonly Dictionary<UInt128, int> _knownBodies = [];
    private readonly List<(ulong Hash, int Article)> _urls = [];
    private readonly List<uint> _paragraphs = [];
    private readonly BodySketch _sketch = new();

    public int Articles => _numbers.Count;

    public SketchIndex Sketches { get; } = new(capacity);

    public void Add(Article article, ArticleText text)
    {
        if (article.Details.Url is { } url)
        {
            _urls.Add((XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(UntrackedUrl.Of(url))), _numbers.Count));
        }

        _bodies.Add(text.Paragraphs.Count == 0 ? NoBody : AddBody(text));
        _numbers.Add(article.Number);
    }

    /// <summary>The number of the article that brought a body.</summary>
    public int FirstOf(int body) => _numbers[_firstOfBody[body]];

    /// <summary>The numbers of the articles of each body that more than one has.</summary>
    public Dictionary<int, int[]> SameBodies() => Enumerable.Range(0, _numbers.Count)
        .Where(article => _bodies[article] != NoBody)
        .GroupBy(article => _bodies[article], article => _numbers[article])
        .Where(same => same.Skip(1).Any())
        .ToDictionary(same => same.Key, same => same.ToArray());

    /// <summary>The numbers of articles whose URLs have one hash.</summary>
    public IEnumerable<int[]> PerhapsSameUrls() => _urls
        .GroupBy(url => url.Hash, url => _numbers[url.Article])
        .Where(same => same.Skip(1).Any())
        .Select(same => same.ToArray());

    /// <summary>The paragraphs that more than one article has, and how many have them; those of the most first.</summary>
    public IEnumerable<(TextNumber Paragraph, int Articles)> SharedParagraphs()
    {
        _paragraphs.Sort();
        var shared = new List<(TextNumber Paragraph, int Articles)>();
        var numbers = CollectionsMarshal.AsSpan(_paragraphs);
        while (!numbers.IsEmpty)
        {
            var end = numbers.IndexOfAnyExcept(numbers[0]);
            var count = end < 0 ? numbers.Length : end;
            if (count > 1)
            {
                shared.Add((new TextNumber(numbers[0]), count));
            }

            numbers = numbers[count..];
        }

        return shared.OrderByDescending(each => each.Articles);
    }

    private int AddBody(ArticleText text)
    {
        var paragraphs = MemoryMarshal.Cast<TextNumber, uint>(text.Numbers.Span);
        var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(paragraphs));
        ref var body = ref CollectionsMarshal.GetValueRefOrAddDefault(_knownBodies, hash, out var isKnown);
        if (!isKnown)
        {
            body = _firstOfBody.Count;
            _firstOfBody.Add(_numbers.Count);
            Sketches.Add(_sketch.Of(text));
        }

        // A paragraph counts once for an article, however often the article has it.
        _paragraphs.AddRange(paragraphs.ToArray().Distinct());
        return body;
    }
}
