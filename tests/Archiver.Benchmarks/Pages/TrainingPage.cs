using Archiver.Formats.Html;
using Archiver.Formats.Pages;
using Archiver.Formats.Pages.Features;
using Archiver.Formats.Pages.Metadata;

namespace Archiver.Benchmarks.Pages;

/// <summary>
/// A page as trainer and scorer see it: rows of features, labels, words as numbers, and what was chosen of its
/// metadata.
/// </summary>
internal sealed class TrainingPage
{
    public required LabelledPage Page { get; init; }

    public required float[][] Rows { get; init; }

    /// <summary>Of each paragraph the share of its words that is wanted.</summary>
    public required float[] Labels { get; init; }

    /// <summary>Of each paragraph its words, by number.</summary>
    public required int[][] Words { get; init; }

    /// <summary>Of each paragraph how many words the reader counts.</summary>
    public required float[] Counts { get; init; }

    /// <summary>Which of them a browser does not show.</summary>
    public required bool[] IsHidden { get; init; }

    /// <summary>How often each word, by its number, is wanted.</summary>
    public required int[] Wanted { get; init; }

    public string? Title { get; init; }

    public DateOnly? Published { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public static TrainingPage[] ReadAll(string folder)
    {
        var labelled = LabelledPage.ReadAll(folder);
        var pages = new TrainingPage[labelled.Length];
        Parallel.For(0, pages.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 },
            i => pages[i] = Of(labelled[i]));
        return pages;
    }

    public TextScore Score(Func<int, bool> isKept)
    {
        var left = (int[])Wanted.Clone();
        var (gave, both) = (0, 0);
        for (var i = 0; i < Words.Length; i++)
        {
            if (isKept(i))
            {
                gave += Words[i].Length;
                foreach (var word in Words[i])
                {
                    both += left[word]-- > 0 ? 1 : 0;
                }
            }
        }

        return TextScore.Of(gave, Wanted.Sum(), both);
    }

    private static TrainingPage Of(LabelledPage page)
    {
        using var document = HtmlTree.Parse(HtmlDecoding.Of(page.Read()).Text);
        var sources = PageSources.Of(document);
        var walker = new HtmlWalker(whole: true);
        var walked = walker.Walk(document.Body!);
        var hidden = new HiddenText(walker.Containers);
        var paragraphs = hidden.WithoutCopies(walked);
        var facts = new PageFacts(paragraphs, walker.Containers, PageHeads.Of(sources, page.Url));
        var text = new PageText(sources, JsonLd.Of(sources.Scripts), facts, page.Url);
        string[][] words = [.. paragraphs.Select(paragraph => TextScore.WordsOf(paragraph.Text).ToArray())];
        string[] truth = [.. TextScore.WordsOf(page.Text)];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[][] numbered = [.. words.Select(paragraph => paragraph.Select(Number).ToArray())];
        int[] wanted = [.. truth.Select(Number)];
        var counts = new int[numbers.Count];
        foreach (var word in wanted)
        {
            counts[word]++;
        }

        return new TrainingPage
        {
            Page = page,
            Rows = RowsOf(facts),
            Labels = BlockLabels.Of(words, truth),
            Words = numbered,
            Wanted = counts,
            IsHidden = [.. paragraphs.Select(hidden.IsHidden)],
            Counts = [.. facts.Texts.Select(each => each.Words)],
            Title = TitleChoice.Choose(text)?.Value,
            Published = DateChoice.Choose(text)?.Value,
            Authors = AuthorChoice.Choose(text)?.Value ?? [],
        };

        static float[][] RowsOf(PageFacts facts)
        {
            var features = new BlockFeatures(facts);
            return [.. facts.Texts.Select((_, index) =>
            {
                var row = new float[BlockFeatures.Names.Length];
                features.Fill(index, row);
                return row;
            })];
        }

        int Number(string word)
        {
            if (!numbers.TryGetValue(word, out var number))
            {
                numbers.Add(word, number = numbers.Count);
            }

            return number;
        }
    }
}
