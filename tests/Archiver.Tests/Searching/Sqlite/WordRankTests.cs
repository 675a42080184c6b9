using System.Text;
using Archiver.Articles;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Searching.Sqlite;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Searching.Sqlite;

public sealed class WordRankTests
{
    private const int Articles = 60;

    /// <summary>Each with its stem, which two or three of them share.</summary>
    private static readonly (string Stem, string Word)[] Words =
        [("tide", "tide"), ("tide", "tides"), ("tide", "tidings"), ("lock", "lock"), ("lock", "locks"), ("moss", "moss"), ("fen", "fen")];

    [Fact]
    public void The_order_is_that_of_BM25_with_all_forms_of_a_word_as_one() => Gen.Select(Gen.Int, Gen.Int[1, 3]).Sample((seed, count) =>
    {
        var random = new Random(seed);
        var articles = Enumerable.Range(1, Articles).Select(number => Invent(number, random)).ToArray();
        string[] stems = ["tide", "lock", "moss", "fen"];
        random.Shuffle(stems);
        var wanted = stems[..count];
        var scores = Scores(articles, wanted);
        using var index = IndexOf(articles);
        var found = Numbers(index, new AllOf([.. wanted.Select(Condition)]));
        Assert.Equal(scores.Keys.Order(), found.Order());
        Assert.All(found.Zip(found.Skip(1)), pair => Assert.InRange(scores[pair.Second], 0, scores[pair.First] * (1 + 1e-9)));
        Assert.Equal(found.Take(5), Numbers(index, new AllOf([.. wanted.Select(Condition)]), limit: 5));
    }, iter: 50, threads: 1);

    [Fact]
    public void One_article_with_two_forms_of_a_word_is_one_article()
    {
        // "tide" is in articles 1 to 4, of which two have both forms; "moss" is in as many. So they count the same.
        using var index = IndexOf(
        [
            Article(1, "", "tide tides", ""), Article(2, "", "tides tide", ""), Article(3, "", "tide fen", ""), Article(4, "", "tides moss", ""),
            Article(5, "", "moss fen", ""), Article(6, "", "moss fen", ""), Article(7, "", "moss fen", ""),
            .. Enumerable.Range(8, 20).Select(number => Article(number, "", "fen fen", "")),
        ]);
        var either = new AnyOf([Condition("tide"), Condition("moss")]);
        Assert.Equal([4, 2, 1, 7, 6, 5, 3], Numbers(index, either));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(int.MinValue)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(long.MaxValue)]
    public void A_row_that_nobody_wrote_is_damage(long number)
    {
        using var folder = new TemporaryFolder();
        using (var index = IndexOf([Article(1, "", "tide moss", "")], folder["index"]))
        {
        }

        using (var connection = new SqliteConnection(folder["index"], TimeSpan.Zero))
        {
            connection.Run($"INSERT INTO words (rowid, title, body, summary, bounds) VALUES ({number}, '', 'tide moss', '', '')");
        }

        using var changed = new SearchIndex(folder["index"], TimeSpan.Zero);
        Assert.True(Assert.Throws<SqliteException>(() => Numbers(changed, new AllOf([Condition("tide"), Condition("moss")]))).IsOfDamage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(500)]
    public void Of_many_articles_the_best_are_given_and_all_are_counted(int limit)
    {
        using var index = IndexOf(Enumerable.Range(1, 300).Select(number =>
            Article(number, "", $"tide {string.Join(' ', Enumerable.Repeat("fen", number * 7 % 300))}", "")));
        var expression = MatchExpression.Of(Condition("tide"));
        Assert.NotNull(expression);
        var all = index.Find(expression, QueryBounds.None, limit: null, isRanked: true).Hits();
        var matches = index.Find(expression, QueryBounds.None, limit, isRanked: true);
        Assert.Equal(300, matches.Count);
        Assert.Equal(all.Take(limit), matches.Hits());
        Assert.Equal(all.OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Number), all);
    }

    private static ArticleWords Invent(int number, Random random)
    {
        return Article(number, Some(2), Some(30), Some(4));

        string Some(int most) => string.Join(' ', Enumerable.Range(0, random.Next(most + 1))
            .Select(_ => random.Next(3) == 0 ? Words[random.Next(Words.Length)].Word : $"x{random.Next(50)}"));
    }

    private static ArticleWords Article(int number, string title, string body, string summary) => new ArticleWordsReader().Read(
        number, "city", 20250101, Encoding.UTF8.GetBytes(title), [Encoding.UTF8.GetBytes(body)], [Encoding.UTF8.GetBytes(summary)]);

    private static TextCondition Condition(string stem) => new(new TextPattern(stem, IsPrefix: false, stem));

    private static SearchIndex IndexOf(IEnumerable<ArticleWords> articles, string path = "")
    {
        var index = new SearchIndex(path, TimeSpan.Zero);
        index.Create();
        index.Add(articles);
        index.Complete();
        return index;
    }

    private static int[] Numbers(SearchIndex index, Query query, int? limit = null)
    {
        var expression = MatchExpression.Of(query);
        Assert.NotNull(expression);
        return [.. index.Find(expression, QueryBounds.Of(query), limit, isRanked: true).Hits().Select(hit => hit.Number)];
    }

    /// <summary>BM25 as its authors give it, with FTS5's constants.</summary>
    private static Dictionary<int, double> Scores(ArticleWords[] articles, string[] stems)
    {
        var texts = articles.ToDictionary(article => article.Number, article => (byte[][])[article.Title.ToArray(), article.Body.ToArray(), article.Summary.ToArray()]);
        var lengths = texts.ToDictionary(text => text.Key, text => text.Value.Sum(column => WordsOf(column).Length));
        var average = lengths.Values.Average();
        return articles.Select(article => article.Number)
            .Where(number => stems.All(stem => Count(number, stem) > 0))
            .ToDictionary(number => number, number => stems.Sum(stem => Score(number, stem)));

        double Score(int number, string stem)
        {
            var count = Count(number, stem);
            var with = articles.Count(article => Count(article.Number, stem) > 0);
            var rarity = Math.Max(1e-6, Math.Log((articles.Length - with + 0.5) / (with + 0.5)));
            return rarity * count * 2.2 / (count + (1.2 * (0.25 + (0.75 * lengths[number] / average))));
        }

        double Count(int number, string stem) => texts[number].Index().Sum(column => WordRank.Weights[column.Index]
            * WordsOf(column.Item).Count(word => Words.Any(known => known.Word == word && known.Stem == stem)));
    }

    private static string[] WordsOf(byte[] column) => Encoding.UTF8.GetString(column).Split(" \n")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
