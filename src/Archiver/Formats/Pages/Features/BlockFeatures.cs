using Archiver.Articles;

namespace Archiver.Formats.Pages.Features;

/// <summary>
/// The features of each paragraph of a page, by which trees decide whether it belongs to the article. A model was
/// trained on exactly these: whoever adds, takes away or changes one trains again (the tests' benchmark has the
/// trainer).
/// </summary>
internal sealed class BlockFeatures
{
    private static readonly string[] PageNames =
    [
        "page words", "page blocks", "page link share", "page good share", "page good blocks", "page headings",
            "page words a block",
        "best share of words", "best share of good words", "best link share", "covering share of words", "articles",
            "main share", "article share",
        "forms", "largest path share", "prices", "hidden share", "path depth", "dated path", "is article",
            "is product", "is discussion", "is collection", "is page", "is website",
    ];

    /// <summary>In the order of the columns.</summary>
    public static readonly string[] Names = NameAll();

    private readonly PageFacts _page;
    private readonly Surroundings _around;
    private readonly float[] _common;

    public BlockFeatures(PageFacts page) => (_page, _around, _common) = (page, new Surroundings(page), OfPage(page));

    /// <summary>Fills a row, as long as there are names, with the features of a paragraph.</summary>
    public void Fill(int index, float[] values)
    {
        var row = new Row(values);
        AddText(ref row, _page, index);
        AddContainers(ref row, _page, index);
        AddScores(ref row, _page, index);
        _around.Add(ref row, index);
        foreach (var distance in _page.ContainerOf(index).Distance)
        {
            row.Add(distance);
        }

        _common.CopyTo(row.Rest);
    }

    private static void AddText(ref Row row, PageFacts page, int index)
    {
        ref var text = ref page.Texts[index];
        var block = page.Paragraphs[index].Block;
        var container = page.ContainerOf(index);
        row.Add(text.Words);
        row.Add(text.Length / Math.Max(1, text.Words));
        row.Add(text.LinkShare);
        row.Add(text.Links);
        row.Add(text.StrongShare);
        row.Add(text.CodeShare);
        row.Add(text.Commas);
        row.Add(text.Sentences);
        row.Add(text.DigitShare);
        row.Add(text.UpperShare);
        row.Add(text.CapitalShare);
        row.Add(text.StopShare);
        row.Add(text.Separators);
        row.Add(char.IsUpper(text.First) ? 1
            : char.IsLower(text.First) ? 2
            : char.IsDigit(text.First) ? 3
            : char.IsLetter(text.First) ? 4 : 0);
        row.Add(text.Last is '.' or '。' ? 3 : text.EndsSentence ? 2 : text.Last == ':' ? 1 : 0);
        row.Add(text.HasMonth ? 1 : 0);
        for (var i = 0; i < TextFacts.PhraseCount; i++)
        {
            row.Add(text.PhraseBits >> i & 1);
        }

        row.Add((int)block.Kind);
        row.Add(block.Kind is BlockKind.Heading or BlockKind.Item ? block.Level ?? 0 : 0);
        row.Add(TagNumber(container.Container.Element.LocalName));
        row.Add(TagNumber(container.Parent?.Container.Element.LocalName));
        row.Add(page.Repeats[text.Hash]);
        row.Add(page.Heading < 0 || text.Words > 60 ? 0
            : (float)TitleWords.Agreement(page.Paragraphs[index].Text, page.HeadingWords));
    }

    private static void AddContainers(ref Row row, PageFacts page, int index)
    {
        var container = page.ContainerOf(index);
        ref var text = ref page.Texts[index];
        row.Add(container.Container.Depth);
        row.Add(container.OwnBlocks);
        AddContainer(ref row, container);
        AddContainer(ref row, container.Parent);
        AddContainer(ref row, container.Parent?.Parent);
        var path = page.Paths[page.PathOf(index)];
        row.Add(path.Count);
        row.Add(path.Words / Math.Max(1, page.Containers[0].Words));
        row.Add(path.GoodWords / Math.Max(1, page.Containers[0].GoodWords));
        row.Add(path.LinkWords / Math.Max(1, path.Words));
        row.Add(path.Words / path.Count);
        row.Add((path.Last - path.First) / (float)page.Texts.Length);

        // The list or table it stands in, as a whole.
        var list = container;
        var levels = Math.Min(container.Distance[11], container.Distance[12]);
        for (var i = 0; i < levels && list.Parent is not null && levels < ContainerFacts.Far; i++)
        {
            list = list.Parent;
        }

        AddContainer(ref row, levels < ContainerFacts.Far ? list : null);

        // How long one climbs until there is something else beside it.
        var (climbed, other) = (0, container);
        while (other.Parent is { } parent && parent.Blocks == container.Blocks)
        {
            (climbed, other) = (climbed + 1, parent);
        }

        row.Add(climbed);
        row.Add(other.Parent is { } beside ? beside.Children : 0);
        row.Add(text.Words / Math.Max(1, other.Parent?.Words ?? 1));
    }

    private static void AddContainer(ref Row row, ContainerFacts? container)
    {
        row.Add(container?.Words ?? -1);
        row.Add(container?.LinkShare ?? -1);
        row.Add(container is null ? -1 : container.GoodWords / Math.Max(1, container.Words));
        row.Add(container is null ? -1 : container.Words / Math.Max(1, container.Blocks));
        row.Add(container?.Blocks ?? -1);
        row.Add(container?.Headings ?? -1);
    }

