using Archiver.Formats.Html;
using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>What a page is called.</summary>
internal static class TitleChoice
{
    private const int MaxLength = 1000;
    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ",
        " « ", " ~ "];

    /// <summary>
    /// The first of: the shown heading where it agrees with the head of the page, Open Graph's title, JSON-LD's
    /// headline, other metas, <c>title</c>, any heading.
    /// </summary>
    public static Sourced<string>? Choose(PageText page) => Candidates(page).FirstOrDefault();

    public static IEnumerable<Sourced<string>> Candidates(PageText page)
    {
        Sourced<string>[] heads = [.. HeadTitles(page)];
        var heading = page.Facts.Heading < 0 ? null : page.Facts.Paragraphs[page.Facts.Heading];
        var agrees = heading is not null && (heads.Length == 0 || Agrees(heading.Text, heads));
        if (heading is not null && agrees)
        {
            yield return new(WithoutEnd(heading.Text), heading.Block.Level == 1 ? "h1" : "heading");
        }

        foreach (var head in heads)
        {
            yield return head with { Value = WithoutEnd(head.Value) };
        }

        if (heading is not null && !agrees)
        {
            yield return new(heading.Text, "heading that does not agree");
        }

        foreach (var placed in page.Sources.Headings.Where(placed => placed.Text.Length > 0).Take(1))
        {
            yield return new(placed.Text, "first h1");
        }
    }

    /// <summary>What stands after a bar is the site's, a section's or a slogan.</summary>
    private static string WithoutEnd(string title)
    {
        var bar = title.IndexOf(" | ", StringComparison.Ordinal);
        return bar > 0 && title.AsSpan(0, bar).Count(' ') >= 2 ? title[..bar].TrimEnd() : title;
    }

    private static IEnumerable<Sourced<string>> HeadTitles(PageText page)
    {
        var site = SiteNames(page).ToArray();
        if (Clean(page.Sources.FirstMeta("og:title"), site) is { } open)
        {
            yield return new(open, "og:title");
        }

        foreach (var article in page.Linked.OfType("Article", "Posting", "Report"))
        {
            if (Clean(page.Linked.Text(article.Element, "headline") ?? page.Linked.Text(article.Element, "name"),
                site) is { } headline)
            {
                yield return new(headline, "JSON-LD headline");
                break;
            }
        }

        foreach (var name in new[] { "twitter:title", "citation_title", "dc.title", "parsely-title", "sailthru.title" })
        {
            if (Clean(page.Sources.FirstMeta(name), site) is { } meta)
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
        var stated = page.Sources.Meta("og:site_name").Concat(page.Linked.OfType("WebSite", "Organization")
            .Select(entity => page.Linked.Text(entity.Element, "name")).OfType<string>())
            .Concat(page.Sources.Meta("application-name"));
        return stated.Where(name => name.Length is > 1 and < 60).Take(8).Select(PlainText.OneLine).Distinct();
    }

    private static bool Agrees(string heading, IEnumerable<Sourced<string>> heads) =>
        heads.Any(head => TitleWords.Overlap(heading, head.Value) >= 0.5
        || head.Value.Contains(heading, StringComparison.OrdinalIgnoreCase)
            || heading.Contains(head.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>Without the site's name at either end.</summary>
    private static string? Clean(string? title, string[] sites)
    {
        if (string.IsNullOrWhiteSpace(title))
        {
            return null;
        }

        title = PlainText.OneLine(System.Net.WebUtility.HtmlDecode(title.Length > MaxLength ? title[..MaxLength]
            : title));
        foreach (var separator in Separators)
        {
            var last = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (last > 0 && IsSite(title[(last + separator.Length)..], sites))
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

    private static bool IsSite(string end, string[] sites)
    {
        var key = PageText.Key(end);
        return Array.Exists(sites, site => PageText.Key(site) is { Length: > 1 } name
            && (name.Contains(key, StringComparison.Ordinal) || key.Contains(name, StringComparison.Ordinal)));
    }
}
