using Archiver.Articles;
using Archiver.Querying;
using Archiver.Web.Writing;

namespace Archiver.Web;

/// <summary>What a person says of an article by a form: a star, tags, a comment, a highlight. The last of each kind is taken back by a button.</summary>
internal static class Notes
{
    public static Reply Star(Visit visit, Archive archive) =>
        Say(visit, archive, (_, note) => note with { IsStarred = visit["value"] != "off" });

    /// <summary>The tags that the article is to have, with commas between them.</summary>
    public static Reply Tag(Visit visit, Archive archive) => Say(visit, archive, (article, note) =>
    {
        var wanted = (visit["tags"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return note with
        {
            Tags = [.. wanted.Except(article.Details.Tags, StringComparer.OrdinalIgnoreCase)],
            WithoutTags = [.. article.Details.Tags.Except(wanted, StringComparer.OrdinalIgnoreCase)],
        };
    });

    public static Reply Comment(Visit visit, Archive archive) => Say(visit, archive, (_, note) => note with { Comment = Lines(visit["text"]) });

    public static Reply Highlight(Visit visit, Archive archive) => Say(visit, archive, (_, note) =>
        note with { Highlight = new Highlight(Lines(visit["text"]) ?? "", Lines(visit["comment"])) });

    public static Reply TakeBack(Visit visit, Archive archive)
    {
        var kind = Enum.TryParse<NoteKind>(visit["kind"], out var known) ? known : throw new ArchiverException(Failure.General, "There is no such kind of note.");
        var article = archive.TakeBackNote([archive.Find(visit.Name)], kind)[0];
        return Changes.Done(visit, "unsaid", article);
    }

    private static Reply Say(Visit visit, Archive archive, Func<Article, Note, Note> say)
    {
        var article = archive.Find(visit.Name);
        var note = say(article, new Note { At = ReadingTime.Now(visit.Clock) }).Tidy();
        if (note.IsEmpty())
        {
            return Changes.Done(visit, "same", article);
        }

        // What was said before is not said again, and there is nothing to take back.
        var now = archive.Annotate([article], note)[0];
        return Changes.Done(visit, now.Notes.Count == article.Notes.Count ? "same" : note.KindOf().ToString(), article);
    }

    /// <summary>Browsers end lines of forms with two characters.</summary>
    private static string? Lines(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal);
}
