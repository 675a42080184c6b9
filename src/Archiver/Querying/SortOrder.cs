using Archiver.Articles;

namespace Archiver.Querying;

/// <summary>What articles are sorted by.</summary>
/// <param name="Name">Its name, as JSON has it.</param>
/// <param name="ValueOf">The value of an article that is compared; null where it has none.</param>
public sealed record SortField(string Name, Func<Article, IComparable?> ValueOf)
{
    /// <summary>The order of import.</summary>
    public static readonly SortField Imported = new("imported", article => article.Number);

    public static readonly SortField Date = new("date", article => article.Details.Date);

    /// <summary>All of them; a new one is a new row.</summary>
    public static IReadOnlyList<SortField> All { get; } =
    [
        Imported,
        Date,
        new("created", article => article.Details.Created?.ToInteger()),
        new("updated", article => article.Details.Updated?.ToInteger()),
        new("lastRead", article => article.LastRead?.ToInteger()),
        new("words", article => article.Words),
        new("readCount", article => article.ReadCount),
        new("title", article => article.Title),
        new("category", article => article.Details.Category),
    ];

    /// <summary>The field of that name, in whatever case; null where there is none.</summary>
    public static SortField? Named(string name)
    {
        var present = name.Equals("reads", StringComparison.OrdinalIgnoreCase) ? "readCount" : name;
        return All.FirstOrDefault(field => field.Name.Equals(present, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>An order of articles. Articles without the value come last; equal ones newest import first.</summary>
public readonly record struct SortOrder(SortField Field, bool Descending)
{
    public static SortOrder NewestFirst => new(SortField.Date, Descending: true);

    public static SortOrder AsImported => new(SortField.Imported, Descending: false);

    /// <summary>Reads a field's name, <c>-</c> before it for the highest first: <c>words</c>, <c>-date</c>.</summary>
    /// <returns>Null where there is no such field.</returns>
    public static SortOrder? Parse(string text)
    {
        var descending = text.StartsWith('-');
        return SortField.Named(QueryField.Present(descending ? text[1..] : text)) is { } field
            ? new SortOrder(field, descending)
            : null;
    }
}
