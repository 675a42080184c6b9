using System.Runtime.InteropServices;
using System.Text;
using Archiver.Articles;
using Archiver.Querying;
using Archiver.Texts;

namespace Archiver.Statistics;

/// <summary>
/// Counts articles as they go by. Memory grows with the categories, months, days, hosts, sites, authors and tags there are,
/// not with the articles.
/// </summary>
/// <param name="revisions">Loads the older states of an article.</param>
/// <param name="readText">Reads the text of an article, where its characters were not counted at its import.</param>
internal sealed class StatisticsCollector(
    Func<Article, IEnumerable<Article>> revisions, Func<Article, ArticleText> readText)
{
    private static readonly (string Fact, Func<Details, IEnumerable<string?>> ValuesOf)[] Facts =
    [
        ("site", details => [details.Site]),
        ("author", details => details.Authors),
        ("language", details => [details.Language]),
        ("tag", details => details.Tags),
    ];

    private readonly Dictionary<string, Tally>[] _byFact =
        [.. Facts.Select(_ => new Dictionary<string, Tally>(StringComparer.Ordinal))];
    private readonly Dictionary<string, Tally> _categories = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Tally> _months = [];
    private readonly Tally[] _weekdays = new Tally[7];
    private readonly Dictionary<DateOnly, int> _days = [];
    private readonly Dictionary<string, (int Articles, long Readings)> _hosts = new(StringComparer.Ordinal);
    private Tally _total;
    private Tally _uncategorized;
    private ReadingLength _unread;
    private long _readings;
    private DateOnly? _first;
    private DateOnly? _last;
    private int _undated;

    public void Add(Article article)
    {
        var length = LengthOf(article);
        var tally = new Tally(1, article.IsRead ? 0 : 1, length);
        _total += tally;
        _unread += article.IsRead ? default : length;
        if (article.Details.Category is { } category)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_categories, category, out _) += tally;
        }
        else
        {
            _uncategorized += tally;
        }

        foreach (var (fact, tallies) in Facts.Zip(_byFact))
        {
            foreach (var value in fact.ValuesOf(article.Details).OfType<string>())
            {
                CollectionsMarshal.GetValueRefOrAddDefault(tallies, value, out _) += tally;
            }
        }

        AddDate(article.Details.Date, tally);
        if (article.IsRead)
        {
            AddReadings(article);
        }
    }

    public ArchiveStatistics Complete(ReadingSpeed speed, DateOnly today, Deduplication? deduplication)
    {
        (DateOnly Day, int Readings)[] days = [.. _days.Select(pair => (pair.Key, pair.Value)).OrderBy(day => day.Key)];
        var categories = _categories.Select(pair => ((string?)pair.Key, pair.Value));
        return new ArchiveStatistics
        {
            Speed = speed,
            Total = _total,
            Unread = _unread,
            First = _first,
            Last = _last,
            Undated = _undated,
            Categories = [.. categories.Concat(_uncategorized.Articles > 0 ? [(null, _uncategorized)] : [])
                .OrderByDescending(category => category.Value.Articles)
                .ThenBy(category => category.Item1, StringComparer.Ordinal)],
            Breakdowns = [.. Facts.Zip(_byFact, (fact, tallies) => new Breakdown(fact.Fact,
                [.. tallies.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value.Articles)
                    .ThenBy(pair => pair.Key, StringComparer.Ordinal)]))],
            Months = [.. _months.Select(pair => (pair.Key, pair.Value)).OrderBy(month => month.Key)],
            Weekdays = _weekdays,
            Readings = _readings,
            Days = days,
            Streaks = Streaks.Of(days.Select(day => day.Day), today),
            Hosts = [.. _hosts.Select(pair => new HostTally(pair.Key, pair.Value.Articles, pair.Value.Readings))
                .OrderByDescending(host => host.Readings)
                .ThenByDescending(host => host.Articles)
                .ThenBy(host => host.Host, StringComparer.Ordinal)],
            Deduplication = deduplication,
        };
    }

    private void AddDate(DateOnly? date, Tally tally)
    {
        if (date is not { } day)
        {
            _undated++;
            return;
        }

        _first = day > _first ? _first : day;
        _last = day < _last ? _last : day;
        CollectionsMarshal.GetValueRefOrAddDefault(_months, new DateOnly(day.Year, day.Month, 1), out _) += tally;
        _weekdays[((int)day.DayOfWeek + 6) % 7] += tally;
    }

    private void AddReadings(Article article)
    {
        // One that was read and has no count was read once at least.
        var count = article.ReadCount ?? 1;
        _readings += count;
        var host = UrlHost.NameOf(article.Details.Url);
        if (host.Length > 0)
        {
            ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(_hosts, host, out _);
            found = (found.Articles + 1, found.Readings + count);
        }

        foreach (var time in TimesOf(article))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_days, DateOnly.FromDateTime(time.ToDateTime()), out _)++;
        }
    }

    /// <summary>The readings whose time is known: each minute once.</summary>
    private IEnumerable<WallTime> TimesOf(Article article)
    {
        if (article.Revisions.Count == 0 && article.Readings.Count == 0)
        {
            return LastReadOf(article) is { } only ? [only] : [];
        }

        return revisions(article).Append(article).Select(LastReadOf).OfType<WallTime>().Concat(article.Readings).Distinct();
    }

    /// <summary>The last reading that a state states. Where it says that there was none, its time is no reading's.</summary>
    private static WallTime? LastReadOf(Article state) => state.Details.ReadCount == 0 ? null : state.Details.LastRead;

    private ReadingLength LengthOf(Article article)
    {
        var characters = new CharacterCount(article.Characters, article.CharacterWords);
        if (characters.Characters == 0 && HasCharacters(article.Title))
        {
            // Imported by format 1, which did not count them: the title comes from the text.
            characters = readText(article).Paragraphs
                .Aggregate(characters, (sum, paragraph) => sum + CharacterCount.Of(paragraph.Span));
        }

        return new ReadingLength(Math.Max(0, article.Words - characters.Words), characters.Characters);
    }

    private static bool HasCharacters(string? title) => title is not null && !Ascii.IsValid(title)
        && CharacterCount.Of(Encoding.UTF8.GetBytes(title)).Characters > 0;
}
