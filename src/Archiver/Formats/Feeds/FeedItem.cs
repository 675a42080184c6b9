using System.Net;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Feeds;

/// <summary>Makes the article of an item of RSS or an entry of Atom.</summary>
internal static partial class FeedItem
{
    public static StatedArticle? Of(LooseElement item, FeedFacts feed, StatedTimes times, ReadOnlyMemory<byte> original)
    {
        var prefix = item.Name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? item.Name[..(colon + 1)] : "";
        LooseElement? Child(string name) => item.Child(prefix + name) ?? item.Child(name);
        var isAtom = item.LocalName.Equals("entry", StringComparison.OrdinalIgnoreCase);
        var id = Child("guid")?.Line ?? Child("id")?.Line ?? item.Attribute("rdf:about");
        var content = Child("content");
        var url = Url(item, prefix, id, isAtom, feed.Base ?? content?.Attribute("xml:base"));
        var full = Markup(item.Child("content:encoded")) ?? (isAtom ? Markup(content) : null) ?? Markup(item.Child("xhtml:body") ?? item.Child("body"));
        var teaser = Markup(Child("summary") ?? Child("description") ?? item.Child("dc:description") ?? item.Child("itunes:summary")
            ?? item.Child("media:description") ?? item.Child("media:group")?.Child("media:description"));
        var place = content?.Attribute("xml:base") ?? url ?? feed.Base;
        var body = Paragraphs(full, place);
        var summary = Paragraphs(teaser, place);
        (body, summary) = body.Count == 0 ? (summary, []) : (body, summary);

        var title = Title(Child("title") ?? item.Child("dc:title") ?? item.Child("media:title") ?? item.Child("media:group")?.Child("media:title"));
        if (title is null && url is null && body.Count == 0 && id is null)
        {
            return null;
        }

        var stated = Child("pubDate")?.Line ?? item.Child("dc:date")?.Line ?? Child("published")?.Line ?? Child("issued")?.Line ?? item.Child("dcterms:issued")?.Line
            ?? Child("updated")?.Line ?? Child("modified")?.Line ?? item.Child("pubdate")?.Line;
        var day = StatedTimes.DayOf(stated) ?? DateText.Find(WithCentury(stated));
        return FragmentArticle.Of(FeedFormat.FormatName, original, new Details
        {
            Title = title,
            Url = url,
            Authors = Authors(item, prefix, feed),
            Site = (item.Child("source") is { } source ? isAtom ? Title(source.Child("title")) : source.Line : null) ?? feed.Title,
            Category = feed.Title ?? FeedFormat.FormatName,
            Language = item.Child("dc:language")?.Line ?? item.Attribute("xml:lang") ?? feed.Language,
            Tags = [.. item.All(prefix + "category").Concat(item.All("dc:subject")).Select(tag => tag.Attribute("label") ?? tag.Line ?? tag.Attribute("term") ?? "").Select(WebUtility.HtmlDecode).OfType<string>()],
            Date = day,
            Updated = times.Of(Child("updated")?.Line ?? Child("modified")?.Line ?? item.Child("dcterms:modified")?.Line),
            Other =
            [
                new("Feed ID", id is not null && id != url ? id : ""),
                new("Comments", Child("comments")?.Line ?? ""),
                new("Base", content?.Attribute("xml:base") is { } around && around != url ? around : ""),
            ],
        }, body, summary.Select(paragraph => paragraph.Text), [], stated is not null && day is null ? [$"{stated} is no day: no date"] : [], id);
    }

    /// <summary>A title in one line; those of RSS are often escaped twice, and hold tags.</summary>
    public static string? Title(LooseElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = element.Attribute("type") == "xhtml" ? element.Text : (FromBase64(element) ?? element.Text).Trim();
        text = element.Attribute("type") is null or "html" or "text/html" || FromBase64(element) is not null ? WebUtility.HtmlDecode(Tags().Replace(text, "")) : text;
        return PlainText.OneLine(text) is { Length: > 0 } line ? line : null;
    }

