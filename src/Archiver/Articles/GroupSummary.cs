namespace Archiver.Articles;

/// <summary>The articles of a category or with a tag, as <c>categories</c> and <c>tags</c> list them.</summary>
/// <param name="name">The category or the tag; null for the articles without a category.</param>
public sealed class GroupSummary(string? name)
{
    public string? Name => name;

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
