using Archiver.Articles;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver;

/// <summary>What a reader who turns pages asks for.</summary>
public sealed partial class Archive
{
    /// <summary>So many articles are looked at for one page: where few match, the page ends before it is full.</summary>
    private const int MostLookedAt = 5_000;

    /// <summary>So many are loaded at once where each of them may be left out.</summary>
    private const int LookedAtOnce = 64;

    /// <summary>So many articles before one are looked at.</summary>
    private const int MostBefore = 8;

    /// <summary>A page of the articles that match, newest first. The work does not grow with the archive.</summary>
    /// <param name="query">Conditions that need no text.</param>
    /// <param name="after">Where the page before ended; null for the first page.</param>
    /// <param name="size">How many articles a page has.</param>
    internal ListedPage Page(Query query, ListPlace? after, int size)
    {
        var plan = QueryPlan.For(_selector.WithCategories(query));
        var isExact = plan.OfArticle == Query.Everything;
        var found = new List<Article>();
        var (looked, next) = (0, default(ListPlace));
        foreach (var places in _selector.NewestAfter(plan.Bounds, after).Chunk(isExact ? size + 1 : LookedAtOnce))
        {
            foreach (var (place, article) in places.Zip(_articles.Load(places.Select(place => place.Number))))
            {
                if (isExact || QueryEvaluator.WithoutText.Matches(plan.OfArticle, article))
                {
                    if (found.Count == size)
                    {
                        return new ListedPage(found, next, IsFull: true);
                    }

                    found.Add(article);
                }

                next = place;
            }

            looked += places.Length;
            if (looked >= MostLookedAt)
            {
                return new ListedPage(found, next, found.Count == size);
            }
        }

        return new ListedPage(found, null, found.Count == size);
    }

    /// <summary>How many articles each month has, newest first; null is for those without a date.</summary>
    internal IReadOnlyList<((int Year, int Month)? Month, int Count)> Months()
    {
        var months = new List<((int, int)? Month, int Count)>();
        foreach (var entry in _articles.RunsOf(RunKind.Date).Range(0, ulong.MaxValue, descending: true))
        {
            (int, int)? month = RunKey.ToDate(entry.Key) is { } day ? (day.Year, day.Month) : null;
            if (months.Count > 0 && months[^1].Month == month)
            {
                months[^1] = (month, months[^1].Count + 1);
            }
            else
            {
                months.Add((month, 1));
            }
        }

        return months;
    }

    /// <summary>
    /// The paragraphs of an article, by their places in it, that were there already when it came in: other articles have
    /// them. Where that is not certain, as with several states of an article, there is none.
    /// </summary>
    internal IReadOnlySet<int> KnownParagraphs(Article article, ArticleText text)
    {
        // Texts are numbered as they come, and the record of an article is its last: what is its own has a higher number
        // than the record of the one before. That may have come again since; then one further back tells.
        var before = Enumerable.Range(1, article.Revisions.Count == 0 ? MostBefore : 0)
            .Select(back => _database.Find(ArticleDocument.Collection, article.Number - back))
            .Select(document => document is null ? default : ArticleDocument.RecordOf(document))
            .FirstOrDefault(record => record != TextNumber.None && record.Value < article.Record.Value);
        return Enumerable.Range(0, text.Numbers.Length).Where(at => text.Numbers.Span[at].Value < before.Value).ToHashSet();
    }
}
