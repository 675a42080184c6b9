using System.Text.RegularExpressions;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>On which day a page was published.</summary>
internal static partial class DateChoice
{
    public static IEnumerable<Sourced<DateOnly>> Candidates(PageText page)
    {
        if (page.Url is { } url && Path().Match(url) is { Success: true } path && DateText.Find($"{path.Groups[1].Value}-{path.Groups[2].Value}-{path.Groups[3].Value}") is { } inUrl)
        {
            yield return new(inUrl, "URL");
        }

        foreach (var name in new[] { "article:published_time", "og:article:published_time", "article:published", "datepublished", "publishdate", "publish_date", "publication_date", "published_time", "pubdate", "date", "dc.date",
            "dc.date.issued", "dcterms.created", "dcterms.issued", "dcterms.date", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "citation_online_date", "og:published_time", "bt:pubdate", "cxenseparse:recs:publishtime", "article.published", "published-date" })
        {
            if (page.Sources.Meta(name) is [var content, ..] && DateText.Find(content, page.IsMonthFirst) is { } day)
            {
                yield return new(day, $"meta {(name is "article:published_time" ? name : "other " + name)}");
            }
        }

        foreach (var (source, types) in new[] { ("JSON-LD page", new[] { "WebPage" }), ("JSON-LD article", ["Article", "Posting", "Report", "Review"]) })
        {
            foreach (var entity in page.Linked.OfType(types))
            {
                if (DateText.Find(page.Linked.Text(entity.Element, "datePublished")) is { } day)
                {
                    yield return new(day, source);
                    break;
                }
            }
        }

        foreach (var placed in page.Sources.Properties.Where(placed => placed.Element.GetAttribute("itemprop") is "datePublished" or "dateCreated" && !placed.IsBeside))
        {
            if (OfElement(page, placed) is { } day)
            {
                yield return new(day, "itemprop");
                break;
            }
        }

        foreach (var placed in page.Sources.Times.Where(placed => !placed.IsBeside && IsNear(page, placed, 300) && !Modified().IsMatch(placed.Text) && !SaysModified(placed)))
        {
            if (OfElement(page, placed) is { } day)
            {
                yield return new(day, "time");
                break;
            }
        }

        foreach (var text in page.AroundHeading(4, 7).Where(text => text.Length < 200 && !Modified().IsMatch(text)))
        {
            if (DateText.Find(text, page.IsMonthFirst) is { } day)
            {
                yield return new(day, "beside the heading");
                break;
            }
        }

        foreach (var placed in page.Sources.Dates.Where(placed => !placed.IsBeside && placed.Text.Length is > 5 and < 120 && !Modified().IsMatch(placed.Text) && IsNear(page, placed, 1000)))
        {
            if (DateText.Find(placed.Text, page.IsMonthFirst) is { } day)
            {
                yield return new(day, "date class");
                break;
            }
        }

        foreach (var text in page.AroundHeading(4, 10).Where(text => text.Length < 200 && Modified().IsMatch(text)))
        {
            if (DateText.Find(text, page.IsMonthFirst) is { } day)
            {
                yield return new(day, "updated beside the heading");
                break;
            }
        }

        foreach (var placed in page.Sources.Times.Where(placed => !placed.IsBeside && IsNear(page, placed, 300)))
        {
            if (OfElement(page, placed) is { } day)
            {
                yield return new(day, "updated time");
                break;
            }
        }

        foreach (var text in page.Facts.Paragraphs.Select(paragraph => paragraph.Text).Where(text => text.Length < 160 && Posted().IsMatch(text)))
        {
            if (DateText.Find(text, page.IsMonthFirst) is { } day)
            {
                yield return new(day, "posted on");
                break;
            }
        }
    }

    public static Sourced<DateOnly>? Changed(PageText page)
    {
        foreach (var name in new[] { "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod" })
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

        return page.Sources.Properties.Where(placed => placed.Element.GetAttribute("itemprop") == "dateModified")
            .Select(placed => OfElement(page, placed)).OfType<DateOnly>().Select(day => new Sourced<DateOnly>(day, "itemprop dateModified")).FirstOrDefault();
    }

    private static DateOnly? OfElement(PageText page, Placed placed) => DateText.Find(placed.Element.GetAttribute("datetime"))
        ?? DateText.Find(placed.Element.GetAttribute("content")) ?? DateText.Find(placed.Text, page.IsMonthFirst);

    private static bool SaysModified(Placed placed) => placed.Element.ClassName?.Contains("updated", StringComparison.OrdinalIgnoreCase) == true && placed.Element.ClassName.Contains("published", StringComparison.OrdinalIgnoreCase) == false
        || placed.Element.GetAttribute("itemprop") == "dateModified" || placed.Element.ClassName?.Contains("modified", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsNear(PageText page, Placed placed, int distance) => page.HeadingOrder is not { } order || Math.Abs(placed.Order - order) < distance;

    [GeneratedRegex(@"/((?:19|20)\d\d)[/-]?(\d\d?)[/-]?(\d\d?)(?:/|-|$)")]
    private static partial Regex Path();

    [GeneratedRegex(@"updated|modified|revised|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|reviewed|edited|更新", RegexOptions.IgnoreCase)]
    private static partial Regex Modified();

    [GeneratedRegex(@"^\W*(?:posted|published|date|publié|veröffentlicht|erschienen|publicado|pubblicato)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Posted();
}
