using System.Globalization;
using Archiver.Articles;
using Archiver.Querying;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>Articles, newest first: all, or those of a category, a tag or a month, the unread or the starred ones.</summary>
internal static class ListPage
{
    private const int RowsOfPage = 50;

    /// <summary>The parameters that leave articles out.</summary>
    private static readonly string[] Filters = ["category", "tag", "month", "is"];

    public static Reply Answer(Visit visit, Archive archive)
    {
        var (query, title) = QueryOf(visit);
        ListPlace? after = visit["after"] is not { } written ? null : ListPlace.TryParse(written, out var place) ? place : throw Unknown("This list has no such page.");
        var listed = archive.Page(query, after, RowsOfPage);
        return Reply.Page(PageFrame.Write(visit, title, page =>
        {
            page.Write($"<h1><bdi>{title}</bdi></h1>\n");
            if (query == Query.Everything && after is null)
            {
                page.Write($"<p class=\"about\">{Figures.Count(archive.Count, "article")}</p>\n");
            }

            Notice.Write(page, visit);
            WriteRows(page, visit, archive, listed);
            WritePages(page, visit, listed, after);
        }, "list"));
    }

    private static void WriteRows(Html page, Visit visit, Archive archive, ListedPage listed)
    {
        if (listed.Articles.Count == 0)
        {
            page.Write($"<p>{(archive.Count == 0 ? "The archive is empty: archiver import takes in articles." : listed.Next is null ? "No articles." : "No matches so far.")}</p>\n");
        }
        else
        {
            Rows.Begin(page, visit.Place);
            foreach (var (at, article) in listed.Articles.Index())
            {
                Rows.Write(page, article, row: at + 1);
            }

            Rows.End(page);
        }

        if (!listed.IsFull && listed.Next is { Day: > 0 } next)
        {
            page.Write($"<p class=\"about\">Looked back to {next.Day.ToString("0000-00-00", CultureInfo.InvariantCulture)}.</p>\n");
        }
    }

    private static void WritePages(Html page, Visit visit, ListedPage listed, ListPlace? after)
    {
        if (after is null && listed.Next is null)
        {
            return;
        }

        page.Write($"<nav class=\"pages\" aria-label=\"Pages\">");
        if (after is not null)
        {
            page.Write($"<a href=\"{Address(visit, null)}\" data-key=\"p\">Newest</a>");
        }

        if (listed.Next is { } next)
        {
            page.Write($"<a rel=\"next\" href=\"{Address(visit, next)}\" data-key=\"n\">Older</a>");
        }

        page.Write($"</nav>\n");
    }

    private static string Address(Visit visit, ListPlace? after) =>
        PageFrame.Link("/", [.. Filters.Select(name => (name, visit[name])), ("after", after?.ToString())]);

    private static (Query Query, string Title) QueryOf(Visit visit)
    {
        var (parts, titles) = (new List<Query>(), new List<string>());
        if (visit["is"] is { } trait)
        {
            var field = QueryField.Find("is")!;
            parts.Add(new FieldCondition(field, field.Read(new WrittenValue(trait, IsQuoted: false), visit.Clock)
                ?? throw Unknown($"There is no list of what is {trait}, but of what is {field.Value.Replace("`", "", StringComparison.Ordinal)}.")));
            titles.Add($"{char.ToUpperInvariant(trait[0])}{trait[1..].ToLowerInvariant()}");
        }

        if (visit["category"] is { } category)
        {
            parts.Add(new FieldCondition(QueryField.Category, new ExactText(category)));
            titles.Add(category);
        }

        if (visit["tag"] is { } tag)
        {
            parts.Add(new FieldCondition(QueryField.Find("tags")!, NamePattern.Read(new WrittenValue(tag, IsQuoted: true))));
            titles.Add($"#{tag}");
        }

        if (visit["month"] is { } month)
        {
            parts.Add(month == "none" ? new Not(new FieldCondition(QueryField.Find("has")!, QueryField.Find("has")!.Read(new WrittenValue("date", false), visit.Clock)!))
                : Query.OfDays(month, visit.Clock) ?? throw Unknown($"There is no month {month}. A month is written as 2025-01."));
            titles.Add(month == "none" ? titles.Count == 0 ? "No date" : "no date" : month);
        }

        return (AllOf.Join(parts), titles.Count == 0 ? "Articles" : string.Join(", ", titles));
    }

    /// <summary>Who asks for what there is not is not shown everything in its place.</summary>
    private static ArchiverException Unknown(string what) => new(Failure.NotFound, what);
}
