using Archiver.Articles;
using Archiver.Querying;
using Archiver.Web.Pages;
using Archiver.Web.Writing;

namespace Archiver.Web;

/// <summary>What a person changes by a button, and takes back by another.</summary>
internal static class Changes
{
    /// <summary>A year; then a browser forgets how pages looked.</summary>
    private const int LookSeconds = 365 * 24 * 60 * 60;

    public static Reply Read(Visit visit, Archive archive)
    {
        var article = archive.Find(visit.Name);
        var at = ReadingTime.Now(visit.Clock);
        return archive.LogReading(article, at) == article ? Done(visit, "same", article) : Done(visit, "read", article, at.ToString());
    }

    public static Reply TakeBackReading(Visit visit, Archive archive)
    {
        var article = archive.Find(visit.Name);
        archive.TakeBackReadings([article], visit["at"] is not { } text ? null
            : WallTime.TryParse(text, out var at) ? at : throw new ArchiverException(Failure.General, $"{text} is no time."));
        return Done(visit, "unread", article);
    }

    public static Reply Remove(Visit visit, Archive archive)
    {
        var article = archive.Find(visit.Name);
        archive.Remove([article], visit.Clock);

        // The page of what is in the bin is not there any more.
        return Done(Back(visit).StartsWith("/article/", StringComparison.Ordinal) ? visit with { Parameters = name => name == "back" ? "/" : visit[name] } : visit,
            "removed", article);
    }

    public static Reply Restore(Visit visit, Archive archive)
    {
        var article = archive.FindRemoved(visit.Name);
        archive.Restore([article]);
        return Done(visit, "restored", article);
    }

    /// <summary>How pages are to look, in a cookie.</summary>
    public static Reply Look(Visit visit)
    {
        var look = Writing.Look.Read($"{visit["theme"] ?? visit.Look.Theme}.{visit["font"] ?? visit.Look.Font}.{visit.Number("size", Writing.Look.Smallest, Writing.Look.Largest, visit.Look.Size)}.{(visit["keys"] == "on" ? "on" : "off")}");
        return Reply.SeeOther(Back(visit)).With(
            ("Set-Cookie", $"{Writing.Look.Cookie}={look}; Path=/; Max-Age={LookSeconds}; SameSite=Strict"));
    }

    internal static Reply Done(Visit visit, string what, Article article, string? at = null)
    {
        var back = Back(visit);
        var row = visit.Row;
        return Reply.SeeOther($"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={what}&id={article.Id}"
            + (at is null ? "" : $"&at={Uri.EscapeDataString(at)}") + (row is null ? "" : $"&row={row}#{Rows.NameOf(row)}"));
    }

    /// <summary>The page that the button was on, as it is without what was done last. Only one of ours: two slashes, or one that leans the other way, lead to another's.</summary>
    internal static string Back(Visit visit) =>
        visit["back"] is ['/', ..] back && !back.StartsWith("//", StringComparison.Ordinal) && back.All(character => character is > ' ' and < '\u007F' and not ('\\' or '#'))
            ? Visit.WithoutNews(back) : "/";
}
