using Archiver.Articles;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Features;

/// <summary>What the head of a page says of its kind and title, as far as features need it.</summary>
/// <param name="Titles">The page's title as its sources write it.</param>
/// <param name="Kinds">Bits: it calls itself an article, a product, a discussion, a collection, a page.</param>
/// <param name="PathDepth">Parts of the path of the page's address; -1 where it has none.</param>
/// <param name="HasDatedPath">Whether the address has a year in it.</param>
internal sealed record PageHead(IReadOnlyList<string> Titles, int Kinds, int PathDepth, bool HasDatedPath)
{
    public static readonly PageHead None = new([], 0, -1, false);

    public const int KindCount = 6;
}

/// <summary>What is known of a page's paragraphs and containers, before anything is decided.</summary>
internal sealed class PageFacts
{
    public PageFacts(IReadOnlyList<HtmlParagraph> paragraphs, IReadOnlyList<HtmlContainer> containers, PageHead head)
    {
        (Paragraphs, Head) = (paragraphs, head);
        Texts = [.. paragraphs.Select(paragraph => TextFacts.Of(paragraph))];
        Containers = ContainerFacts.Of(containers, paragraphs, Texts);
        Best = ReadabilityScores.Score(Containers, paragraphs, Texts);
        Heading = FindHeading();
        HeadingWords = Heading < 0 ? [] : TitleWords.Of(paragraphs[Heading].Text);
        Covering = Cover(0.85f);
        for (var i = 0; i < Texts.Length; i++)
        {
            Repeats[Texts[i].Hash] = Repeats.GetValueOrDefault(Texts[i].Hash) + 1;
            Add(PathOf(i), i);
        }
    }

    public IReadOnlyList<HtmlParagraph> Paragraphs { get; }

    public PageHead Head { get; }

    public TextFacts[] Texts { get; }

    public ContainerFacts[] Containers { get; }

    /// <summary>The container with the best score; null where none has any.</summary>
    public ContainerFacts? Best { get; }

    /// <summary>The smallest container with most of what reads like an article.</summary>
    public ContainerFacts Covering { get; }

    /// <summary>Which paragraph is the page's heading; -1 where none is.</summary>
    public int Heading { get; }

    /// <summary>The words of that heading; none where none is.</summary>
    public HashSet<string> HeadingWords { get; }

    public Dictionary<ulong, int> Repeats { get; } = [];

    /// <summary>What paragraphs in places of the same tags and classes have together.</summary>
    public Dictionary<ulong, PathFacts> Paths { get; } = [];

    public ContainerFacts ContainerOf(int paragraph) => Containers[Paragraphs[paragraph].Container.Index];

    public ulong PathOf(int paragraph) => ContainerOf(paragraph).Path;

    private void Add(ulong path, int paragraph)
    {
        if (!Paths.TryGetValue(path, out var facts))
        {
            Paths.Add(path, facts = new PathFacts());
        }

        ref var text = ref Texts[paragraph];
        facts.Count++;
        facts.Words += text.Words;
        facts.LinkWords += text.Words * text.LinkShare;
        facts.GoodWords += text.IsGood ? text.Words : 0;
        facts.Last = paragraph;
        facts.First = facts.Count == 1 ? paragraph : facts.First;
    }

    /// <summary>
    /// The first heading of the first level that agrees with a title, else any such heading, else the first of the
    /// first level.
    /// </summary>
    private int FindHeading()
    {
        var (found, quality) = (-1, 0.0);
        (string Text, HashSet<string> Words)[] titles = [.. Head.Titles.Select(title => (title, TitleWords.Of(title)))];
        for (var i = 0; i < Paragraphs.Count; i++)
        {
            if (Paragraphs[i].Block is { Kind: BlockKind.Heading, Level: { } level })
            {
                var value = level == 1 ? 1.0 : 0.0;
                var words = TitleWords.Of(Paragraphs[i].Text);
                foreach (var (title, titleWords) in titles)
                {
                    var overlap = TitleWords.Overlap(words, titleWords);
                    var agreement = TitleWords.Agreement(words, titleWords);
                    value = Math.Max(value, level switch
                    {
                        1 => 1 + (overlap > 0.5 && !TitleWords.IsSite(Paragraphs[i].Text, title) ? 1 + agreement : 0),
                        2 => agreement >= 0.65 ? 1.2 + agreement : 0,
                        _ => agreement >= 0.65 ? agreement : 0,
                    });
                }

                (found, quality) = value > quality + 0.01 ? (i, value) : (found, quality);
            }
        }

        return found;
    }

    private ContainerFacts Cover(float share)
    {
        var best = Containers[0];
        foreach (var container in Containers)
        {
            best = container.GoodWords >= share * Containers[0].GoodWords
                && container.Container.Depth > best.Container.Depth ? container : best;
        }

        return best;
    }

    public sealed class PathFacts
    {
        public int Count { get; set; }

        public float Words { get; set; }

        public float LinkWords { get; set; }

        public float GoodWords { get; set; }

        public int First { get; set; }

        public int Last { get; set; }
    }
}
