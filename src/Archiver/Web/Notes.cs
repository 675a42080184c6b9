using System.Globalization;
using Archiver.Articles;
using Archiver.Querying;
using Archiver.Web.Pages;
using Archiver.Web.Writing;

namespace Archiver.Web;

/// <summary>What a person says of an article by a form: a star, tags, a comment, a highlight. Each is taken back by a button.</summary>
internal static class Notes
{
    public static Reply Star(Visit visit, Archive archive) => Say(visit, archive, note => note with { IsStarred = true });

    public static Reply Unstar(Visit visit, Archive archive) => Say(visit, archive, note => note with { IsStarred = false });

    /// <summary>
    /// The tags that the form had, and those that it is to have: only what a person has changed is said, for others may have
    /// come since the page was loaded.
    /// </summary>
    public static Reply Tag(Visit visit, Archive archive)
    {
        var (shown, wanted) = (LinesOf(visit["shown"]), LinesOf(visit["tags"]));
        return Say(visit, archive, note => note with
        {
            Tags = [.. wanted.Except(shown, StringComparer.OrdinalIgnoreCase)],
            WithoutTags = [.. shown.Except(wanted, StringComparer.OrdinalIgnoreCase)],
        });
    }

    public static Reply Comment(Visit visit, Archive archive) => Say(visit, archive, note => note with { Comment = Lines(visit["text"]) });

    public static Reply Highlight(Visit visit, Archive archive) => Say(visit, archive, note =>
        note with { Highlight = new Highlight(Lines(visit["text"]) ?? "", Lines(visit["comment"]), Paragraph: visit.Number("paragraph", 0, int.MaxValue, -1) is >= 0 and var at ? at : null) });

    /// <summary>The highlight that has the mark which the form sends in the place of its text, for that may be long.</summary>
    public static Reply Unhighlight(Visit visit, Archive archive)
    {
        var highlights = archive.ReadText(archive.Find(visit.Name)).Highlights;
        var gone = highlights.FirstOrDefault(highlight => HighlightList.MarkOf(highlight) == visit["mark"]);
        return Say(visit, archive, note => note with { WithoutHighlight = gone?.Text });
    }

    /// <summary>What is known of an article: what of it a person has changed in the form.</summary>
    /// <exception cref="ArchiverException">It is no date, or no language; or something was taken away.</exception>
    public static Reply Edit(Visit visit, Archive archive)
    {
        var (date, language) = (Changed("date"), Changed("language"));
        DateOnly? day = date is null ? null : DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read
            : throw new ArchiverException(Failure.General, $"{date} is no day: write one as 2025-01-31. Nothing was changed.");
        if (language is not null && LanguageTag.Of(language) is null)
        {
            throw new ArchiverException(Failure.General, $"{language} is no language as BCP 47 names it, such as en or pt-BR. Nothing was changed.");
        }

        var authors = LinesOf(visit["authors"]);
        var shownAuthors = LinesOf(visit["shown-authors"]);
        if (authors.Length == 0 && shownAuthors.Length > 0)
        {
            throw Emptied("authors");
        }

        return Say(visit, archive, note => note with
        {
            Title = Changed("title"),
            Category = Changed("category"),
            Date = day,
            Authors = authors.SequenceEqual(shownAuthors) ? null : authors,
            Site = Changed("site"),
            Language = language,
        });

        // A browser has no line ends in fields of one line.
        string? Changed(string name)
        {
            var (shown, value) = (string.Join(' ', LinesOf(visit[$"shown-{name}"])), string.Join(' ', LinesOf(visit[name])));
            return value.Length == 0 && shown.Length > 0 ? throw Emptied(name) : value.Length > 0 && value != shown ? value : null;
        }

        static ArchiverException Emptied(string name) => new(Failure.General,
            $"The form corrects what is known, and takes nothing away: the field {name} was empty. Nothing was changed.");
    }

    public static Reply TakeBack(Visit visit, Archive archive)
    {
        var kind = Enum.TryParse<NoteKind>(visit["kind"], out var known) ? known : throw new ArchiverException(Failure.General, "There is no such kind of note.");
        var article = archive.Find(visit.Name);
        if (!long.TryParse(visit["act"], CultureInfo.InvariantCulture, out var act) || !article.Notes.Any(note => note.KindOf() == kind && note.Act == act))
        {
            return Changes.Done(visit, "same", article);
        }

        return Changes.Done(visit, "unsaid", archive.TakeBackNote([article], kind, act)[0]);
    }

    private static Reply Say(Visit visit, Archive archive, Func<Note, Note> say)
    {
        var article = archive.Find(visit.Name);
        var note = say(new Note { At = ReadingTime.Now(visit.Clock) }).Tidy();
        if (note.IsEmpty())
        {
            return Changes.Done(visit, "same", article);
        }

        // What was said before is not said again, and there is nothing to take back.
        var now = archive.Annotate([article], note, visit.Clock)[0];
        return now.Notes.Count == article.Notes.Count ? Changes.Done(visit, "same", article)
            : Changes.Done(visit, note.KindOf().ToString(), article, now.Notes[^1].Act?.ToString(CultureInfo.InvariantCulture));
    }

    private static string[] LinesOf(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Browsers end lines of forms with two characters.</summary>
    private static string? Lines(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal);
}
