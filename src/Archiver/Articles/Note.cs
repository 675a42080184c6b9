namespace Archiver.Articles;

/// <summary>What a note is about. One of a kind is taken back without the others.</summary>
public enum NoteKind
{
    /// <summary>Tags that the article is to have, or not to have.</summary>
    Tags,

    /// <summary>Whether it has a star.</summary>
    Star,

    /// <summary>What there is to say of the article, in any number of lines.</summary>
    Comment,

    /// <summary>Other details than those that were imported: title, category, authors, site, language, date.</summary>
    Edit,

    /// <summary>A marked text.</summary>
    Highlight,
}

/// <summary>
/// Something that the reader has said about an article at one time; what is null was not said. Notes lie over what inputs
/// state, and no import undoes them: of a field the last one counts (<see cref="ReaderNotes"/>).
/// </summary>
public sealed record Note
{
    /// <summary>When it was said.</summary>
    public WallTime At { get; init; }

    /// <summary>
    /// The act in which it was said, of this article and maybe of others: its time, in milliseconds since 1970 in UTC. Null
    /// where it was said before acts were kept.
    /// </summary>
    public long? Act { get; init; }

    /// <summary>The tags that the article is to have from now on.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The tags that it is not to have, in large or small letters.</summary>
    public IReadOnlyList<string>? WithoutTags { get; init; }

    public bool? IsStarred { get; init; }

    /// <summary>What there is to say of the article, in any number of lines: its detail <see cref="ReaderNotes.CommentKey"/>.</summary>
    public string? Comment { get; init; }

    public string? Title { get; init; }

    public string? Category { get; init; }

    public IReadOnlyList<string>? Authors { get; init; }

    public string? Site { get; init; }

    public string? Language { get; init; }

    public DateOnly? Date { get; init; }

    /// <summary>Stands beside those that inputs state. Where it does not say when it was marked, that is when this was said.</summary>
    public Highlight? Highlight { get; init; }

    /// <summary>The marked text that is not to be marked any more, whoever marked it.</summary>
    public string? WithoutHighlight { get; init; }

    /// <summary>What it is about, first of all.</summary>
    public NoteKind KindOf() => Highlight is not null || WithoutHighlight is not null ? NoteKind.Highlight
        : Comment is not null ? NoteKind.Comment
        : IsStarred is not null ? NoteKind.Star
        : Tags is not null || WithoutTags is not null ? NoteKind.Tags
        : NoteKind.Edit;

    /// <summary>What tells it from others: when it was said, and all that it says.</summary>
    internal string Key() => string.Join('\u0001', At, Act, Joined(Tags), Joined(WithoutTags),
        IsStarred, Comment, Title, Category, Joined(Authors), Site, Language, Date?.DayNumber, Highlight, WithoutHighlight);

    private static string? Joined(IReadOnlyList<string>? values) =>
        values is null ? null : string.Join('\u0002', values);

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty() => this with { At = default, Act = null } == new Note();

    /// <summary>
    /// This note as it is kept: without white space around its values, of which all but comments and the marked text
    /// are of one line; null for what is blank.
    /// </summary>
    public Note Tidy() => this with
    {
        Tags = LinesOf(Tags),
        WithoutTags = LinesOf(WithoutTags),
        Comment = string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim(),
        Title = LineOf(Title),
        Category = LineOf(Category),
        Authors = LinesOf(Authors),
        Site = LineOf(Site),
        Language = LanguageTag.Of(Language),
        WithoutHighlight = string.IsNullOrWhiteSpace(WithoutHighlight) ? null : WithoutHighlight.Trim(),
        Highlight = string.IsNullOrWhiteSpace(Highlight?.Text) ? null : Highlight with
        {
            Text = Highlight.Text.Trim(),
            Created = Highlight.Created ?? At,
            Comment = string.IsNullOrWhiteSpace(Highlight.Comment) ? null : Highlight.Comment.Trim(),
        },
    };

    private static string[]? LinesOf(IReadOnlyList<string>? values)
    {
        string[] lines = [.. values?.Select(LineOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase) ?? []];
        return lines.Length > 0 ? lines : null;
    }

    private static string? LineOf(string? value)
    {
        const StringSplitOptions Lines = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        return string.IsNullOrWhiteSpace(value) ? null : string.Join(' ', value.Split(['\r', '\n'], Lines));
    }
}
