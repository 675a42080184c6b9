using System.Globalization;
using Archiver.Articles;
using Archiver.Exporting.Formats;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>The states of an article, newest first, and what each changed, paragraph by paragraph.</summary>
internal static class HistoryPage
{
    /// <summary>Of an article with more states the newest are shown.</summary>
    private const int MostStates = 50;

    public static Reply Answer(Visit visit, Archive archive)
    {
        var article = archive.Find(visit.Name);
        var revisions = archive.History(article);
        return Reply.Page(PageFrame.Write(visit, $"History of {ArticleHtml.TitleOf(article)}", page =>
        {
            page.Write($"<h1>History</h1>\n<p class=\"about\"><a href=\"{Rows.PathOf(article)}\" data-key=\"u\"><bdi>{Shown.Cut(ArticleHtml.TitleOf(article), Shown.Title)}</bdi></a></p>\n");
            foreach (var note in article.Notes.Reverse().Take(MostStates))
            {
                page.Write($"<section class=\"state\"><h2>You, {note.At.ToString().Replace('T', ' ')}</h2>\n<p dir=\"auto\">{Describe(note)}</p></section>\n");
            }

            var text = archive.ReadText(article);
            for (var at = revisions.Count - 1; at >= Math.Max(0, revisions.Count - MostStates); at--)
            {
                visit.Cancellation.ThrowIfCancellationRequested();
                var before = at == 0 ? null : archive.ReadText(revisions[at - 1].Article);
                Write(page, revisions[at], text, before is null ? null
                    : RevisionChanges.Between((revisions[at - 1].Article, before), (revisions[at].Article, text)));
                text = before!;
            }
        }));
    }

    private static string Describe(Note note) => string.Join("; ", (((string What, string? Value)[])[
        ("tags", note.Tags is null ? null : string.Join(", ", note.Tags)), ("without the tags", note.WithoutTags is null ? null : string.Join(", ", note.WithoutTags)),
        ("star", note.IsStarred is { } starred ? starred ? "set" : "taken away" : null), ("note", note.Comment), ("title", note.Title), ("category", note.Category),
        ("authors", note.Authors is null ? null : string.Join(", ", note.Authors)), ("site", note.Site), ("language", note.Language),
        ("date", note.Date is { } date ? PageFrame.Day(date) : null), ("highlighted", note.Highlight?.Text), ("with the comment", note.Highlight?.Comment), ("not highlighted any more", note.WithoutHighlight),
    ]).Where(said => said.Value is not null).Select(said => $"{said.What}: {said.Value}"));

    private static void Write(Html page, Revision revision, ArticleText text, RevisionChanges? changes)
    {
        page.Write($"<section class=\"state\"><h2>State {revision.Number}{(revision.IsCurrent ? ", as it is now" : "")}</h2>\n<p class=\"about\">");
        if (text.Source is { } source)
        {
            page.Write($"<span>imported {source.Imported.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}</span>");
        }

        page.Write($"<span>{(changes is null ? "the first" : $"changed: {string.Join(", ", changes.Fields)}")}</span></p>\n");
        foreach (var (change, paragraph) in changes?.Paragraphs ?? [])
        {
            page.Write(change == ListChange.Removed
                ? Html.Of(html => html.Write($"<p dir=\"auto\"><del>{DocumentText.Of(paragraph)}</del></p>\n"))
                : Html.Of(html => html.Write($"<p dir=\"auto\"><ins>{DocumentText.Of(paragraph)}</ins></p>\n")));
        }

        page.Write($"</section>\n");
    }
}
