using System.Buffers.Binary;
using System.Globalization;
using Archiver.Articles;
using Archiver.Likeness;

namespace Archiver.Benchmarks.Generating;

/// <summary>
/// A corpus of made-up articles. An article depends on the seed, the size of the corpus and its index alone, and so
/// does each title and each paragraph that others quote: nothing is kept in memory, and any article can be had alone.
/// </summary>
internal sealed class Corpus
{
    private const int CategoryCount = 100;
    private const int BoilerplatesOfCategory = 20;

    /// <summary>Paragraphs in a thousand that also stand in another article: boilerplate, and quoted ones.</summary>
    private const int SharedPerMille = 70;

    private static readonly DateOnly FirstDay = new(2005, 1, 1);
    private static readonly int Days = new DateOnly(2025, 1, 1).DayNumber - FirstDay.DayNumber;

    private readonly ulong _seed;
    private readonly Vocabulary _vocabulary;
    private readonly Prose _prose;
    private readonly string[] _categories = new string[CategoryCount];
    private readonly WeightedChoice _categorySizes = WeightedChoice.Zipf(CategoryCount, offset: 3);

    public Corpus(int count, ulong seed)
    {
        Count = count;
        _seed = seed;
        var vocabulary = _vocabulary = new Vocabulary(seed);
        _prose = new Prose(vocabulary);
        var random = new RandomStream(seed, Purpose.Categories, 0);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < CategoryCount; i++)
        {
            do
            {
                _categories[i] = CategoryName(vocabulary.DrawTopic(random));
            }
            while (!known.Add(_categories[i]));
        }
    }

    public int Count { get; }

    /// <summary>The category with the most articles.</summary>
    public string LargestCategory => _categories[0];

    /// <summary>The small words of an article, the most frequent in the language first.</summary>
    public string[] WordsOf(GeneratedArticle article) =>
    [
        .. article.Paragraphs.SelectMany(paragraph => paragraph.Split(' ')).Distinct()
            .Select(word => (Word: word, Rank: _vocabulary.RankOf(word)))
            .Where(word => word.Rank >= 0 && word.Word.All(char.IsAsciiLetterLower))
            .OrderBy(word => word.Rank)
            .Select(word => word.Word),
    ];

    public IEnumerable<GeneratedArticle> Articles() => Enumerable.Range(0, Count).Select(Article);

    public GeneratedArticle Article(int index)
    {
        var facts = new RandomStream(_seed, Purpose.Facts, index);
        var id = RandomId(facts);
        var category = _categorySizes.Draw(facts);
        var date = FirstDay.AddDays(facts.Below(Days));
        var created = date.ToDateTime(default).AddMinutes(facts.Below(3 * 24 * 60));
        var lastRead = created.AddMinutes(facts.Below(300 * 24 * 60));
        var updated = created.AddMinutes(facts.Below(500 * 24 * 60));
        var readCount = 1;
        while (facts.OneIn(4))
        {
            readCount++;
        }

        var topics = Topics(index);
        var title = Title(index, topics);
        var paragraphs = Paragraphs(index, category, title, topics, facts);
        return new GeneratedArticle
        {
            Index = index,
            Id = id,
            Category = _categories[category],
            Title = title,
            Url = string.Create(CultureInfo.InvariantCulture,
                $"https://www.{_categories[category]}.example/news/{date:yyyy/MM/dd}/{index}/"),
            Date = date,
            Created = new WallTime(created),
            Updated = new WallTime(updated),
            LastRead = new WallTime(lastRead),
            ReadCount = readCount,
            Paragraphs = paragraphs,
            RepeatLacks = facts.OneIn(2) ? facts.Between(1, 3) : 0,
            Similar = Similar(index, facts),
            Summary = _prose.Summary(new RandomStream(_seed, Purpose.Summary, index), topics),
        };
    }

    private string[] Topics(int index) => _prose.Topics(new RandomStream(_seed, Purpose.Topics, index));

    private string Title(int index, string[] topics) =>
        _prose.Title(new RandomStream(_seed, Purpose.Title, index), topics);

    /// <summary>The second paragraph is always the article's own, and so the one that others quote.</summary>
    private string SecondParagraph(int index, string[] topics) =>
        _prose.Paragraph(new RandomStream(_seed, Purpose.SecondParagraph, index), topics);

    private List<string> Paragraphs(int index, int category, string title, string[] topics, RandomStream facts)
    {
        var random = new RandomStream(_seed, Purpose.Paragraphs, index);
        var count = 5 + Math.Min(facts.Below(21), facts.Below(21));
        var paragraphs = new List<string>(count)
        {
            _prose.Lead(new RandomStream(_seed, Purpose.Lead, index), topics, title),
            SecondParagraph(index, topics),
        };
        while (paragraphs.Count < count)
        {
            // The first two are never shared, so the others are so more often.
            var shared = facts.Below(1000 * (count - 2)) < SharedPerMille * count;
            var paragraph = shared ? SharedParagraph(category, facts) : _prose.Paragraph(random, topics);
            if (!paragraphs.Contains(paragraph))
            {
                paragraphs.Add(paragraph);
            }
        }

        return paragraphs;
    }

    private string SharedParagraph(int category, RandomStream facts)
    {
        if (facts.OneIn(2))
        {
            var other = facts.Below(Count);
            return SecondParagraph(other, Topics(other));
        }

        var number = category * BoilerplatesOfCategory + facts.Below(BoilerplatesOfCategory);
        var random = new RandomStream(_seed, Purpose.Boilerplate, number);
        return _prose.Paragraph(random, _prose.Topics(random));
    }

    /// <summary>Titles of articles anywhere in the corpus: five on average, so each title is used about five times.</summary>
    private List<string> Similar(int index, RandomStream facts)
    {
        var count = facts.Between(3, 7);
        var similar = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            var other = facts.Below(Count);
            other = other == index ? (other + 1) % Count : other;
            var title = Title(other, Topics(other));
            similar.Add(facts.OneIn(50) ? "Summary: " + title : title);
        }

        return similar;
    }

    private static Guid RandomId(RandomStream facts)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, facts.Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], facts.Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static string CategoryName(string word) =>
        string.Concat(word.ToLowerInvariant().Where(char.IsAsciiLetter));
}
