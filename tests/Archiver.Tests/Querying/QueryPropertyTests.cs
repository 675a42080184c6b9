using System.Globalization;
using Archiver.Articles;
using Archiver.Formats.Dumps.Closings;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using CsCheck;

namespace Archiver.Tests.Querying;

/// <summary>Random queries: what is printed is read as the same, and what is found is what a filter over everything finds.</summary>
public sealed class QueryPropertyTests : IDisposable
{
    private static readonly DateOnly Start = new(2023, 12, 20);
    private static readonly FixedClock Clock = new(2024, 1, 30);

    private static readonly Gen<string> Space = OneOf(" ", "  ", "\t", "\u3000");

    private static readonly string[] Bridges = ["bridge", "bridges", "bridged"];

    /// <summary>A condition as it is written, and what it means.</summary>
    private static readonly Gen<Written> Condition = Gen.OneOf(
        Gen.Int[0, 230].Select(number => new Written($"{number}", row => row.Has($"{number}"))),
        Gen.Int[0, 30].Select(number => new Written($"{number}*", row => row.HasBeginning($"{number}"))),
        Gen.Int[0, 230].Select(number => new Written($"\"Say {31 * number}\"", row => row.Has("say", $"{31 * number}"))),
        OneOf("bridging", "bridge").Select(word => new Written(word, row => Bridges.Any(row.Has))),
        OneOf(Bridges).Select(word => new Written($"\"{word}\"", row => row.Has(word))),
        Gen.Int[0, 230].Select(number => new Written($"title:{number}", row => row.TitleHas($"{number}"))),
        OneOf("a", "b", "c", "D d", "none").Select(name => new Written($"category:\"{name}\"", row => row.Article.Details.Category == name)),
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 20]).Select((day, length) =>
        {
            var (first, last) = (Start.AddDays(day), Start.AddDays(day + length));
            return new Written($"date:{Iso(first)}..{Iso(last)}", row => row.Article.Details.Date >= first && row.Article.Details.Date <= last);
        }),
        Gen.Int[0, 40].Select(day => new Written($"date:<{Iso(Start.AddDays(day))}", row => row.Article.Details.Date < Start.AddDays(day))),
        Gen.Int[0, 40].Select(days => new Written($"DATE:{days}d..", row => row.Article.Details.Date >= new DateOnly(2024, 1, 30).AddDays(-days))),
        OneOf(2023, 2024).Select(year => new Written($"date:{year}", row => row.Article.Details.Date?.Year == year)),
        Gen.Int[0, 230].Select(number => new Written($"url:https://news.example/{number}/", row => row.Article.Details.Url == $"https://news.example/{number}/")),
        Gen.Int[0, 230].Select(number => new Written($"id:{$"{InventedDump.IdOf(number * 7919)}"[..5]}",
            row => $"{row.Article.Id}".StartsWith($"{InventedDump.IdOf(number * 7919)}"[..5], StringComparison.Ordinal))),
        OneOf("news.example", "example").Select(host => new Written($"host:{host}", row => row.Article.Details.Url is not null)),
        Gen.Int[0, 20].Select(words => new Written($"words:>={words}", row => row.Article.Words >= words)),
        Gen.Const(new Written("has:date", row => row.Article.Details.Date is not null)),
        Gen.Const(new Written("date:..", row => row.Article.Details.Date is not null)),
        Gen.Const(new Written("has:category", row => row.Article.Details.Category is not null)),
        Gen.Const(new Written("has:summary", row => row.Text.Summary.Count > 0)),
        Gen.Const(new Written("has:created", row => row.Article.Details.Created is not null)),
        Gen.Const(new Written("is:unread", _ => false)));

    private static readonly Gen<Written> Queries = Gen.Recursive<Written>((depth, inner) => depth > 3
        ? Condition
        : Gen.Frequency(
            (4, Condition),
            (2, Gen.Select(inner, Space, inner).Select((left, space, right) =>
                new Written($"({left.Query}){space}({right.Query})", row => left.Means(row) && right.Means(row)))),
            (1, Gen.Select(Condition, Space, Condition).Select((left, space, right) =>
                new Written($"{left.Query}{space}AND {right.Query}", row => left.Means(row) && right.Means(row)))),
            (2, Gen.Select(inner, inner).Select((left, right) =>
                new Written($"({left.Query}) OR ({right.Query})", row => left.Means(row) || right.Means(row)))),
            (1, Gen.Select(Condition, Condition, Condition).Select((first, second, third) =>
                new Written($"{first.Query} {second.Query} OR {third.Query}", row => (first.Means(row) && second.Means(row)) || third.Means(row)))),
            (2, Gen.Select(OneOf("-", "NOT "), inner).Select((not, part) => new Written($"{not}({part.Query})", row => !part.Means(row))))));

    /// <summary>Trees as the parser may make them, with values of any characters.</summary>
    private static readonly Gen<Query> Trees = Gen.Recursive<Query>((depth, inner) => depth > 5
        ? Leaves()
        : Gen.Frequency(
            (3, Leaves()),
            (1, inner.Array[2, 4].Select(parts => AllOf.Join(parts))),
            (1, inner.Array[2, 4].Select(parts => AnyOf.Join(parts))),
            (1, inner.Select(part => (Query)new Not(part)))));

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void What_is_printed_is_read_as_the_same_tree() => Trees.Sample(tree =>
    {
        Assert.True(Query.TryParse(tree.ToString(), Clock, out var read, out var error), $"{tree}: {error?.Message}");
        Assert.Equal(tree, read);
    }, iter: 3000);

    [Fact]
    public void Any_text_is_a_query_or_an_error_within_it() => Gen.OneOf(
        Gen.String,
        OneOf("(", ")", "\"", "-", "*", ":", " ", "OR", "NOT", "AND", "date:", "words:", "title:", "a", "..", "2025", ">", "港", "\uD800").Array[0, 12].Select(string.Concat))
        .Sample(text =>
        {
            if (Query.TryParse(text, Clock, out var query, out var error))
            {
                Assert.True(Query.TryParse(query.ToString(), Clock, out var again, out _), $"{text}: {query}");
                Assert.Equal(query, again);
            }
            else
            {
                Assert.InRange(error!.Start, 0, text.Length);
                Assert.InRange(error.Start + error.Length, 0, text.Length);
                Assert.Matches("[.?…]$", error.Message);
            }
        }, iter: 5000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_query_finds_what_a_filter_over_all_articles_finds(bool hasIndex)
    {
        var random = new Random(12);
        for (var import = 0; import < 10; import++)
        {
            _archive.Import(Enumerable.Range(0, 40).Select(_ => Any(random)));
        }

        if (hasIndex)
        {
            using var indexing = _archive.OpenToRead();
            indexing.PrepareSearch(TimeSpan.Zero, mayBeOutdated: false, Assert.Fail);
        }

        using var archive = _archive.OpenToRead();
        using var searched = _archive.OpenToRead();
        Row[] all = [.. archive.SelectWithText(new Selection { Order = SortOrder.AsImported }).Select(pair => new Row(pair.Article, pair.Text))];
        Gen.Select(Queries, Gen.Int[0, SortField.All.Count - 1].Select(at => SortField.All[at]), Gen.Bool, Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 20].Select(limit => (int?)limit)),
            OneOf<string[]>([], ["a"], ["b", "D d"]))
            .Sample((written, field, descending, limit, categories) =>
            {
                Assert.True(Query.TryParse(written.Query, Clock, out var query, out var error), $"{written.Query}: {error?.Message}");
                var selection = new Selection
                {
                    Query = query,
                    Categories = categories,
                    Order = new SortOrder(field, descending),
                    Limit = limit,
                };
                var expected = Filter(all, written, selection).Select(article => article.Number).ToArray();
                Assert.Equal(expected, archive.Select(selection).Select(article => article.Number));
                Assert.Equal(expected, archive.SelectWithText(selection).Select(pair => pair.Article.Number));
                if (hasIndex)
                {
                    searched.PrepareSearch(TimeSpan.Zero, mayBeOutdated: false, Assert.Fail);
                    Assert.Equal(expected, searched.Select(selection).Select(article => article.Number));
                    var found = Filter(all, written, selection with { Limit = null }).Select(article => article.Number).Order();
                    Assert.Equal(found, searched.Search(selection with { Limit = null }).Select(hit => hit.Number).Order());
                    Assert.Equal(expected.Length, searched.Search(selection).Count());
                }
            }, iter: Extent.Of(150, 1500), threads: 1);
    }

    private static IEnumerable<Article> Filter(Row[] all, Written written, Selection selection)
    {
        var order = selection.Order;
        var selected = all
            .Where(row => written.Means(row) && (selection.Categories.Count == 0 || selection.Categories.Contains(row.Article.Details.Category)))
            .Select(row => row.Article)
            .OrderBy(article => order.Field.ValueOf(article) is null);
        var sorted = order.Descending ? selected.ThenByDescending(order.Field.ValueOf) : selected.ThenBy(order.Field.ValueOf);
        return sorted.ThenByDescending(article => article.Number).Take(selection.Limit ?? int.MaxValue);
    }

    /// <summary>Of few IDs, so that some are updated again and again.</summary>
    private static InventedDump Any(Random random)
    {
        var dump = InventedDump.Number(random.Next(220));
        return dump with
        {
            Category = random.Next(5) switch { 0 => null, 4 => "D d", var number => $"{(char)('a' + number - 1)}" },
            Date = random.Next(5) == 0 ? null : Iso(Start.AddDays(random.Next(40))),
            Url = random.Next(4) == 0 ? null : dump.Url,
            Summary = random.Next(3) == 0 ? [] : dump.Summary,
            Body = [.. dump.Body.Take(1 + random.Next(3)), $"They {Bridges[random.Next(3)]} it"],
            OtherDetails = random.Next(3) == 0 ? [] : [$"Created: 2024/01/{1 + random.Next(9):00} 07:00"],
        };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<Query> Leaves()
    {
        var texts = Gen.OneOf(Gen.String[0, 8], Gen.String[Gen.Char["ab \"()*-:.あ港éЯ"], 0, 8]);
        var patterns = Gen.Select(texts, Gen.Bool)
            .Select((text, isPrefix) => TextPattern.Read(new WrittenValue(text + "x", IsQuoted: true, isPrefix))!);
        var fields = QueryField.All.ToDictionary(field => field.Name);
        return Gen.OneOf(
            patterns.Select(pattern => (Query)new TextCondition(pattern)),
            patterns.Select(pattern => (Query)new FieldCondition(fields["title"], pattern)),
            texts.Select(text => (Query)new FieldCondition(QueryField.Category, new NamePattern(text.TrimEnd('*'), IsPrefix: text.EndsWith('*')))),
            texts.Select(text => (Query)new FieldCondition(QueryField.Url, new UrlText(text))),
            Gen.Select(Gen.Int[1, 3_000_000], Gen.Int[0, 500_000], Gen.Int[0, 3]).Select((day, length, ends) => (Query)new FieldCondition(
                fields["created"],
                new DayRange((ends & 1) == 0 ? null : DateOnly.FromDayNumber(day), (ends & 2) == 0 ? null : DateOnly.FromDayNumber(day + length)))),
            Gen.Select(Gen.Long[0, 1L << 60], Gen.Long[0, 3], Gen.Int[0, 3]).Select((number, length, ends) => (Query)new FieldCondition(
                fields["words"], new NumberRange((ends & 1) == 0 ? null : number, (ends & 2) == 0 ? null : number + length))),
            OneOf("is:read", "is:unread", "has:summary", "has:reads", "id:0123", "host:a.example").Select(text =>
                Query.TryParse(text, Clock, out var query, out _) ? query : throw new InvalidOperationException(text)));
    }

    private sealed record Written(string Query, Func<Row, bool> Means)
    {
        public override string ToString() => Query;
    }

    /// <summary>An article and the words of its lines, found in another way than the program's.</summary>
    private sealed class Row(Article article, ArticleText text)
    {
        private readonly string[][] _lines = [.. TestArchive.Texts(text.Paragraphs).Concat(TestArchive.Texts(text.Summary)).Append(article.Title ?? "")
            .Select(line => line.ToLowerInvariant().Split(' ', '.', ','))];

        public Article Article => article;

        public ArticleText Text => text;

        public bool Has(string word) => _lines.Any(line => line.Contains(word));

        public bool Has(string first, string second) => _lines.Any(line => line.Zip(line.Skip(1)).Contains((first, second)));

        public bool TitleHas(string word) => _lines[^1].Contains(word);

        public bool HasBeginning(string letters) => _lines.Any(line => line.Any(word => word.StartsWith(letters, StringComparison.Ordinal)));
    }
}
