namespace Archiver.Articles;

/// <summary>
/// What other states of an article state and its current one does not: the row of an app's export has tags, the saved page
/// the text. So what states less adds to what states more, and never replaces it.
/// </summary>
public sealed record AddedFacts
{
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

    public IReadOnlyList<Highlight>? Highlights { get; init; }

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
        return all == new AddedFacts() ? null : all;
    }

    /// <summary>These, and what others add that they do not.</summary>
    public static AddedFacts? With(AddedFacts? facts, AddedFacts? more) =>
        more is null ? facts : With(facts, more.Over(Details.None), more.Highlights ?? []);

    /// <summary>What an article has of two archives, whichever comes first.</summary>
    public static AddedFacts? OfBoth(AddedFacts? first, AddedFacts? second) =>
        string.CompareOrdinal(TextOf(first), TextOf(second)) >= 0 ? With(first, second) : With(second, first);

    private static string? TextOf(AddedFacts? facts) => facts is null ? null : string.Join('\n',
    [
        facts.Title, facts.Category, facts.Url, facts.Site, facts.Language, $"{facts.Date:O}", facts.Created?.ToString(), $"{facts.IsStarred}",
        .. facts.Authors ?? [], .. facts.Tags ?? [], .. facts.Highlights?.Select(mark => mark.ToString()) ?? [],
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
    };

    private static IReadOnlyList<string> Joined(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        second.Count == 0 ? first : [.. first.Union(second, StringComparer.OrdinalIgnoreCase)];
}
