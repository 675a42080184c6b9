namespace Archiver.Likeness;

/// <summary>Ranks articles by how much they are about the same as a text.</summary>
/// <param name="vocabulary">The terms.</param>
/// <param name="articles">How many articles there are in the archive.</param>
/// <param name="withTerm">How many of them have a term.</param>
internal sealed class Ranking(Vocabulary vocabulary, int articles, Func<int, int> withTerm)
{
    /// <summary>So many of the nearest articles are asked what the text is about in other words.</summary>
    private const int Nearest = 5;

    private const int MostTerms = 8;

    /// <summary>What is shown as 0.00 has nothing in common but chance.</summary>
    private const double Lowest = 0.005;

    private readonly Dictionary<int, double> _rarities = [];

    public List<SimilarArticle> Rank(TermCount[] text, IReadOnlyList<ArticleTerms> candidates, int limit)
    {
        var query = TermVector.Of(text, RarityOf);
        var vectors = candidates.Select(candidate => TermVector.Of(candidate.Counts, RarityOf)).ToArray();
        var cosines = vectors.Select(query.Cosine).ToArray();
        int[] nearest = [.. Enumerable.Range(0, candidates.Count).OrderByDescending(index => cosines[index]).Take(Nearest + 1)];
        var ofFirst = Join(nearest.Take(Nearest));
        return [.. Enumerable.Range(0, candidates.Count)
            .Select(Compare)
            .Where(each => each.Score >= Lowest)
            .OrderByDescending(each => each.Score)
            .ThenBy(each => candidates[each.Index].Article.Number)
            .Take(limit)
            .Select(each => new SimilarArticle(candidates[each.Index].Article, Math.Min(1, each.Score), Explain(
                query.Common(vectors[each.Index]), each.Others.Vector.Common(vectors[each.Index]), each.Weight)))];

        (TermVector Vector, double Nearness) Join(IEnumerable<int> some)
        {
            var joined = some.Select(index => (Vector: vectors[index], Cosine: cosines[index])).ToArray();
            return (TermVector.Sum(joined), joined.Length == 0 ? 0 : joined.Average(each => each.Cosine));
        }

        // What the others say counts as much as they are near, and only for what is missing to 1.
        (int Index, double Score, (TermVector Vector, double Nearness) Others, double Weight) Compare(int index)
        {
            var others = Array.IndexOf(nearest, index) is >= 0 and < Nearest
                ? Join(nearest.Where(other => other != index))
                : ofFirst;
            var weight = Math.Max(0, 1 - cosines[index]) * others.Nearness;
            return (index, cosines[index] + (weight * others.Vector.Cosine(vectors[index])), others, weight);
        }
    }

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
