using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>
/// Finds what is there more than once. Every article is read once and leaves its fingerprints; only those that look alike
/// are read again and compared.
/// </summary>
/// <param name="load">Loads the articles of these numbers.</param>
/// <param name="readAgain">Reads the articles of these rising numbers.</param>
/// <param name="paragraph">Reads a paragraph.</param>
internal sealed class DuplicateFinder(
    Func<IEnumerable<int>, IEnumerable<Article>> load,
    Func<IEnumerable<int>, IEnumerable<(Article Article, ArticleText Text)>> readAgain,
    Converter<TextNumber, ReadOnlyMemory<byte>> paragraph)
{
    /// <summary>How many articles are read while those before are looked at.</summary>
    private const int Stride = 256;

    /// <summary>How many pairs are read again at once: more of them share the packs that have to be unpacked.</summary>
    private const int PairsTogether = 4096;

    /// <param name="articles">The articles in the order of import.</param>
    /// <param name="most">How many they are at most.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="progress">Told how many articles have been read.</param>
    /// <param name="cancellation">Ends the search; then the call throws.</param>
    public DuplicateReport Find(IEnumerable<(Article Article, ArticleText Text)> articles, int most, DuplicateOptions options,
        Action<int> progress, CancellationToken cancellation)
    {
        var fingerprints = Read(articles, most, progress, cancellation);
        var same = fingerprints.SameBodies();
        return new DuplicateReport(
            fingerprints.Articles,
            [.. same.Values.OrderByDescending(group => group.Length).Take(options.Limit ?? int.MaxValue)],
            NearBodies(fingerprints, same, options, cancellation),
            [.. SameUrls(fingerprints).OrderByDescending(group => group.Articles.Count).Take(options.Limit ?? int.MaxValue)],
            [
                .. fingerprints.SharedParagraphs().Take(options.Limit ?? DuplicateOptions.DefaultParagraphs)
                    .Select(shared => new SharedParagraph(shared.Articles, paragraph(shared.Paragraph))),
            ]);
    }

    private static Fingerprints Read(IEnumerable<(Article Article, ArticleText Text)> articles, int most,
        Action<int> progress, CancellationToken cancellation)
    {
        var fingerprints = new Fingerprints(most);
        var adding = Task.CompletedTask;
        var count = 0;
        foreach (var chunk in articles.Chunk(Stride))
        {
            cancellation.ThrowIfCancellationRequested();
            adding.GetAwaiter().GetResult();
            adding = Task.Run(() => Array.ForEach(chunk, each => fingerprints.Add(each.Article, each.Text)), CancellationToken.None);
            progress(count += chunk.Length);
        }

        adding.GetAwaiter().GetResult();
        return fingerprints;
    }

    private List<IReadOnlyList<NearCopy>> NearBodies(
        Fingerprints fingerprints, Dictionary<int, int[]> same, DuplicateOptions options, CancellationToken cancellation)
    {
        var groups = NearGroups.Of(Confirm(fingerprints, options.Threshold, cancellation))
            .Take(options.Limit ?? int.MaxValue).ToList();
        var diffs = Diffs([.. groups.SelectMany(group => group)], fingerprints, cancellation);
        return [.. groups.Select(group => (IReadOnlyList<NearCopy>)[
            .. CopiesOf(new NearCopy(fingerprints.FirstOf(group[0].First), 0, 1, ShortDiff.None), group[0].First),
            .. group.SelectMany(link => CopiesOf(new NearCopy(
                fingerprints.FirstOf(link.Second), fingerprints.FirstOf(link.First), link.Score, diffs[link]), link.Second)),
        ])];

        // Those with the very same body stand beside it.
        IEnumerable<NearCopy> CopiesOf(NearCopy copy, int body) => same.TryGetValue(body, out var articles)
            ? articles.Skip(1).Select(article => new NearCopy(article, copy.Article, 1, ShortDiff.None)).Prepend(copy)
            : [copy];
    }

    /// <summary>The pairs whose bodies have enough words in common.</summary>
    private List<NearPair> Confirm(Fingerprints fingerprints, double threshold, CancellationToken cancellation)
    {
        var confirmed = new List<NearPair>();
        var (folded, words) = (new FoldedText(), new List<ulong>());
        foreach (var pairs in fingerprints.Sketches.Pairs().Chunk(PairsTogether))
        {
            var bodies = ReadAgain(pairs, fingerprints, text =>
            {
                BodySketch.ReadWords(text, folded, words);
                words.Sort();
                return words.ToArray();
            }, cancellation);
            foreach (var (first, second) in pairs)
            {
                var score = WordsInCommon(bodies[first], bodies[second]);
                if (score >= threshold)
                {
                    confirmed.Add(new NearPair(first, second, score));
                }
            }
        }

        return confirmed;
    }

    private Dictionary<NearPair, ShortDiff> Diffs(
        List<NearPair> links, Fingerprints fingerprints, CancellationToken cancellation)
    {
        var diffs = new Dictionary<NearPair, ShortDiff>();
        foreach (var some in links.Chunk(PairsTogether))
        {
            // Copied, because the text of an article keeps the packs in memory that it lies in.
            var texts = ReadAgain([.. some.Select(link => (link.First, link.Second))], fingerprints, text =>
                new ArticleText([.. text.Paragraphs.Select(line => (ReadOnlyMemory<byte>)line.ToArray())], [], []), cancellation);
            foreach (var link in some)
            {
                diffs[link] = ShortDiff.Between(texts[link.First], texts[link.Second]);
            }
        }

        return diffs;
    }

    private Dictionary<int, T> ReadAgain<T>(
        (int First, int Second)[] pairs, Fingerprints fingerprints, Func<ArticleText, T> take, CancellationToken cancellation)
    {
        // Bodies have the order of their first articles, and articles that of their numbers.
        int[] bodies = [.. pairs.SelectMany(pair => (int[])[pair.First, pair.Second]).Distinct().Order()];
        var taken = new Dictionary<int, T>(bodies.Length);
        foreach (var (body, (_, text)) in bodies.Zip(readAgain(bodies.Select(fingerprints.FirstOf))))
        {
            cancellation.ThrowIfCancellationRequested();
            taken[body] = take(text);
        }

        return taken;
    }

    /// <summary>The score of <see cref="NearCopy"/>.</summary>
    /// <param name="first">The words of one body, sorted.</param>
    /// <param name="second">The words of the other, sorted.</param>
    private static double WordsInCommon(ulong[] first, ulong[] second)
    {
        var common = 0;
        for (int left = 0, right = 0; left < first.Length && right < second.Length;)
        {
            var order = first[left].CompareTo(second[right]);
            common += order == 0 ? 1 : 0;
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }

        return 2.0 * common / (first.Length + second.Length);
    }

    private IEnumerable<SameUrl> SameUrls(Fingerprints fingerprints) => fingerprints.PerhapsSameUrls()
        .SelectMany(numbers => load(numbers).GroupBy(article => UntrackedUrl.Of(article.Details.Url!), article => article.Number))
        .Where(group => group.Skip(1).Any())
        .Select(group => new SameUrl(group.Key, [.. group]));
}
