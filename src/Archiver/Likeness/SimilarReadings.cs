using System.Text;
using Archiver.Articles;
using Archiver.Searching;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>Finds the archived articles that a dump's similar readings name by their titles.</summary>
/// <param name="all">All articles; null where the index is to find those that come into question.</param>
/// <param name="load">Loads the articles of these numbers.</param>
/// <param name="search">Gives the index, as the archive is now.</param>
internal sealed class SimilarReadings(
    IEnumerable<Article>? all, Func<IEnumerable<int>, IEnumerable<Article>> load, Func<Search> search)
{
    /// <summary>The part of their terms that two titles must have in common to be nearly the same.</summary>
    private const double Nearly = 0.6;

    /// <summary>How many articles the index is asked for.</summary>
    private const int Candidates = 20;

    /// <summary>A title that is nearly the same has one of the rarest words of the other, and common words find everything.</summary>
    private const int RarestWords = 5;

    /// <summary>The app puts this before some titles.</summary>
    private const string Label = "Summary: ";

    private readonly Vocabulary _vocabulary = new();

    public IReadOnlyList<SimilarReading> Resolve(IReadOnlyList<ReadOnlyMemory<byte>> titles, int except)
    {
        if (titles.Count == 0)
        {
            return [];
        }

        if (all is not null)
        {
            var articles = all.Where(article => article.Number != except)
                .Select(article => (Article: article, Title: TitleOf(article.Title))).ToList();
            return [.. titles.Select(title => Resolve(title, _ => articles))];
        }

        var counts = new Dictionary<string, int>();
        return search().Ask(index => (IReadOnlyList<SimilarReading>)[.. titles.Select(title => Resolve(title,
            words => load(index.FindAny(Rarest(words, index), Candidates, "title"))
                .Where(article => article.Number != except)
                .Select(article => (article, TitleOf(article.Title)))))]);

        IEnumerable<string> Rarest(IEnumerable<string> words, SearchIndex index) => words
            .Where(word => !StopWords.Contains(word))
            .OrderBy(word => counts.TryGetValue(word, out var known) ? known : counts[word] = index.CountArticles(word))
            .Take(RarestWords);
    }

    private SimilarReading Resolve(
        ReadOnlyMemory<byte> line, Func<IEnumerable<string>, IEnumerable<(Article Article, Title Title)>> find)
    {
        var text = Encoding.UTF8.GetString(line.Span);
        var reading = TitleOf(text);
        var bare = text.StartsWith(Label, StringComparison.OrdinalIgnoreCase) ? TitleOf(text[Label.Length..]) : reading;
        var best = find(bare.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
            .Select(known => (known.Article, Score: Math.Max(Likeness(reading, known.Title), Likeness(bare, known.Title))))
            .Where(known => known.Score >= Nearly)
            .OrderByDescending(known => known.Score)
            .ThenBy(known => known.Article.Number)
            .FirstOrDefault();
        return new SimilarReading(text, best.Article, best.Score > 1);
    }

    private Title TitleOf(string? text)
    {
        var isCut = text?.EndsWith('…') == true;
        return new Title(FoldedText.WordsOf(text ?? ""), isCut,
            [.. _vocabulary.Read([(Encoding.UTF8.GetBytes(text ?? ""), 1)]).Select(count => count.Term)]);
    }

    /// <summary>2 where the titles are the same, 1 where one is the other's beginning, else the part of their terms in common.</summary>
    private static double Likeness(Title reading, Title known)
    {
        if (reading.Words == known.Words)
        {
            return reading.Words.Length == 0 ? 0 : 2;
        }

        if (known.IsCut && reading.Words.StartsWith(known.Words + " ", StringComparison.Ordinal))
        {
            return 1;
        }

        var terms = reading.Terms.Count + known.Terms.Count;
        return terms == 0 ? 0 : 2.0 * reading.Terms.Count(known.Terms.Contains) / terms;
    }

    private sealed record Title(string Words, bool IsCut, HashSet<int> Terms);
}
