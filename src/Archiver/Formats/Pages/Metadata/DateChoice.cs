using System.Text.RegularExpressions;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>On which day a page was published.</summary>
internal static partial class DateChoice
{
    /// <summary>
    /// The first of: what is labelled as published, a day beside the heading, metas, microdata, <c>time</c>, classes, a
    /// day of a change beside the heading, an article's JSON-LD, other <c>time</c>, the address. What the page shows
    /// wins over what it hides; but what it states of its last change is no day of publication where another is stated.
    /// </summary>
    public static Sourced<DateOnly>? Choose(PageText page)
    {
        Sourced<DateOnly>[] all = [.. Candidates(page)];
        var changed = Changed(page)?.Value;
        var stated = Array.Find(all, each => each.Source.StartsWith("meta", StringComparison.Ordinal)
            || each.Source.StartsWith("JSON-LD", StringComparison.Ordinal));
        if (stated is not null && changed is not null && stated.Value != changed && all[0].Value == changed
            && all[0].Source == "beside the heading")
        {
            return stated;
        }

        return all.FirstOrDefault();
    }

    public static IEnumerable<Sourced<DateOnly>> Candidates(PageText page)
    {
        foreach (var day in Published(page))
        {
            yield return new(day, "published label");
        }

        foreach (var day in page.AroundHeading(4, 7).Where(text => text.Length < 200 && !Modified().IsMatch(text))
            .Select(text => DateText.Find(text, page.IsMonthFirst)).OfType<DateOnly>().Take(1))
        {
            yield return new(day, "beside the heading");
        }

        foreach (var name in Metas.Concat(page.Sources.MetaNames.Where(name => PublishedMeta().IsMatch(name))))
        {
            if (page.Sources.Meta(name) is [var content, ..] && DateText.Find(content, page.IsMonthFirst) is { } day)
            {
                yield return new(day, $"meta {name}");
            }
        }

        foreach (var placed in page.Sources.Properties.Where(placed =>
            placed.Element.GetAttribute("itemprop") is "datePublished" or "dateCreated" && !placed.IsBeside))
        {
            if (OfElement(page, placed) is { } day)
            {
                yield return new(day, "itemprop");
                break;
            }
        }

        foreach (var day in OfElements(page, page.Sources.Times, 300).Take(1))
        {
            yield return new(day, "time");
        }

        foreach (var day in OfElements(page, page.Sources.Dates.Where(placed => placed.Text.Length is > 5 and < 120),
            (page.Facts.Head.Kinds & 1) != 0 ? 1000 : 200).Take(1))
        {
            yield return new(day, "date class");
        }

        foreach (var day in page.AroundHeading(4, 10).Where(text => text.Length < 200)
            .Select(text => DateText.Find(text, page.IsMonthFirst)).OfType<DateOnly>().Take(1))
        {
            yield return new(day, "changed beside the heading");
        }

        foreach (var day in OfLinked(page, "Article", "Posting", "Report"))
        {
            yield return new(day, "JSON-LD article");
        }

        foreach (var placed in page.Sources.Times.Where(placed => !placed.IsBeside && IsNear(page, placed, 300)))
        {
            if (OfElement(page, placed) is { } day)
            {
                yield return new(day, "changed time");
                break;
            }
        }

        if (page.Url is { } url && Path().Match(url) is { Success: true, Groups: var parts }
            && DateText.Find($"{parts[1]}-{parts[2]}{parts[4]}-{parts[3]}{parts[5]}") is { } inUrl)
        {
            yield return new(inUrl, "URL");
        }
    }

    private static readonly string[] Metas =
    [
        "article:published_time", "og:article:published_time", "article:published", "datepublished", "publishdate",
            "pubdate", "date", "dc.date", "dc.date.issued",
        "dcterms.created", "dcterms.issued", "dcterms.date", "parsely-pub-date", "sailthru.date",
            "citation_publication_date", "citation_date", "citation_online_date",
    ];

