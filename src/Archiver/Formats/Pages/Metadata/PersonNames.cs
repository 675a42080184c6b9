using System.Text.RegularExpressions;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>Names of authors, taken out of what pages write around them.</summary>
internal static partial class PersonNames
{
    private const int MaxLength = 300;
    private const int MaxWords = 7;

    /// <summary>What may follow a name and a comma without being a name: degrees, professions, "jr".</summary>
    private static readonly HashSet<string> Titles = new(
        ("md do rd ms ma ba bs mba phd msc bsc mph dds dmd jd esq cfp cpa cfa rn np pa pharmd dvm edd psyd lcsw rdn ldn "
            + "cscs mfa mbbs facc jr sr ii iii iv cissp pmp cpt pt dpt e-ryt fand mpas pa-c mn")
            .Split(' '), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> NoNames = new(
        ["admin", "administrator", "editor", "author", "staff", "guest", "user", "webmaster", "anonymous", "unknown",
            "root", "none", "null", "n/a", "team", "editorial",
        "editorial team", "editorial staff", "staff writer", "guest author", "read more", "about the author",
            "author bio", "posts", "view profile", "default", "super user", "follow", "contact",
        "share", "comments", "the author", "written by", "by", "website", "facebook", "twitter", "linkedin",
            "instagram", "undefined", "name", "sign", "on", "contributors", "contributor", "profile", "author name",
            "first name last name", "full name", "john doe"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in a byline; none where it has none.</summary>
    public static IReadOnlyList<string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength
            || text.Contains("://", StringComparison.Ordinal))
        {
            return [];
        }

        var line = PlainText.OneLine(text);
        line = Lead().Replace(line, "");
        line = Tail().Replace(line, "");
        line = Date().Replace(line, "");
        var names = new List<string>();
        foreach (var part in Separator().Split(line))
        {
            var name = Trim(part);
            if (Titles.Contains(name.Replace(".", "", StringComparison.Ordinal).Split(' ')[0])
                || (names.Count > 0 && (Role().IsMatch(name)
                || (char.IsLower(name.FirstOrDefault()) && char.IsUpper(names[0][0])))))
            {
                continue;
            }

            if (IsName(name) && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>Whether it looks like the whole name of a person: two words or more in capitals, the last no initial.</summary>
    public static bool IsFullName(string name) => FullName().IsMatch(name) || name.Any(character =>
        character is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF'));

    private static string Trim(string part)
    {
        var name = part.Trim(' ', '\t', '*', ',', '.', ':', ';', '-', '–', '—', '|', '•', '·', '/', '(', ')', '[', ']', '"',
            '“', '”', '@', '\u00A0');
        // The point of "Jr." and of initials stays.
        return part.Trim().StartsWith(name + ".", StringComparison.Ordinal) && name.Length > 1
            && (name[^2] == ' ' || name.EndsWith(" Jr", StringComparison.Ordinal)) ? name + "." : name;
    }

    private static bool IsName(string name) => name.Length is >= 2 and <= 60 && name.Any(char.IsLetter)
        && !NoNames.Contains(name)
        && name.Split(' ').Length <= MaxWords && name.Trim('*').Length > 1 && !name.Contains('@')
            && !name.Contains('{') && !name.Contains('<') && !NoName().IsMatch(name);

    [GeneratedRegex(
        @"^.{0,40}?\b(?:written|posted|published|posts|articles|stories)\s+by:?\s+(?-i:(?=\p{Lu}))"
            + @"|^\W*(?:(?:article|story|post|text|words|recipe|reviewed|review|posted|published|written|contributed|created"
            + @"|submitted|authored|reported|medically reviewed)\s+)?"
            + @"(?:by|from|von|par|por|di|da|door|av|af|przez|автор)(?:\b[\s:]+|(?-i:(?=\p{Lu})))"
            + @"|^\W*(?:(?:author|authors|writer|text|autor|auteur|autore|door)\s*[:|]\s*|author\s+(?-i:(?=\p{Lu})))",
        RegexOptions.IgnoreCase)]
    private static partial Regex Lead();

    [GeneratedRegex(
        @"\s*(?:[|•·⋅●▪»]|\s[–—-]\s|\s\d+(?:\s\w+)?$|\s\(|\son behalf"
            + @"|\b(?:published|updated|posted|last updated|on|is an?|has been|was an?|read more|in|for|at|view all|follow"
            + @"|reviewed by|fact.?checked|edited by|contributing|senior|staff writer|writer|columnist|reporter"
            + @"|contributors?|chief|editor|founder|ceo|director|manager)\b)"
            + @"(?<!^.{0,3}).*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tail();

    [GeneratedRegex(
        @"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}.*$"
            + @"|\d{1,2}[/.-]\d{1,2}.*$"
            + @"|\b\d{4}\b.*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"\s*(?:[,;&/+]|\s(?:and|und|et|y|e|og|och|en|with|mit)\s)\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"\b(?:editor|writer|director|manager|founder|ceo|cto|expert|specialist|consultant|reporter|correspondent|professor"
            + @"|contributor|president|head|chief|analyst|engineer|attorney|lead|officer|strategist|marketing|senior"
            + @"|candidate|master|developer|coach|author|strategist|designer)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Role();

    [GeneratedRegex(
        @"\b(?:minutes?|min|read|ago|comments?|share|view|posts?|cookies?|subscribe|menu|published|updated|article|click"
            + @"|here|about|newsletter)\b"
            + @"|^\d+$|https?"
            + @"|^(?:and|in|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*)$"
            + @"|www\.|\.com$"
            + @"|\b(?:this|your|our|these|that)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoName();

    [GeneratedRegex(
        @"^(?:dr\.?\s|prof\.?\s)?(?-i:\p{Lu}[\p{L}\p{M}'’.-]*"
            + @"(?:\s(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Ll}{1,3}|[(“""][^()“”""]+[)”""]))*"
            + @"\s\p{Lu}[\p{L}\p{M}'’-]+(?:,?\s(?:Jr|Sr|II|III)\.?)?)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex FullName();
}
