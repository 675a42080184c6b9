namespace Archiver.Querying;

/// <summary>Which articles, in which order, and how many. An article must match all that is given.</summary>
public sealed record Selection
{
    public Query Query { get; init; } = Query.Everything;

    /// <summary>Any of these, in large or small letters, with an asterisk for all that begin so; all where it is empty.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Days, as a query may name them (<see cref="Query.OfDays"/>).</summary>
    public Query Days { get; init; } = Query.Everything;

    /// <summary>The first day, included; articles without a date are left out where there is one.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; articles without a date are left out where there is one.</summary>
    public DateOnly? To { get; init; }

    public SortOrder Order { get; init; } = SortOrder.NewestFirst;

    public int? Limit { get; init; }

    /// <summary>Whether every article belongs to it, up to the limit.</summary>
    public bool IsWhole => Filter == Query.Everything;

    /// <summary>All that is given, as one query.</summary>
    internal Query Filter
    {
        get
        {
            var parts = new List<Query>();
            if (Categories.Count > 0)
            {
                parts.Add(AnyOf.Join(Categories.Select(name => new FieldCondition(
                    QueryField.Category, NamePattern.Read(new WrittenValue(name, IsQuoted: false))))));
            }

            if (From is not null || To is not null)
            {
                parts.Add(new FieldCondition(QueryField.Date, new DayRange(From, To)));
            }

            return AllOf.Join([.. parts, Days, Query]);
        }
    }
}
