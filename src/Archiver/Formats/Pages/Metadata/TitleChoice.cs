using Archiver.Formats.Html;
using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>What a page is called.</summary>
internal static class TitleChoice
{
    private const int MaxLength = 1000;
    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " « ", " ~ "];

    public static IEnumerable<Sourced<string>> Candidates(PageText page)
    {
        var heads = HeadTitles(page).ToArray();
        if (page.Facts.Heading >= 0 && page.Facts.Paragraphs[page.Facts.Heading] is { Block.Level: 1 } heading)
        {
            yield return new(heading.Text, Agrees(heading.Text, heads) ? "h1 that agrees" : "h1");
        }

        foreach (var head in heads)
        {
            yield return head;
        }

        if (page.Facts.Heading >= 0 && page.Facts.Paragraphs[page.Facts.Heading] is { Block.Level: > 1 } other)
        {
            yield return new(other.Text, Agrees(other.Text, heads) ? "heading that agrees" : "heading");
        }

        foreach (var placed in page.Sources.Headings.Where(placed => placed.Text.Length > 0).Take(1))
        {
            yield return new(placed.Text, "first h1");
        }
    }

    private static IEnumerable<Sourced<string>> HeadTitles(PageText page)
    {
        var site = SiteNames(page).ToArray();
        if (Clean(page.Sources.Meta("og:title").FirstOrDefault(), site) is { } open)
        {
            yield return new(open, "og:title");
        }

        foreach (var article in page.Linked.OfType("Article", "Posting", "Report"))
        {
            if (Clean(page.Linked.Text(article.Element, "headline") ?? page.Linked.Text(article.Element, "name"), site) is { } headline)
            {
                yield return new(headline, "JSON-LD headline");
                break;
            }
        }

        foreach (var name in new[] { "twitter:title", "citation_title", "dc.title", "parsely-title", "sailthru.title" })
        {
            if (Clean(page.Sources.Meta(name).FirstOrDefault(), site) is { } meta)
            {
                yield return new(meta, $"meta {name}");
            }
        }

        if (Clean(page.Sources.Title, site) is { } title)
        {
            yield return new(title, "title");
        }
    }

    public static IEnumerable<string> SiteNames(PageText page)
    {
        var stated = page.Sources.Meta("og:site_name").Concat(page.Linked.OfType("WebSite", "Organization").Select(entity => page.Linked.Text(entity.Element, "name")).OfType<string>())
            .Concat(page.Sources.Meta("application-name"));
        return stated.Where(name => name.Length is > 1 and < 60).Take(8).Select(PlainText.OneLine).Distinct();
    }

    private static bool Agrees(string heading, IEnumerable<Sourced<string>> heads) => heads.Any(head => TitleWords.Agreement(heading, head.Value) >= 0.4
        || head.Value.Contains(heading, StringComparison.OrdinalIgnoreCase) || heading.Contains(head.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Without the site's name at either end.</summary>
    private static string? Clean(string? title, string[] sites)
    {
        if (string.IsNullOrWhiteSpace(title))
        {
            return null;
        }

        title = PlainText.OneLine(System.Net.WebUtility.HtmlDecode(title.Length > MaxLength ? title[..MaxLength] : title));
        foreach (var separator in Separators)
        {
            var last = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (last > 0 && IsSite(title[(last + separator.Length)..], title[..last], sites))
            {
                return title[..last].Trim();
            }

            var first = title.IndexOf(separator, StringComparison.Ordinal);
            if (first > 0 && Array.Exists(sites, site => PageText.Key(site) == PageText.Key(title[..first])))
            {
                return title[(first + separator.Length)..].Trim();
            }
        }

        return title.Length == 0 ? null : title;
    }

    private static bool IsSite(string end, string rest, string[] sites)
    {
        var key = PageText.Key(end);
        return Array.Exists(sites, site => PageText.Key(site) is { Length: > 1 } name && (name.Contains(key, StringComparison.Ordinal) || key.Contains(name, StringComparison.Ordinal)));
    }
}
