using Archiver.Articles;

namespace Archiver.Querying;

/// <summary>What articles are sorted by.</summary>
public enum SortField
{
    /// <summary>The order of import.</summary>
    Imported,
    Date,
    Created,
    Updated,
    LastRead,
    Words,
    ReadCount,
    Title,
    Category,
}

/// <summary>An order of articles. Articles without the value come last; equal ones newest import first.</summary>
public readonly record struct SortOrder(SortField Field, bool Descending)
{
    private static readonly Dictionary<string, SortField> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["imported"] = SortField.Imported,
        ["date"] = SortField.Date,
        ["created"] = SortField.Created,
        ["updated"] = SortField.Updated,
        ["lastRead"] = SortField.LastRead,
        ["words"] = SortField.Words,
        ["readCount"] = SortField.ReadCount,
        ["reads"] = SortField.ReadCount,
        ["title"] = SortField.Title,
        ["category"] = SortField.Category,
    };

    public static SortOrder NewestFirst => new(SortField.Date, Descending: true);

    public static SortOrder AsImported => new(SortField.Imported, Descending: false);

    /// <summary>The names; of two for one thing the one that JSON has.</summary>
    public static IEnumerable<string> FieldNames => Names.Keys.Where(name => name != "reads");

    /// <summary>Reads a field's name, <c>-</c> before it for the highest first: <c>words</c>, <c>-date</c>.</summary>
    public static bool TryParse(string text, out SortOrder order)
    {
        var descending = text.StartsWith('-');
        var known = Names.TryGetValue(QueryField.Present(descending ? text[1..] : text), out var field);
        order = new SortOrder(field, descending);
        return known;
    }

    /// <summary>The value that this order compares; null comes last.</summary>
    internal IComparable? ValueOf(Article article) => Field switch
    {
        SortField.Imported => article.Number,
        SortField.Date => article.Details.Date,
        SortField.Created => article.Details.Created?.ToInteger(),
        SortField.Updated => article.Details.Updated?.ToInteger(),
        SortField.LastRead => article.LastRead?.ToInteger(),
        SortField.Words => article.Words,
        SortField.ReadCount => article.ReadCount,
        SortField.Title => article.Title,
        _ => article.Details.Category,
    };
}
