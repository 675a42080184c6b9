namespace Archiver.Articles;

/// <summary>
/// What an input states about its article: a dump in the sections <c>Statistics</c> and <c>Details</c>. What is not
/// stated, or not in a form that is understood, is null; the text of such a line is then kept in <see cref="Other"/>.
/// </summary>
public sealed record Details
{
    public static readonly Details None = new();

    public Guid? Id { get; init; }

    /// <summary>The value of <c>Category ID</c>.</summary>
    public string? Category { get; init; }

    public string? Url { get; init; }

    /// <summary>The title that is stated, whole; a dump states none.</summary>
    public string? Title { get; init; }

    /// <summary>In the order in which they are named.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The name of the site or publication.</summary>
    public string? Site { get; init; }

    /// <summary>The language as BCP 47 names it, such as <c>en</c> or <c>pt-BR</c>.</summary>
    public string? Language { get; init; }

    /// <summary>Distinct but for their case, in the order in which they are stated.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool IsStarred { get; init; }

    public DateOnly? Date { get; init; }

    public WallTime? Created { get; init; }

    public WallTime? Updated { get; init; }

    public WallTime? LastRead { get; init; }

    /// <summary>The stated word count.</summary>
    public int? Words { get; init; }

    public int? ReadCount { get; init; }

    /// <summary>
    /// The lines whose key has no property of its own, in their order there. Keys are distinct: the values of
    /// one that is stated more than once are joined by LF.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Other { get; init; } = [];
}
