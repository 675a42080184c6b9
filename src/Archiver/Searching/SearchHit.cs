namespace Archiver.Searching;

/// <summary>An article that a search found.</summary>
/// <param name="Number">The article's number.</param>
/// <param name="Category">Its category, null where it has none.</param>
/// <param name="Date">Its date as <c>yyyymmdd</c>; 0 where it has none.</param>
public sealed record SearchHit(int Number, string? Category, int Date);
