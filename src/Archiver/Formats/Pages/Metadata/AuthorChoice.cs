using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>
/// Who wrote a page. Sources in the order in which they are believed: metas, JSON-LD, microdata, Twitter's card, links
/// to authors, classes, the only person in JSON-LD, and bylines as text. Names that the page shows come before those it
/// hides, names of people before those of accounts; an organisation or the site itself is an author only where a byline
/// says so.
/// </summary>
internal static partial class AuthorChoice
{
    /// <summary>How many elements from the heading a byline may stand.</summary>
    private const int Near = 600;

    private static readonly string[] Metas = ["author", "article:author_name", "parsely-author", "sailthru.author",
        "byl", "article:author", "dc.creator", "dcterms.creator"];

    public static Sourced<IReadOnlyList<string>>? Choose(PageText page)
    {
        Sourced<IReadOnlyList<string>>? best = null;
        var least = int.MaxValue;
        foreach (var candidate in Candidates(page))
        {
            var rank = Rank(page, candidate);
            var isBetter = rank < least || (rank == 0 && least == 0 && Adds(candidate.Value, best!.Value));
            (best, least) = isBetter ? (candidate, rank) : (best, least);
        }

        return least <= 3 ? best : null;
    }

    /// <summary>Whether there are more names, those known among them: metas often have only the first.</summary>
    private static bool Adds(IReadOnlyList<string> names, IReadOnlyList<string> known) => names.Count > known.Count
        && known.All(each => names.Any(name => PageText.Key(name).Contains(PageText.Key(each), StringComparison.Ordinal)));

    private static int Rank(PageText page, Sourced<IReadOnlyList<string>> candidate)
    {
        var isByline = !candidate.Source.StartsWith("meta", StringComparison.Ordinal)
            && !candidate.Source.StartsWith("JSON-LD", StringComparison.Ordinal) && candidate.Source != "twitter:data";
        var isShown = candidate.Value.All(page.Shows);
        var isFull = candidate.Value.All(PersonNames.IsFullName);
        if (candidate.Value.Any(name => IsSite(page, name)))
        {
            return isByline || (candidate.Source == "meta author" && isFull) ? 3 : 4;
        }

        return (isShown, isFull) switch
        {
            (true, true) => candidate.Source == "beside the date" ? 2 : 0,
            (true, false) => isByline ? 1 : 2,
            (false, true) => 2,
            _ => candidate.Source is "JSON-LD person" ? 4 : 3,
        };
    }

    /// <summary>All that is stated.</summary>
    public static IEnumerable<Sourced<IReadOnlyList<string>>> Candidates(PageText page)
    {
        string[] cited = [.. page.Sources.Meta("citation_author").Select(Flipped)
            .Where(name => name.Length is > 1 and < 80).Distinct(StringComparer.OrdinalIgnoreCase)];
        var all = cited.Length > 0 ? [new("meta citation_author", cited)]
            : new List<(string Source, IEnumerable<string> Names)>();
        all.AddRange(Metas.Select(name => ($"meta {name}", page.Sources.Meta(name).SelectMany(PersonNames.Of))));
        all.AddRange(page.Linked.OfType("Article", "Posting", "Report").Take(3)
            .Select(article => ("JSON-LD article", page.Linked.Texts(article.Element, "author")
            .SelectMany(PersonNames.Of))));
        all.AddRange(page.Linked.OfType("WebPage").Take(1).Select(web =>
            ("JSON-LD page", page.Linked.Texts(web.Element, "author").SelectMany(PersonNames.Of))));
        all.Add(("itemprop", OfProperties(page)));
        for (var i = 1; i <= 2; i++)
        {
            if (page.Sources.Meta($"twitter:label{i}") is [var label, ..] && WrittenBy().IsMatch(label))
            {
                all.Add(("twitter:data", page.Sources.Meta($"twitter:data{i}").SelectMany(PersonNames.Of)));
            }
        }

        all.Add(("link to an author", First(page, page.Sources.AuthorLinks, _ => true)
            .Where(name => PersonNames.IsFullName(name) || page.Sources.AuthorLinks.Exists(link =>
            link.Element.HasAttribute("rel") && link.Text == name))));
        all.Add(("author name class", First(page, page.Sources.Bylines,
            placed => placed.Element.ClassName!.Contains("name", StringComparison.OrdinalIgnoreCase))));
        all.Add(("author class", First(page, page.Sources.Bylines,
            placed => !placed.Element.ClassName!.Contains("name", StringComparison.OrdinalIgnoreCase))));
        string[] persons = [.. page.Linked.OfType("Person").Select(person => page.Linked.Text(person.Element, "name"))
            .OfType<string>().SelectMany(PersonNames.Of).Distinct(StringComparer.OrdinalIgnoreCase)];
        all.Add(("JSON-LD person", persons.Length == 1 ? persons : []));
        all.AddRange(OfText(page));
        foreach (var (source, names) in all)
        {
            if (names.Distinct(StringComparer.OrdinalIgnoreCase).Take(30).ToArray() is { Length: > 0 } found)
            {
                yield return new(found, source);
            }
        }
    }

