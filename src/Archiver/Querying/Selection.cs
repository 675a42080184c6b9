namespace Archiver.Querying;

/// <summary>Which articles, in which order, and how many.</summary>
public sealed record Selection
{
    /// <summary>Any of these; all where it is empty.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The first day, included; articles without a date are left out where there is one.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; articles without a date are left out where there is one.</summary>
    public DateOnly? To { get; init; }

    public SortOrder Order { get; init; } = SortOrder.NewestFirst;

    public int? Limit { get; init; }

    /// <summary>Whether every article belongs to it, up to the limit.</summary>
    public bool IsWhole => Categories.Count == 0 && From is null && To is null;
}
