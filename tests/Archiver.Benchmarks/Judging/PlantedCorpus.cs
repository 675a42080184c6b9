using System.Runtime.InteropServices;
using System.Text;
using Archiver.Articles;
using Archiver.Benchmarks.Generating;

namespace Archiver.Benchmarks.Judging;

/// <summary>A pair that belongs together, by the indexes of its articles.</summary>
internal readonly record struct PlantedPair(int First, int Second);

/// <summary>
/// The generated corpus with articles in it that are known to belong together: copies of whole bodies, copies with some
/// words changed, and families of articles about the same topics in other words.
/// </summary>
internal sealed class PlantedCorpus
{
    private const int FamilySize = 8;

    private readonly List<GeneratedArticle> _articles;
    private readonly Vocabulary _vocabulary;
    private readonly ulong _seed;

    /// <param name="count">How many articles in all.</param>
    /// <param name="copies">How many exact copies, copies at 0.9 and copies at 0.7; as many of each.</param>
    /// <param name="seed">The same seed, the same corpus.</param>
    /// <param name="families">How many families of articles about the same topics.</param>
    public PlantedCorpus(int count, int copies, ulong seed, int families = 50)
    {
        _seed = seed;
        _vocabulary = new Vocabulary(seed);
        var originals = count - (3 * copies) - (families * FamilySize);
        _articles = [.. new Corpus(originals, seed).Articles()];
        // Each copy has an original of its own, so that what is found of one kind tells nothing of the others.
        Exact = Plant(copies, 0, changed: 0);
        Near = Plant(copies, copies, changed: 0.1);
        Far = Plant(copies, 2 * copies, changed: 0.3);
        Families = PlantFamilies(families);
    }

    public IReadOnlyList<GeneratedArticle> Articles => _articles;

    public IReadOnlyList<PlantedPair> Exact { get; }

    /// <summary>One word of ten is another.</summary>
    public IReadOnlyList<PlantedPair> Near { get; }

    /// <summary>Three words of ten are others.</summary>
    public IReadOnlyList<PlantedPair> Far { get; }

    /// <summary>The indexes of the articles of each family.</summary>
    public IReadOnlyList<int[]> Families { get; }

    /// <summary>All dumps, as an import reads them.</summary>
    public Stream ToDumps()
    {
        var (dumps, dump) = (new MemoryStream(), new StringBuilder());
        foreach (var article in _articles)
        {
            DumpText.Compose(article, dump);
            dumps.Write(Encoding.UTF8.GetBytes(dump.Append('\n').ToString()));
        }

        dumps.Position = 0;
        return dumps;
    }

    private List<PlantedPair> Plant(int copies, int firstOriginal, double changed)
    {
        var pairs = new List<PlantedPair>();
        for (var copy = 0; copy < copies; copy++)
        {
            var random = new RandomStream(_seed, Purpose.Copies, _articles.Count);
            var original = _articles[firstOriginal + copy];
            pairs.Add(new PlantedPair(original.Index, Add(original, [.. original.Paragraphs.Select(paragraph => Change(paragraph, changed, random))])));
        }

        return pairs;
    }

    private List<int[]> PlantFamilies(int count)
    {
        var prose = new Prose(_vocabulary);
        var families = new List<int[]>();
        for (var family = 0; family < count; family++)
        {
            var random = new RandomStream(_seed, Purpose.Families, family);
            var topics = prose.Topics(random);
            families.Add([.. Enumerable.Range(0, FamilySize).Select(_ =>
            {
                var paragraphs = Enumerable.Range(0, random.Between(4, 20)).Select(_ => prose.Paragraph(random, topics));
                return Add(_articles[random.Below(Math.Min(1000, _articles.Count))], [prose.Lead(random, topics, prose.Title(random, topics)), .. paragraphs]);
            })]);
        }

        return families;
    }

    private string Change(string paragraph, double part, RandomStream random) => part == 0
        ? paragraph
        : string.Join(' ', paragraph.Split(' ').Select(word => random.Below(1000) < 1000 * part ? _vocabulary.Draw(random) : word));

    /// <summary>Adds an article with the facts of another and a body of its own.</summary>
    private int Add(GeneratedArticle like, List<string> paragraphs)
    {
        var index = _articles.Count;
        var id = new RandomStream(_seed, Purpose.Copies, ~index);
        ulong[] bits = [id.Next(), id.Next()];
        _articles.Add(like with
        {
            Index = index,
            Id = new Guid(MemoryMarshal.AsBytes(bits.AsSpan())),
            Url = $"{like.Url}copy-{index}/",
            Paragraphs = paragraphs,
            RepeatLacks = 0,
        });
        return index;
    }
}