    private static IEnumerable<string> OfProperties(PageText page)
    {
        var last = -1000;
        foreach (var placed in page.Sources.Properties.Where(placed => !placed.IsBeside
            && placed.Element.GetAttribute("itemprop") is "author" or "creator"))
        {
            // The next one further on wrote a comment.
            if (last >= 0 && placed.Order - last > 12)
            {
                yield break;
            }

            var name = NameIn(placed.Element);
            var names = PersonNames.Of(name is null ? placed.Element.GetAttribute("content") ?? placed.Text
                : name.GetAttribute("content") ?? PlainText.Of(name));
            foreach (var each in names)
            {
                yield return each;
            }

            last = names.Count > 0 ? placed.Order : last;
        }
    }

    private static IElement? NameIn(Element author) => author.QuerySelector("[itemprop=name]");

    private static IReadOnlyList<string> First(PageText page, IEnumerable<Placed> places, Func<Placed, bool> isWanted)
    {
        foreach (var placed in places)
        {
            var distance = page.HeadingOrder is { } order ? placed.Order - order : 0;
            if (isWanted(placed) && Math.Abs(distance) < Near && (!placed.IsBeside || Math.Abs(distance) < 60))
            {
                foreach (var line in PlainText.LinesOf(placed.Element).Take(4))
                {
                    if (line.Length < 120 && PersonNames.Of(line) is { Count: > 0 } names)
                    {
                        return names;
                    }
                }
            }
        }

        return [];
    }

    private static IEnumerable<(string Source, IEnumerable<string> Names)> OfText(PageText page)
    {
        var paragraphs = page.Facts.Paragraphs;
        foreach (var text in page.AroundHeading(6, 8).Where(text => text.Length < 160))
        {
            if (By().Match(text) is { Success: true } by && PersonNames.Of(text[by.Index..]) is { Count: > 0 } names)
            {
                yield return ("byline beside the heading", names);
                break;
            }
        }

        for (var i = 0; i < paragraphs.Count; i++)
        {
            var text = paragraphs[i].Text;
            if (text.Length < 80 && Written().IsMatch(text) && PersonNames.Of(text) is { Count: > 0 } names)
            {
                yield return ("written by", names);
                break;
            }

            if (text.Length < 20 && Math.Abs(i - page.Facts.Heading) < 15 && Label().IsMatch(text)
                && i + 1 < paragraphs.Count && paragraphs[i + 1].Text.Length < 60
                && PersonNames.Of(paragraphs[i + 1].Text) is [var next] && PersonNames.IsFullName(next))
            {
                yield return ("after the label", [next]);
                break;
            }
        }

        yield return ("beside the date", BesideDate(page));
    }

    /// <summary>
    /// A line of the heading with a day and a name in it, or one with nothing but a name next to one with a day.
    /// </summary>
    private static IReadOnlyList<string> BesideDate(PageText page)
    {
        string[] lines = [.. page.AroundHeading(0, 5)];
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length < 120 && DateText.Find(lines[i], page.IsMonthFirst) is not null)
            {
                IEnumerable<string> parts = [.. lines[i].Split(['|', '·', '•', '—', '–', '/'],
                    StringSplitOptions.TrimEntries), .. i > 0 ? [lines[i - 1]] : Array.Empty<string>(),
                    .. i + 1 < lines.Length ? [lines[i + 1]] : Array.Empty<string>()];
                foreach (var part in parts)
                {
                    if (part.Length < 40 && FullName().IsMatch(part) && PersonNames.Of(part) is [var name]
                        && name.Length >= part.Length - 4)
                    {
                        return [name];
                    }
                }
            }
        }

        return [];
    }

    /// <summary>Whether a name is that of the site or of an organisation that the page names as such.</summary>
    private static bool IsSite(PageText page, string name)
    {
        var key = PageText.Key(name);
        return page.Organisations.Contains(key)
            || (Uri.TryCreate(page.Url, UriKind.Absolute, out var url) && key.Length > 3 && !name.Contains(' ')
                && PageText.Key(url.Host).Contains(key, StringComparison.Ordinal));
    }

    /// <summary>Of <c>Doe, Jane</c>: <c>Jane Doe</c>. Each such meta has one name.</summary>
    private static string Flipped(string name) => name.Split(',') is [var last, var first]
        ? $"{first.Trim()} {last.Trim()}" : name.Trim();

    [GeneratedRegex("written|author|autor|verfasst|écrit|auteur|escrito|scritto|geschreven|door",
        RegexOptions.IgnoreCase)]
    private static partial Regex WrittenBy();

    [GeneratedRegex(
        @"(?:^|[|•·]\s*|\b(?i:written|posted|published|words|story|article|\d{4})\s+)"
            + @"(?i:by|von|par|por|di|door|av)\s*:?\s+(?=[\p{Lu}\d]|\p{Ll}+$)")]
    private static partial Regex By();

    [GeneratedRegex(@"^\W*(?:written|posted|authored|article|story|words|published)\s+by:?\s+\S|^authors?\s*:",
        RegexOptions.IgnoreCase)]
    private static partial Regex Written();

    [GeneratedRegex(
        @"^\W*(?:(?:written|article|posted|published|words|story)\s+)?"
            + @"(?:by|author|authors|autor|auteur|autorin)\s*:?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\p{Lu}[\p{L}'’.-]*(?:\s(?:de|van|von|der|la|le|di|da|del))*(?:\s\p{Lu}[\p{L}'’.-]*){1,3}$")]
    private static partial Regex FullName();
}
