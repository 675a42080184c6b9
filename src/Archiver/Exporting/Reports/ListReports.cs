using System.ComponentModel;
using Archiver.Articles;
using Archiver.Searching;

namespace Archiver.Exporting.Reports;

[Description("A category")]
[PrintedBy("categories --json", Shape.Array)]
public sealed record CategoryReport(
    [property: Description("its name; null for the articles without one")] string? Category,
    [property: Description("how many articles it has")] int Count,
    [property: Description("the first day that an article is from")] DateOnly? First,
    [property: Description("the last day that an article is from")] DateOnly? Last) : Report
{
    public static CategoryReport Of(GroupSummary category) => new(category.Name, category.Count, category.First, category.Last);
}

[Description("A tag")]
[PrintedBy("tags --json", Shape.Array)]
public sealed record TagReport(
    [property: Description("its name")] string Tag,
    [property: Description("how many articles have it")] int Count,
    [property: Description("the first day that an article is from")] DateOnly? First,
    [property: Description("the last day that an article is from")] DateOnly? Last) : Report
{
    public static TagReport Of(GroupSummary tag) => new(tag.Name!, tag.Count, tag.First, tag.Last);
}

[Description("How many articles match")]
[PrintedBy("search QUERY --count --json")]
public sealed record TotalReport(
    [property: Description("how many articles match")] int Total) : Report;

[Description("Where the articles are that match")]
[PrintedBy("search QUERY --facets --json")]
public sealed record FacetsReport(
    [property: Description("how many articles match")] int Total,
    [property: Description("their categories, that of the most first")] IEnumerable<CategoryFacet> Categories,
    [property: Description("their months, the newest first")] IEnumerable<MonthFacet> Months) : Report
{
    public static FacetsReport Of(Facets facets) => new(facets.Count,
        facets.Categories.Select(each => new CategoryFacet(each.Category, each.Count)),
        facets.Months.Select(each => new MonthFacet(each.Month, each.Count)));
}

public sealed record CategoryFacet(
    [property: Description("its name; null for the articles without one")] string? Category,
    [property: Description("how many articles match there")] int Count);

public sealed record MonthFacet(
    [property: Description("such as 2025-01; null for the articles without a date")] string? Month,
    [property: Description("how many articles match there")] int Count);

[Description("A state of an article, the newest first")]
[PrintedBy("history ARTICLE --json", Shape.Array)]
[PrintedBy("history ARTICLE --diff --json", Shape.Array)]
public sealed record RevisionReport(
    [property: Description("its number, from 1; for show --revision")] int Revision,
    [property: Description("whether it is the present state")] bool Current,
    [property: Description("when it was imported")] DateTime? Imported,
    [property: Description("when the reading app changed it last")] WallTime? Updated,
    [property: Description("its words")] int Words,
    [property: Description("the fields that it changed in the state before, by their names in export; \"original\" where only bytes changed that nobody reads")]
    IReadOnlyList<string> Changed,
    [property: Description("how many paragraphs it removed")] int ParagraphsRemoved,
    [property: Description("how many paragraphs it added")] int ParagraphsAdded,
    [property: Description("these paragraphs, in their order; null without --diff")] IEnumerable<ParagraphReport>? Diff,
    [property: Description("what the reader says of the article, the first first; of its present state only")] IEnumerable<NoteReport> Notes) : Report
{
    /// <param name="revision">The state.</param>
    /// <param name="text">Its text.</param>
    /// <param name="changes">What it changed; null of the first.</param>
    /// <param name="diff">Whether the changed paragraphs are shown.</param>
    /// <param name="notes">What the reader says of the article.</param>
    public static RevisionReport Of(Revision revision, ArticleText text, RevisionChanges? changes, bool diff, IReadOnlyList<Note> notes) => new(
        revision.Number, revision.IsCurrent, text.Source?.Imported, revision.Article.Details.Updated, revision.Article.Words,
        changes?.Fields ?? [],
        changes?.Count(Texts.ListChange.Removed) ?? 0, changes?.Count(Texts.ListChange.Added) ?? 0,
        !diff ? null : (changes?.Paragraphs ?? []).Select(paragraph =>
            new ParagraphReport(paragraph.Change == Texts.ListChange.Removed ? "removed" : "added", paragraph.Text)),
        revision.IsCurrent ? notes.Select(note => new NoteReport(note)) : []);
}

/// <summary>A note; what is null was not said.</summary>
public sealed record NoteReport
{
    private readonly Note _note;

    internal NoteReport(Note note) => _note = note;

    [Description("when it was said")]
    public WallTime At => _note.At;

    [Description("the tags that the article got")]
    public IReadOnlyList<string>? Tags => _note.Tags;

    [Description("the tags that were taken away")]
    public IReadOnlyList<string>? WithoutTags => _note.WithoutTags;

    [Description("whether it got a star, or that was taken away")]
    public bool? Starred => _note.IsStarred;

    [Description("what there was to say; the article has it among its details as Note")]
    public string? Comment => _note.Comment;

    [Description("its title")]
    public string? Title => _note.Title;

    [Description("its category")]
    public string? Category => _note.Category;

    [Description("who wrote it")]
    public IReadOnlyList<string>? Authors => _note.Authors;

    [Description("the name of the site or publication")]
    public string? Site => _note.Site;

    [Description("its language, as BCP 47 names it")]
    public string? Language => _note.Language;

    [Description("the day it is from")]
    public DateOnly? Date => _note.Date;

    [Description("what was highlighted")]
    public HighlightReport? Highlight => _note.Highlight is { } highlight ? new HighlightReport(highlight) : null;

    [Description("the highlighted text that is not highlighted any more")]
    public string? WithoutHighlight => _note.WithoutHighlight;
}

public sealed record ParagraphReport(
    [property: Description("\"removed\" or \"added\"")] string Change,
    [property: Description("the paragraph")] ReadOnlyMemory<byte> Text);
