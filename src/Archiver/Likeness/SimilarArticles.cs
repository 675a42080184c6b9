using Archiver.Articles;
using Archiver.Searching;

namespace Archiver.Likeness;

/// <summary>
/// Finds the articles that are about the same as a text. Of a small archive all articles are compared; of a larger one
/// those that the index of the words finds with the terms that tell most of the text.
/// </summary>
/// <param name="count">How many articles there are.</param>
/// <param name="read">Reads the articles of these numbers, or all.</param>
/// <param name="search">Gives the index, as the archive is now.</param>
internal sealed class SimilarArticles(
    int count, Func<IReadOnlyList<int>?, IEnumerable<(Article Article, ArticleText Text)>> read, Func<Search> search)
{
    /// <summary>Reading so many articles takes a fraction of a second.</summary>
    public const int MostScanned = 3000;

    /// <summary>How many articles the index is asked for, and with how many of the text's terms.</summary>
    private const int Candidates = 120;
    private const int SearchTerms = 20;

    /// <summary>A term that is not counted is taken for one that an article in so many has.</summary>
    private const int RareOneIn = 1000;

    private readonly Vocabulary _vocabulary = new();

    /// <param name="title">The text's title, if it has one.</param>
    /// <param name="paragraphs">Its paragraphs, in UTF-8.</param>
    /// <param name="except">The number of the article that it is; 0 where it is not archived.</param>
    /// <param name="limit">How many at most.</param>
    public IReadOnlyList<SimilarArticle> Find(
        string? title, IReadOnlyList<ReadOnlyMemory<byte>> paragraphs, int except, int limit)
    {
        var text = ArticleTerms.Of(_vocabulary, title, paragraphs);
        return count <= MostScanned
            ? Scan(text, except, limit)
            : search().Ask(index => Find(text, except, limit, index));
    }

    private List<SimilarArticle> Scan(TermCount[] text, int except, int limit)
    {
        var articles = read(null).Select(each => ArticleTerms.Of(_vocabulary, each.Article, each.Text)).ToList();
        var with = new int[_vocabulary.Count];
        foreach (var term in articles.SelectMany(article => article.Counts))
        {
            with[term.Term]++;
        }

        articles.RemoveAll(article => article.Article.Number == except);
        return new Ranking(_vocabulary, count, term => with[term]).Rank(text, articles, limit);
    }

    private List<SimilarArticle> Find(TermCount[] text, int except, int limit, SearchIndex index)
    {
        var counts = new Dictionary<string, int>();
        var byIndex = new Ranking(_vocabulary, count, With);
        var telling = text
            .OrderByDescending(term => Math.Log(1 + term.Count) * byIndex.RarityOf(term.Term))
            .Take(SearchTerms)
            .SelectMany(term => _vocabulary.FormsOf(term.Term));
        var most = Math.Max(Candidates, 2 * Math.Min(limit, count)) + 1;
        int[] found = [.. index.FindAny(telling, most).Where(number => number != except).Order()];
        var candidates = read(found).Select(each => ArticleTerms.Of(_vocabulary, each.Article, each.Text)).ToList();

        // Now that the candidates have been read, more forms of the terms are known. Most of their terms only one of them
        // has; to count each of those would take most of the time, and they say nothing but how much else is in it.
        HashSet<int> counted = [.. text.Select(term => term.Term)];
        counted.UnionWith(candidates.SelectMany(each => each.Counts).GroupBy(term => term.Term)
            .Where(same => same.Skip(1).Any()).Select(same => same.Key));
        var ranking = new Ranking(_vocabulary, count, term => counted.Contains(term) ? With(term) : count / RareOneIn);
        return ranking.Rank(text, candidates, limit);

        // Of two characters in a row the index would have to count the articles one by one; that each of them says
        // nothing of the other comes near enough.
        int With(int term) => _vocabulary.IsPair(term)
            ? (int)(_vocabulary.FormsOf(term)[0].Split(' ').Aggregate((double)count, (with, word) => with * CountOf(word) / count))
            : _vocabulary.FormsOf(term).Sum(CountOf);

        int CountOf(string word) => counts.TryGetValue(word, out var known) ? known : counts[word] = index.CountArticles(word);
    }
}
