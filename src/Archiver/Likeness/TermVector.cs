namespace Archiver.Likeness;

/// <summary>
/// What a text is about: a weight for each of its terms, the higher the more often it stands there (by the logarithm) and
/// the fewer texts have it. The squares of the weights add up to 1, so that a long text is no more similar to others than
/// a short one.
/// </summary>
internal sealed class TermVector
{
    private readonly (int Term, double Weight)[] _weights;

    private TermVector(IEnumerable<(int Term, double Weight)> weights)
    {
        _weights = [.. weights.Where(each => each.Weight > 0)];
        var length = Math.Sqrt(_weights.Sum(each => each.Weight * each.Weight));
        foreach (ref var each in _weights.AsSpan())
        {
            each.Weight /= length;
        }
    }

    public IReadOnlyList<(int Term, double Weight)> Weights => _weights;

    /// <param name="counts">The terms in rising order.</param>
    /// <param name="rarity">How much a term tells.</param>
    public static TermVector Of(IEnumerable<TermCount> counts, Func<int, double> rarity) =>
        new(counts.Select(count => (count.Term, Math.Log(1 + count.Count) * rarity(count.Term))));

    /// <summary>What several texts are about together.</summary>
    public static TermVector Sum(IEnumerable<(TermVector Vector, double Weight)> vectors) => new(vectors
        .SelectMany(each => each.Vector._weights.Select(term => (term.Term, Weight: term.Weight * each.Weight)))
        .GroupBy(term => term.Term)
        .OrderBy(term => term.Key)
        .Select(term => (term.Key, term.Sum(each => each.Weight))));

    /// <summary>What each term that both have adds to their similarity (the cosine).</summary>
    public IEnumerable<(int Term, double Share)> Common(TermVector other)
    {
        for (int left = 0, right = 0; left < _weights.Length && right < other._weights.Length;)
        {
            var (mine, theirs) = (_weights[left], other._weights[right]);
            if (mine.Term == theirs.Term)
            {
                yield return (mine.Term, mine.Weight * theirs.Weight);
            }

            left += mine.Term <= theirs.Term ? 1 : 0;
            right += mine.Term >= theirs.Term ? 1 : 0;
        }
    }

    public double Cosine(TermVector other) => Common(other).Sum(term => term.Share);
}
