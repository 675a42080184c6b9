using System.Globalization;
using System.Text.RegularExpressions;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>Where a page came from and when it was saved, what site and language it is of, and what it says it is about.</summary>
internal static partial class AddressChoice
{
    /// <summary>
    /// The first of: what the container states, what the program wrote that saved it, the canonical link, Open Graph.
    /// </summary>
    public static Sourced<string>? Url(PageSources sources, string? stated)
    {
        var single = sources.Comments.Select(comment => SingleFile().Match(comment))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value;
        var saved = sources.Comments.Select(comment => SavedFrom().Match(comment))
            .FirstOrDefault(match => match.Success)?.Groups[1].Value;
        (string? Value, string Source)[] candidates =
        [
            (stated, "container"), (single, "SingleFile"), (saved, "saved from"), (sources.Canonical, "canonical"),
                (sources.FirstMeta("og:url"), "og:url"),
        ];
        foreach (var (value, source) in candidates)
        {
            if (value is not null && new HtmlLinks(null, null).Resolve(value) is { } url
                && url.StartsWith("http", StringComparison.Ordinal))
            {
                return new(value.Trim(), source);
            }
        }

        return null;
    }

    /// <summary>When SingleFile saved it.</summary>
    public static Sourced<DateTimeOffset>? Saved(PageSources sources)
    {
        foreach (var comment in sources.Comments)
        {
            if (SavedDate().Match(comment) is { Success: true } match && DateTimeOffset.TryParseExact(
                $"{match.Groups[1].Value} {match.Groups[2].Value}:{match.Groups[3].Value}", "MMM dd yyyy HH:mm:ss zzz",
                    CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return new(time, "SingleFile");
            }
        }

        return null;
    }

    public static Sourced<string>? Site(PageText page)
    {
        (IEnumerable<string?> Names, string Source)[] candidates =
        [
            (page.Sources.Meta("og:site_name"), "og:site_name"),
            (page.Linked.OfType("WebSite").Select(site => page.Linked.Text(site.Element, "name")), "JSON-LD site"),
            (page.Linked.OfType("Article", "Posting", "Report")
                .Select(article => page.Linked.Text(article.Element, "publisher")), "JSON-LD publisher"),
            (page.Sources.Meta("application-name"), "application-name"),
        ];
        return candidates.SelectMany(each => each.Names, (each, name) =>
            (Name: PlainText.OneLine(name ?? ""), each.Source))
            .Where(each => each.Name.Length is > 0 and <= 200)
                .Select(each => new Sourced<string>(each.Name, each.Source)).FirstOrDefault();
    }

    /// <summary>What search engines and those who share it are to show of it.</summary>
    public static Sourced<string>? Description(PageText page)
    {
        string[] names = ["description", "og:description", "twitter:description", "dc.description"];
        return names.SelectMany(page.Sources.Meta, (name, value) => new Sourced<string>(PlainText.OneLine(value), $"meta {name}"))
            .FirstOrDefault(each => each.Value.Length is > 0 and <= 2000);
    }

    /// <summary>A tag of BCP 47.</summary>
    public static Sourced<string>? Language(PageText page)
    {
        (string? Value, string Source)[] candidates =
        [
            (page.Sources.Language, "html lang"), (page.Sources.FirstMeta("content-language"), "meta content-language"),
            (page.Linked.Entities.Select(entity => page.Linked.Text(entity.Element, "inLanguage"))
                .FirstOrDefault(text => text is not null), "JSON-LD inLanguage"),
            (page.Sources.FirstMeta("og:locale"), "og:locale"),
        ];
        foreach (var (value, source) in candidates)
        {
            if (value is not null && Tag().Match(value) is { Success: true } tag)
            {
                var parts = tag.Value.Replace('_', '-').Split('-');
                string[] cased = [.. parts.Select((part, index) => index == 0 ? part.ToLowerInvariant()
                    : part.Length == 2 ? part.ToUpperInvariant()
                    : part.Length == 4 ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()
                        : part.ToLowerInvariant())];
                return new(string.Join('-', cased), source);
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?:Page saved with|Archive\s+processed by) SingleFile[^\n]*\n\s*url:\s*(\S+)")]
    private static partial Regex SingleFile();

    [GeneratedRegex(@"^\s*saved from url=\(\d+\)(\S+)")]
    private static partial Regex SavedFrom();

    [GeneratedRegex(@"SingleFile[\s\S]{0,4000}?saved date:\s*\w{3} (\w{3} \d\d \d{4} \d\d:\d\d:\d\d) GMT([+-]\d\d)(\d\d)")]
    private static partial Regex SavedDate();

    [GeneratedRegex(@"^\s*[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*(?=\s*$|\s*,)")]
    private static partial Regex Tag();
}