    private static IReadOnlyList<FormedParagraph> Paragraphs(string? html, string? address) => html is null ? [] : HtmlText.Read(html, address);

    private static string? Url(LooseElement item, string prefix, string? id, bool isAtom, string? around)
    {
        var links = item.All(prefix + "link").Concat(item.All("link")).Concat(item.All("atom:link")).Distinct().ToArray();
        var link = isAtom
            ? links.FirstOrDefault(each => each.Attribute("rel") is null or "alternate")?.Attribute("href") ?? links.FirstOrDefault(each => each.Attribute("rel") is "via" or "related")?.Attribute("href")
            : links.Select(each => each.Line).FirstOrDefault(each => each is not null) ?? links.FirstOrDefault(each => each.Attribute("rel") is null or "alternate")?.Attribute("href");
        if (link is null && item.Child("guid")?.Attribute("isPermaLink") is not "false" && IsWeb(id))
        {
            link = isAtom ? null : id;
        }

        link = link?.Trim();
        return IsWeb(link) ? link : !string.IsNullOrEmpty(link) && around is not null && Uri.TryCreate(around, UriKind.Absolute, out var place)
            && Uri.TryCreate(place, link, out var whole) && whole.Scheme is "http" or "https" ? whole.AbsoluteUri : null;
    }

    private static bool IsWeb(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static string[] Authors(LooseElement item, string prefix, FeedFacts feed)
    {
        string?[] stated =
        [
            .. item.All("dc:creator").Select(creator => creator.Line),
            .. item.All(prefix + "author").Select(author => author.Child(prefix + "name")?.Line ?? Mail().Replace(author.Children.Any() ? "" : author.Line ?? "", "$1")),
            .. item.All("atom:author").Select(author => author.Child("atom:name")?.Line),
        ];
        string[] authors = [.. stated.OfType<string>().Where(author => author.Trim().Length > 0)];
        return authors.Length > 0 ? authors : item.Child("itunes:author")?.Line is { } spoken ? [spoken] : [.. feed.Authors];
    }

    /// <summary>The HTML that an element holds, escaped or as it is; of plain text what HTML makes of it.</summary>
    private static string? Markup(LooseElement? element)
    {
        if (element is null || element.Attribute("src") is not null)
        {
            return null;
        }

        if (FromBase64(element) is { } decoded)
        {
            return decoded;
        }

        var html = element.Attribute("type") switch
        {
            "xhtml" or "application/xhtml+xml" => LooseElement.ToHtml(element.Inner),
            "text" or "text/plain" => WebUtility.HtmlEncode(element.Text).ReplaceLineEndings("<br>"),
            _ when element.Children.Any() => element.Inner.Contains("<![CDATA[", StringComparison.Ordinal) ? element.Text : element.Inner,
            _ => element.Text,
        };
        return string.IsNullOrWhiteSpace(html) ? null : html;
    }

    /// <summary>What Atom holds in base64; null where it does not.</summary>
    private static string? FromBase64(LooseElement element)
    {
        if (element.Attribute("mode") is not "base64" && element.Attribute("type") is not "application/octet-stream")
        {
            return null;
        }

        var text = element.Text;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? HtmlDecoding.Of(bytes.AsSpan(0, length)).Text : null;
    }

    /// <summary>RFC 822 had years of two digits.</summary>
    private static string? WithCentury(string? date) =>
        date is null ? null : ShortYear().Replace(date, match => $"{match.Groups[1].Value} {(match.Groups[2].Value.CompareTo("70") < 0 ? "20" : "19")}{match.Groups[2].Value}");

    [GeneratedRegex(@"</?(?:a|abbr|b|br|code|em|font|i|mark|q|s|small|span|strong|sub|sup|tt|u|wbr)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tags();

    [GeneratedRegex(@"^\S+@\S+\s*\((.+)\)$")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^((?:\w{3,9},?\s+)?\d{1,2}\s+\p{L}{3,9})\s+(\d\d)(?=\s|$)")]
    private static partial Regex ShortYear();
}
