namespace Archiver.Querying;

/// <summary>Which articles a query can match at most, as far as the runs can tell.</summary>
internal sealed record QueryBounds
{
    public static readonly QueryBounds None = new();

    /// <summary>One of these; null where any category may match, and none.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The first day; null where articles without a date may match, too.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day; there is none without a first.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Conditions on the ID or the URL, one of which must match; null where any may.</summary>
    public IReadOnlyList<FieldCondition>? Names { get; init; }

    /// <summary>One of these numbers; null where any article may match.</summary>
    public IReadOnlySet<int>? Numbers { get; init; }

    /// <summary>Whether everything within the bounds matches.</summary>
    public bool IsExact { get; init; }

    public static QueryBounds Of(Query query) => query switch
    {
        AllOf all => all.Parts.Select(Of).Aggregate(None with { IsExact = true }, (left, right) => left.And(right)),
        AnyOf any => any.Parts.Select(Of).Aggregate((left, right) => left.Or(right)),
        FieldCondition { Value: ExactText { Text: var name } } condition when condition.Field == QueryField.Category =>
            new() { Categories = [name], IsExact = true },
        FieldCondition { Value: DayRange range } condition when condition.Field == QueryField.Date =>
            new() { From = range.First ?? DateOnly.MinValue, To = range.Last, IsExact = true },
        FieldCondition condition when condition.Field == QueryField.Id || condition.Field == QueryField.Url =>
            new() { Names = [condition] },
        NumberCondition condition => new() { Numbers = condition.Numbers, IsExact = true },
        _ => None,
    };

    private QueryBounds And(QueryBounds other) => new()
    {
        Categories = Categories is null ? other.Categories
            : other.Categories is null ? Categories
            : [.. Categories.Intersect(other.Categories)],
        From = From > other.From ? From : other.From ?? From,
        To = To < other.To ? To : other.To ?? To,
        Names = Names ?? other.Names,
        Numbers = Numbers is null ? other.Numbers
            : other.Numbers is null ? Numbers
            : Numbers.Where(other.Numbers.Contains).ToHashSet(),
        IsExact = IsExact && other.IsExact,
    };

    private QueryBounds Or(QueryBounds other)
    {
        var isDated = From is not null && other.From is not null;
        var ends = isDated && To is not null && other.To is not null;
        return new()
        {
            Categories = Categories is null || other.Categories is null ? null : [.. Categories.Union(other.Categories)],
            From = !isDated ? null : From < other.From ? From : other.From,
            To = !ends ? null : To > other.To ? To : other.To,
            Names = Names is null || other.Names is null ? null : [.. Names, .. other.Names],

            Numbers = Numbers is null || other.Numbers is null ? null : Numbers.Union(other.Numbers).ToHashSet(),

            // Of two kinds of bounds the larger ones would hold more than either.
            IsExact = IsExact && other.IsExact && From == other.From && To == other.To
                && Numbers is null && other.Numbers is null,
        };
    }
}
