using System.Text.RegularExpressions;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>Who wrote a page.</summary>
internal static partial class AuthorChoice
{
    /// <summary>All that is stated, in the order in which sources are to be believed.</summary>
    public static IEnumerable<Sourced<IReadOnlyList<string>>> Candidates(PageText page)
    {
        foreach (var name in new[] { "author", "article:author_name", "citation_author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "article:author" })
        {
            var names = page.Sources.Meta(name).SelectMany(PersonNames.Of).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            if (names.Length > 0)
            {
                yield return new(names, $"meta {name}");
            }
        }

        foreach (var article in page.Linked.OfType("Article", "Posting", "Report", "Review", "WebPage"))
        {
            var names = page.Linked.Texts(article.Element, "author").SelectMany(PersonNames.Of).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
            if (names.Length > 0)
            {
                yield return new(names, $"JSON-LD {(article.Types.Contains("Review") ? "review" : article.Types.Contains("WebPage") ? "page" : "article")}");
            }
        }

        var properties = page.Sources.Properties.Where(placed => !placed.IsBeside && placed.Element.GetAttribute("itemprop") is "author" or "creator")
            .SelectMany(placed => PersonNames.Of(placed.Element.GetAttribute("content") ?? placed.Text)).Distinct(StringComparer.OrdinalIgnoreCase).Take(4).ToArray();
        if (properties.Length > 0)
        {
            yield return new(properties, "itemprop");
        }

        for (var i = 1; i <= 2; i++)
        {
            if (page.Sources.Meta($"twitter:label{i}") is [var label, ..] && WrittenBy().IsMatch(label) && page.Sources.Meta($"twitter:data{i}") is [var data, ..] && PersonNames.Of(data) is { Count: > 0 } written)
            {
                yield return new(written, "twitter:data");
            }
        }

        foreach (var placed in page.Sources.AuthorLinks.Where(placed => !placed.IsBeside))
        {
            if (PersonNames.Of(placed.Text) is { Count: > 0 } names)
            {
                yield return new(names, "rel=author");
                break;
            }
        }

        foreach (var (source, isName) in new[] { ("author name class", true), ("author class", false) })
        {
            foreach (var placed in page.Sources.Bylines.Where(placed => !placed.IsBeside && IsNear(page, placed)))
            {
                if (placed.Element.ClassName!.Contains("name", StringComparison.OrdinalIgnoreCase) == isName && placed.Text.Length < 120 && PersonNames.Of(placed.Text) is { Count: > 0 } names)
                {
                    yield return new(names, source);
                    break;
                }
            }
        }

        string[] persons = [.. page.Linked.OfType("Person").Select(person => page.Linked.Text(person.Element, "name")).OfType<string>().SelectMany(PersonNames.Of).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (persons.Length == 1)
        {
            yield return new(persons, "JSON-LD person");
        }

        foreach (var text in page.AroundHeading(6, 8))
        {
            if (text.Length < 160 && By().Match(text) is { Success: true } by && PersonNames.Of(text[by.Index..]) is { Count: > 0 } names)
            {
                yield return new(names, "beside the heading");
                break;
            }
        }

        foreach (var text in page.Facts.Paragraphs.Select(paragraph => paragraph.Text).Where(text => text.Length < 80))
        {
            if (Written().IsMatch(text) && PersonNames.Of(text) is { Count: > 0 } names)
            {
                yield return new(names, "written by");
                break;
            }
        }
    }

    private static bool IsNear(PageText page, Placed placed) => page.HeadingOrder is not { } order || Math.Abs(placed.Order - order) < 400;

    [GeneratedRegex("written|author|autor|verfasst|écrit|auteur|escrito|scritto|geschreven|door", RegexOptions.IgnoreCase)]
    private static partial Regex WrittenBy();

    [GeneratedRegex(@"(?:^|[|•·]\s*|(?:written|posted|published|words|story|article)\s+)(?:by|von|par|por|di|door|av)\s*:?\s+(?=\p{Lu})", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex(@"^\W*(?:written|posted|authored|article|story|words)\s+by\b|^author\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
