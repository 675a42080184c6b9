using System.Text;
using Archiver.Formats.Html;
using Archiver.Formats.Pages;
using Archiver.Formats.Pages.Features;
using Archiver.Formats.Pages.Metadata;

namespace Archiver.Benchmarks.Pages;

/// <summary>A page as the trainer sees it: rows of features, and of each paragraph its words as numbers.</summary>
internal sealed class TrainingPage
{
    public required LabelledPage Page { get; init; }

    public required float[][] Rows { get; init; }

    public required float[] Labels { get; init; }

    public required int[][] Words { get; init; }

    public required string[] Texts { get; init; }

    /// <summary>How often each word, by its number, is wanted.</summary>
    public required int[] Wanted { get; init; }

    public int WantedCount { get; init; }

    public static TrainingPage Of(LabelledPage page)
    {
        var document = HtmlTree.Parse(Encoding.UTF8.GetString(page.Read()));
        var sources = PageSources.Of(document);
        var (paragraphs, containers) = PageWalk.Of(document);
        var facts = new PageFacts(paragraphs, containers, PageHeads.Of(sources, page.Url));
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
            Page = page, Rows = BlockFeatures.Of(facts), Labels = BlockLabels.Of(words, truth), Words = numbered, Wanted = counts, WantedCount = truth.Length,
            Texts = [.. paragraphs.Select(paragraph => paragraph.Text)],
        };

        int Number(string word)
        {
            if (!numbers.TryGetValue(word, out var number))
            {
                numbers.Add(word, number = numbers.Count);
            }

            return number;
        }
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

        return gave == 0 && WantedCount == 0 ? new TextScore(1, 1) : new TextScore(gave == 0 ? 0 : (double)both / gave, WantedCount == 0 ? 0 : (double)both / WantedCount);
    }
}