    private static void AddScores(ref Row row, PageFacts page, int index)
    {
        var container = page.ContainerOf(index);
        var best = page.Best;
        row.Add(best is null ? -1 : (float)(container.BestScore / best.Score));
        row.Add(best is null ? -1 : (float)((container.Parent?.Score ?? 0) / best.Score));
        row.Add(best is null ? -1 : (float)(NearestScore(container) / best.Score));
        AddRelation(ref row, container, best);
        AddRelation(ref row, container, page.Covering);
    }

    /// <summary>How far above a paragraph a container is, and if it is not above, how far away.</summary>
    private static void AddRelation(ref Row row, ContainerFacts container, ContainerFacts? other)
    {
        if (other is null)
        {
            row.Add(-100);
            row.Add(-1);
            return;
        }

        var (left, right) = (container, other);
        while (left != right)
        {
            if (left.Container.Depth >= right.Container.Depth)
            {
                left = left.Parent!;
            }
            else
            {
                right = right.Parent!;
            }
        }

        var (up, down) = (other.Container.Depth - left.Container.Depth,
            container.Container.Depth - left.Container.Depth);
        row.Add(up == 0 ? down : -up);
        row.Add(left.Words / Math.Max(1, other.Words));
    }

    private static double NearestScore(ContainerFacts container)
    {
        var at = container;
        while (at is { IsScored: false, Parent: not null })
        {
            at = at.Parent;
        }

        return at.Score;
    }

    private static float[] OfPage(PageFacts page)
    {
        var root = page.Containers[0];
        var row = new Row(new float[PageNames.Length]);
        row.Add(root.Words);
        row.Add(root.Blocks);
        row.Add(root.LinkShare);
        row.Add(root.GoodWords / Math.Max(1, root.Words));
        row.Add(root.GoodBlocks);
        row.Add(root.Headings);
        row.Add(root.Words / Math.Max(1, root.Blocks));
        row.Add(page.Best is { } best ? best.Words / Math.Max(1, root.Words) : 0);
        row.Add(page.Best is { } again ? again.GoodWords / Math.Max(1, root.GoodWords) : 0);
        row.Add(page.Best is { } linked ? linked.LinkShare : 0);
        row.Add(page.Covering.Words / Math.Max(1, root.Words));
        row.Add(page.Containers.Count(container => container.Distance[0] == 0));
        row.Add(page.Containers.Where(container => container.Distance[1] == 0).Select(main => main.Words)
            .DefaultIfEmpty(0).Max() / Math.Max(1, root.Words));
        row.Add(page.Containers.Where(container => container.Distance[0] == 0).Select(article => article.Words)
            .DefaultIfEmpty(0).Max() / Math.Max(1, root.Words));
        row.Add(page.Containers.Count(container => container.Distance[7] == 0));
        row.Add(page.Paths.Values.Max(path => (float?)path.Words) / Math.Max(1, root.Words) ?? 0);
        row.Add(page.Texts.Count(text => (text.PhraseBits >> 8 & 1) != 0));
        row.Add(page.Texts.Where((_, index) => page.ContainerOf(index).Distance[20] < ContainerFacts.Far)
            .Sum(text => text.Words) / Math.Max(1, root.Words));
        row.Add(page.Head.PathDepth);
        row.Add(page.Head.HasDatedPath ? 1 : 0);
        for (var i = 0; i < PageHead.KindCount; i++)
        {
            row.Add(page.Head.Kinds >> i & 1);
        }

        return row.Values;
    }

    private static float TagNumber(string? name) => name switch
    {
        null => 0,
        "p" => 1,
        "div" => 2,
        "li" => 3,
        "h1" => 4,
        "h2" => 5,
        "h3" => 6,
        "h4" or "h5" or "h6" => 7,
        "td" or "th" => 8,
        "pre" => 9,
        "blockquote" => 10,
        "figcaption" => 11,
        "dt" or "dd" => 12,
        "ul" or "ol" => 13,
        "article" or "main" or "section" => 14,
        "header" or "footer" or "nav" or "aside" => 15,
        _ => 16,
    };

    private static string[] NameAll()
    {
        string[] container = ["words", "link share", "good share", "words a block", "blocks", "headings"];
        return
        [
            "words", "word length", "link share", "links", "strong share", "code share", "commas", "sentences",
                "digit share", "upper share",
            "capital share", "stop share", "separators", "first", "last", "has month",
            .. Enumerable.Range(0, TextFacts.PhraseCount).Select(phrase => $"phrase {phrase}"),
            "kind", "level", "tag", "parent tag", "repeats", "title agreement",
            "depth", "own blocks",
            .. container.Select(name => $"container {name}"), .. container.Select(name => $"parent {name}"),
                .. container.Select(name => $"grandparent {name}"),
            "path count", "path words share", "path good share", "path link share", "path words a block",
                "path stretch",
            .. container.Select(name => $"list {name}"),
            "climbed", "beside", "share of beside",
            "best score share", "parent score share", "nearest score share", "best levels", "best common",
                "covering levels", "covering common",
            .. Surroundings.Names,
            .. Enumerable.Range(0, ContainerFacts.Levels).Select(ContainerFacts.NameOf),
            .. PageNames,
        ];
    }

    /// <summary>A row that is filled from the left.</summary>
    internal ref struct Row(float[] values)
    {
        private int _next;

        public readonly float[] Values => values;

        public readonly Span<float> Rest => values.AsSpan(_next);

        public void Add(float value) => values[_next++] = value;
    }
}
