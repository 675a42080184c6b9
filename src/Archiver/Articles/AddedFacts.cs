namespace Archiver.Articles;

/// <summary>
/// What other states of an article state and its current one does not: the row of an app's export has tags, the saved page
/// the text; a dump has lines that a later one lacks. So what states less adds to what states more, and never replaces it.
/// </summary>
public sealed record AddedFacts
{
    /// <summary>What other dumps state at greater length (in characters) is in those states alone.</summary>
    private const int MaxLength = 64 << 10;

    /// <summary>Under these keys are values that are not understood: of a date that is known from elsewhere nothing more.</summary>
    private static readonly string[] OwnKeys = ["ID", "Category ID", "URL", "Date", "Created", "Updated", "Last Read"];

    public string? Title { get; init; }

    public string? Category { get; init; }

    public string? Url { get; init; }

    public IReadOnlyList<string>? Authors { get; init; }

    public string? Site { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public bool? IsStarred { get; init; }

    public DateOnly? Date { get; init; }

    public WallTime? Created { get; init; }

    public WallTime? Updated { get; init; }

    /// <summary>Details without a property of their own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Other { get; init; }

    public IReadOnlyList<Highlight>? Highlights { get; init; }

    /// <summary>
    /// These, and what another state adds to the current one: of another format all it states, of dumps what the current
    /// one lacks.
    /// </summary>
    /// <param name="facts">What there is already; null for nothing.</param>
    /// <param name="current">The state that is, or becomes, the current one.</param>
    /// <param name="other">The other state.</param>
    /// <param name="highlights">What the reader has marked in that.</param>
    /// <param name="isNewer">Whether the other state is newer than those that the facts come from.</param>
    internal static AddedFacts? OfStates(
        AddedFacts? facts, Article current, Article other, IReadOnlyList<Highlight> highlights, bool isNewer) =>
        other.Format != current.Format ? With(facts, other.Stated, highlights)
        : other.IsDump ? WithDump(facts, other.Stated, isNewer)
        : facts;

    /// <summary>These, and what another state of the article states.</summary>
    /// <param name="facts">What there is already; null for nothing.</param>
    /// <param name="details">What the other state states.</param>
    /// <param name="highlights">What the reader has marked in it.</param>
    public static AddedFacts? With(AddedFacts? facts, Details details, IReadOnlyList<Highlight> highlights)
    {
        facts ??= new AddedFacts();
        var all = facts with
        {
            Title = facts.Title ?? details.Title,
            Category = facts.Category ?? details.Category,
            Url = facts.Url ?? details.Url,
            Authors = facts.Authors ?? (details.Authors.Count > 0 ? details.Authors : null),
            Site = facts.Site ?? details.Site,
            Language = facts.Language ?? details.Language,
            Tags = Joined(facts.Tags ?? [], details.Tags) is { Count: > 0 } tags ? tags : null,
            IsStarred = facts.IsStarred ?? (details.IsStarred ? true : null),
            Date = facts.Date ?? details.Date,
            Created = facts.Created ?? details.Created,
            Highlights = (facts.Highlights ?? []).Union(highlights).ToArray() is { Length: > 0 } marked ? marked : null,
        };
        return OrNull(all);
    }

    /// <summary>
    /// These, and what a dump of the article states beside another dump of it: there a line that is missing says nothing, while
    /// what an app's later export lacks was taken away.
    /// </summary>
    /// <param name="facts">What there is already; null for nothing.</param>
    /// <param name="details">What the other dump states.</param>
    /// <param name="isNewer">Whether it is newer than what there is.</param>
    public static AddedFacts? WithDump(AddedFacts? facts, Details details, bool isNewer)
    {
        var kept = details with { Category = Short(details.Category), Url = Short(details.Url) };
        var other = details.Other.Where(detail => !OwnKeys.Contains(detail.Key)).ToArray();
        var its = OrNull((With(null, kept, []) ?? new AddedFacts()) with
        {
            Updated = details.Updated,
            Other = other.Length > 0 && other.Sum(detail => detail.Key.Length + detail.Value.Length) <= MaxLength ? other : null,
        });
        return isNewer ? With(its, facts) : With(facts, its);

        // A document holds all that a state states, but not twice.
        static string? Short(string? text) => text?.Length <= MaxLength ? text : null;
    }

    /// <summary>These, and what others add that they do not.</summary>
    public static AddedFacts? With(AddedFacts? facts, AddedFacts? more) =>
        more is null ? facts : OrNull((With(facts, more.Over(Details.None), more.Highlights ?? []) ?? new AddedFacts()) with
        {
            Updated = facts?.Updated ?? more.Updated,
            Other = JoinedOther(facts?.Other ?? [], more.Other ?? []) is { Count: > 0 } other ? other : null,
        });

    /// <summary>What an article has of two archives, whichever comes first.</summary>
    public static AddedFacts? OfBoth(AddedFacts? first, AddedFacts? second) =>
        string.CompareOrdinal(TextOf(first), TextOf(second)) >= 0 ? With(first, second) : With(second, first);

    private static AddedFacts? OrNull(AddedFacts facts) => facts == new AddedFacts() ? null : facts;

    private static string? TextOf(AddedFacts? facts) => facts is null ? null : string.Join('\n',
    [
        facts.Title, facts.Category, facts.Url, facts.Site, facts.Language, $"{facts.Date:O}",
        facts.Created?.ToString(), facts.Updated?.ToString(), $"{facts.IsStarred}",
        .. facts.Authors ?? [], .. facts.Tags ?? [], .. facts.Highlights?.Select(mark => mark.ToString()) ?? [],
        .. facts.Other?.Select(detail => detail.ToString()) ?? [],
    ]);

    /// <summary>What an article says of itself with these added: what it states itself comes first.</summary>
    public Details Over(Details stated) => stated with
    {
        Title = stated.Title ?? Title,
        Category = stated.Category ?? Category,
        Url = stated.Url ?? Url,
        Authors = stated.Authors.Count > 0 ? stated.Authors : Authors ?? [],
        Site = stated.Site ?? Site,
        Language = stated.Language ?? Language,
        Tags = Joined(stated.Tags, Tags ?? []),
        IsStarred = stated.IsStarred || IsStarred == true,
        Date = stated.Date ?? Date,
        Created = stated.Created ?? Created,
        Updated = stated.Updated ?? Updated,
        Other = JoinedOther(stated.Other, Other ?? []),
    };

    private static IReadOnlyList<KeyValuePair<string, string>> JoinedOther(
        IReadOnlyList<KeyValuePair<string, string>> first, IReadOnlyList<KeyValuePair<string, string>> second) =>
        second.Count == 0 ? first : [.. first.UnionBy(second, detail => detail.Key)];

    private static IReadOnlyList<string> Joined(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        second.Count == 0 ? first : [.. first.Union(second, StringComparer.OrdinalIgnoreCase)];
}