    /// <summary>What follows a word such as <c>Published</c>, in the same paragraph or the next.</summary>
    private static IEnumerable<DateOnly> Published(PageText page)
    {
        var paragraphs = page.Facts.Paragraphs;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var text = paragraphs[i].Text;
            if (text.Length < 160 && Posted().IsMatch(text))
            {
                text = text.Length < 20 && i + 1 < paragraphs.Count && paragraphs[i + 1].Text.Length < 60
                    ? $"{text} {paragraphs[i + 1].Text}" : text;
                if (DateText.Find(text, page.IsMonthFirst) is { } day)
                {
                    yield return day;
                    yield break;
                }
            }
        }
    }

    private static IEnumerable<DateOnly> OfLinked(PageText page, params string[] types) =>
        page.Linked.OfType(types).Select(entity => DateText.Find(page.Linked.Text(entity.Element, "datePublished")))
            .OfType<DateOnly>().Take(1);

    private static IEnumerable<DateOnly> OfElements(PageText page, IEnumerable<Placed> places, int distance) =>
        places.Where(placed => !placed.IsBeside && IsNear(page, placed, distance) && !Modified().IsMatch(placed.Text)
            && !SaysModified(placed))
            .Select(placed => OfElement(page, placed)).OfType<DateOnly>();

    public static Sourced<DateOnly>? Changed(PageText page)
    {
        foreach (var name in new[] { "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
            "last-modified", "lastmod" })
        {
            if (page.Sources.Meta(name) is [var content, ..] && DateText.Find(content, page.IsMonthFirst) is { } day)
            {
                return new(day, $"meta {name}");
            }
        }

        foreach (var entity in page.Linked.OfType("Article", "Posting", "WebPage", "Report"))
        {
            if (DateText.Find(page.Linked.Text(entity.Element, "dateModified")) is { } day)
            {
                return new(day, "JSON-LD dateModified");
            }
        }

        foreach (var day in page.Sources.Properties.Where(placed =>
            placed.Element.GetAttribute("itemprop") == "dateModified").Select(placed =>
            OfElement(page, placed)).OfType<DateOnly>())
        {
            return new(day, "itemprop dateModified");
        }

        foreach (var text in page.Facts.Paragraphs.Select(paragraph => paragraph.Text)
            .Where(text => text.Length < 60 && Modified().IsMatch(text)))
        {
            if (DateText.Find(text, page.IsMonthFirst) is { } day)
            {
                return new(day, "changed label");
            }
        }

        return null;
    }

    private static DateOnly? OfElement(PageText page, Placed placed) =>
        DateText.Find(placed.Element.GetAttribute("datetime"))
        ?? DateText.Find(placed.Element.GetAttribute("content")) ?? DateText.Find(placed.Text, page.IsMonthFirst);

    private static bool SaysModified(Placed placed) => placed.Element.ClassName?.Contains("updated",
        StringComparison.OrdinalIgnoreCase) == true && placed.Element.ClassName.Contains("published",
        StringComparison.OrdinalIgnoreCase) == false
        || placed.Element.GetAttribute("itemprop") == "dateModified"
            || placed.Element.ClassName?.Contains("modified", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsNear(PageText page, Placed placed, int distance) => page.HeadingOrder is not { } order
        || Math.Abs(placed.Order - order) < distance;

    [GeneratedRegex(@"[/-]((?:19|20)\d\d)(?:[/-](\d\d?)[/-](\d\d?)|(\d\d)(\d\d))(?:[/-]|$)")]
    private static partial Regex Path();

    [GeneratedRegex("^(?!.*(?:modif|updat)).*(?:publish|publication|pub[-_]?date|issued)")]
    private static partial Regex PublishedMeta();

    [GeneratedRegex(
        @"updated|modified|revised|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|reviewed|edited|更新",
        RegexOptions.IgnoreCase)]
    private static partial Regex Modified();

    [GeneratedRegex(@"^\W*(?:posted|published|date|publié|veröffentlicht|erschienen|publicado|pubblicato)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Posted();
}
