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
    private const int MostLookedAt = 20_000;

    /// <summary>So many are loaded at once where each of them may be left out.</summary>
    private const int LookedAtOnce = 256;

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

    /// <summary>The paragraphs of an article, by their places in it, that were there already when it came in: other articles have them.</summary>
    internal IReadOnlySet<int> KnownParagraphs(Article article, ArticleText text)
    {
        // Its own texts lie in a row that ends with its record; in the pack before, in a row at that pack's end.
        var own = new HashSet<uint> { article.Record.Value };
        var states = article.Revisions.Select(_articles.LoadRevision).Select(state => ArticleTexts.RecordOf(state, Text))
            .Append(ArticleTexts.RecordOf(article, Text)).ToArray();
        if (states.Length > 1)
        {
            // What older states of it brought is its own, too, and cannot be told from what they found.
            return new HashSet<int>();
        }

        var expected = article.Record.Value - 1;
        foreach (var number in states[0].Text.All.Select(number => number.Value).Distinct().OrderDescending())
        {
            if (number > expected)
            {
                own.Add(number);
                continue;
            }

            var isOfPackBefore = new TextNumber(expected).Place == TextNumber.PackCapacity - 1
                && new TextNumber(number).Pack == new TextNumber(expected).Pack;
            if (number != expected && !isOfPackBefore)
            {
                break;
            }

            own.Add(number);
            expected = number - 1;
        }

        return Enumerable.Range(0, text.Numbers.Length).Where(at => !own.Contains(text.Numbers.Span[at].Value)).ToHashSet();
    }
}
