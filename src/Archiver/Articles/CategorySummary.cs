namespace Archiver.Articles;

/// <summary>A category as <c>categories</c> lists it; its name is null for the articles without one.</summary>
public sealed class CategorySummary(string? category)
{
    public string? Category => category;

    public int Count { get; private set; }

    /// <summary>The earliest date of an article; null where no article has one.</summary>
    public DateOnly? First { get; private set; }

    public DateOnly? Last { get; private set; }

    internal void Add(DateOnly? date)
    {
        Count++;
        First = First is null || date < First ? date ?? First : First;
        Last = Last is null || date > Last ? date ?? Last : Last;
    }
}
