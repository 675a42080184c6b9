using Archiver.Articles;
using Archiver.Querying;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using CsCheck;

namespace Archiver.Tests.Querying;

/// <summary>Selections against a filter over all articles.</summary>
public sealed class SelectionTests : IDisposable
{
    private static readonly DateOnly Start = new(2023, 12, 20);

    private static readonly Gen<DateOnly?> Day = Gen.OneOf(Gen.Const((DateOnly?)null), Gen.Int[0, 40].Select(day => (DateOnly?)Start.AddDays(day)));

    private static readonly Gen<Selection> Selections = Gen.Select(
        Gen.Int[0, 3].Select(index => "abcd"[index].ToString()).Array[0, 3], Day, Day,
        Gen.Int[0, SortField.All.Count - 1].Select(at => SortField.All[at]), Gen.Bool, Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 20].Select(limit => (int?)limit)),
        (categories, from, to, field, descending, limit) => new Selection
        {
            Categories = categories,
            From = from,
            To = to,
            Order = new SortOrder(field, descending),
            Limit = limit,
        });

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_selection_is_what_a_filter_over_all_articles_gives()
    {
        var random = new Random(11);
        for (var import = 0; import < 10; import++)
        {
            _archive.Import(Enumerable.Range(0, 40).Select(_ => Any(random)));
        }

        using var archive = _archive.OpenToRead();
        var all = archive.Select(new Selection { Order = SortOrder.AsImported }).ToArray();
        Assert.Equal(all.Length, archive.Count);
        Selections.Sample(selection =>
        {
            lock (archive)
            {
                Assert.Equal(Filter(all, selection).Select(article => article.Number), archive.Select(selection).Select(article => article.Number));
            }
        }, iter: 400);

        Assert.Equal(
            all.GroupBy(article => article.Details.Category).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                (group.Key, group.Count(), group.Min(article => article.Details.Date), group.Max(article => article.Details.Date))),
            archive.Categories().Select(category => (category.Name, category.Count, category.First, category.Last)));
    }

    /// <summary>Of few IDs, so that some are updated again and again.</summary>
    private static InventedDump Any(Random random) => InventedDump.Number(random.Next(220)) with
    {
        Category = random.Next(4) switch { 0 => null, var number => $"{(char)('a' + number - 1)}" },
        Date = random.Next(5) == 0 ? null : $"{Start.AddDays(random.Next(40)):yyyy-MM-dd}",
        OtherDetails = random.Next(3) == 0 ? [] : [$"Created: 2024/01/{1 + random.Next(9):00} 07:00"],
    };

    private static IEnumerable<Article> Filter(Article[] all, Selection selection)
    {
        var order = selection.Order;
        var selected = all.Where(article =>
            (selection.Categories.Count == 0 || selection.Categories.Contains(article.Details.Category))
            && (selection.From is not { } from || article.Details.Date >= from)
            && (selection.To is not { } to || article.Details.Date <= to))
            .OrderBy(article => order.Field.ValueOf(article) is null);
        var sorted = order.Descending ? selected.ThenByDescending(order.Field.ValueOf) : selected.ThenBy(order.Field.ValueOf);
        return sorted.ThenByDescending(article => article.Number).Take(selection.Limit ?? int.MaxValue);
    }
}
