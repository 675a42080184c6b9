namespace Archiver.Similarity;

/// <summary>Ranks articles by how much they are about the same as a text.</summary>
/// <param name="vocabulary">The terms.</param>
/// <param name="articles">How many articles there are in the archive.</param>
/// <param name="withTerm">How many of them have a term.</param>
internal sealed class Ranking(Vocabulary vocabulary, int articles, Func<int, int> withTerm)
{
    /// <summary>
    /// The nearest articles say what a text is about in other words. So many of them are asked; what they have in common
    /// with an article closes at most this part of the gap between its score and 1.
    /// </summary>
    private const int Nearest = 5;
    private const double OfNearest = 0.3;

    private const int MostTerms = 8;

    private readonly Dictionary<int, double> _rarities = [];

    public List<SimilarArticle> Rank(TermCount[] text, IReadOnlyList<ArticleTerms> candidates, int limit)
    {
        var query = TermVector.Of(text, RarityOf);
        var vectors = candidates.Select(candidate => TermVector.Of(candidate.Counts, RarityOf)).ToArray();
        var cosines = vectors.Select(query.Cosine).ToArray();
        var nearest = TermVector.Sum(vectors.Zip(cosines).OrderByDescending(each => each.Second).Take(Nearest));
        return [.. Enumerable.Range(0, candidates.Count)
            .Select(index => (Index: index, Score: cosines[index] + (Rest(cosines[index]) * nearest.Cosine(vectors[index]))))
            .Where(each => each.Score > 0)
            .OrderByDescending(each => each.Score)
            .ThenBy(each => candidates[each.Index].Article.Number)
            .Take(limit)
            .Select(each => new SimilarArticle(candidates[each.Index].Article, Math.Min(1, each.Score),
                Explain(query.Common(vectors[each.Index]), nearest.Common(vectors[each.Index]), Rest(cosines[each.Index]))))];
    }

    private static double Rest(double cosine) => Math.Max(0, 1 - cosine) * OfNearest;

    /// <summary>How much a term tells of a text that has it: nothing if all have it.</summary>
    public double RarityOf(int term)
    {
        if (!_rarities.TryGetValue(term, out var rarity))
        {
            var with = Math.Min(articles, withTerm(term));
            _rarities[term] = rarity = Math.Log(1 + ((articles - with + 0.5) / (with + 0.5)));
        }

        return rarity;
    }

    private List<SimilarTerm> Explain(
        IEnumerable<(int Term, double Share)> own, IEnumerable<(int Term, double Share)> ofNearest, double weight) =>
    [
        .. own.Concat(ofNearest.Select(term => (term.Term, Share: term.Share * weight)))
            .GroupBy(term => term.Term, term => term.Share)
            .Select(term => (Term: term.Key, Share: term.Sum()))
            .OrderByDescending(term => term.Share)
            .Take(MostTerms)
            .Select(term => new SimilarTerm(vocabulary.NameOf(term.Term), term.Share)),
    ];
}
