using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;
using Archiver.Formats.Xml;

namespace Archiver.Formats.News;

/// <summary>News items in NewsML-G2, alone or several in a message.</summary>
internal sealed partial class NewsMlFormat : IArticleFormat
{
    private const string FormatName = "newsml-g2";

    public string Name => FormatName;

    public string Description => "news items in NewsML-G2";

    public bool Recognizes(InputHead head) => Beginning().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions stated) : XmlPartedReader(FormatName, stated)
    {
        private readonly StatedTimes _times = new(stated.TimeZone);

        protected override IReadOnlyList<string> Roots => ["newsItem", "newsMessage", "newsItems", "packageItem", "conceptItem", "knowledgeItem"];

        protected override int Find(ReadOnlySpan<byte> window, int from, int to) => PartBeginnings.OfTag(window, from, to, "<newsItem"u8);

        protected override int End(ReadOnlySpan<byte> part) => part.LastIndexOf("</newsItem>"u8) is >= 0 and var end ? end + "</newsItem>"u8.Length : part.Length;

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var item = LooseElement.Parse(HtmlDecoding.Of(bytes.Span, Options.Encoding?.Name).Text).Child("newsItem");
            if (item is null)
            {
                return (null, "no article: there is neither a title nor a text");
            }

            var status = item.Within("pubStatus").FirstOrDefault()?.Attribute("qcode");
            return status is "stat:canceled" or "stat:withheld" ? (null, "its publisher has withdrawn it") : Article(item, bytes);
        }

        private (StatedArticle?, string?) Article(LooseElement item, ReadOnlyMemory<byte> bytes)
        {
            var about = item.Child("contentMeta");
            var title = about?.All("headline").Select(line => line.Line).FirstOrDefault(line => line is not null)
                ?? item.Child("itemMeta")?.Child("title")?.Line ?? item.Within("hl1").FirstOrDefault()?.Line;
            var body = Body(item);
            if (title is null && body.Count == 0)
            {
                return (null, "no article: there is neither a title nor a text");
            }

            var first = item.Within("firstCreated").FirstOrDefault()?.Line;
            var stated = about?.Child("contentCreated")?.Line ?? first ?? item.Within("versionCreated").FirstOrDefault()?.Line;
            var link = item.Within("altId").Concat(item.Within("link")).Select(each => each.Attribute("href") ?? each.Line).FirstOrDefault(IsWeb);
            var guid = item.Attribute("guid");
            var author = about?.All("creator").Select(NameOf).FirstOrDefault(name => name is not null) ?? about?.Child("by")?.Line ?? item.Within("byline").FirstOrDefault()?.Line;
            return (FragmentArticle.Of(FormatName, bytes, new Details
            {
                Title = title,
                Url = IsWeb(guid) ? guid : link,
                Authors = author is null ? [] : [NewsText.Author(author)],
                Site = item.Within("provider").Select(NameOf).FirstOrDefault(name => name is not null) ?? item.Within("copyrightHolder").Select(NameOf).FirstOrDefault(),
                Category = FormatName,
                Language = about?.Child("language")?.Attribute("tag") ?? item.Attribute("xml:lang"),
                Tags = [.. about?.All("subject").Select(subject => NameOf(subject) ?? "") ?? [], .. about?.All("keyword").Select(word => word.Line ?? "") ?? []],
                Date = StatedTimes.DayOf(stated) ?? DateText.Find(stated),
                Updated = _times.Of(item.Within("versionCreated").FirstOrDefault()?.Line ?? about?.Child("contentModified")?.Line),
                Other =
                [
                    new("guid", guid ?? ""), new("Version", item.Attribute("version") ?? ""), new("Slugline", about?.Child("slugline")?.Line ?? ""),
                    new("Source", about?.All("infoSource").Select(NameOf).FirstOrDefault() ?? ""), new("Dateline", about?.Child("dateline")?.Line ?? ""),
                    new("Places", string.Join(", ", about?.All("located").Select(NameOf).OfType<string>() ?? [])),
                    new("Copyright", item.Within("copyrightNotice").FirstOrDefault()?.Line ?? ""),
                ],
            }, body, about?.All("description").Select(each => each.Line ?? ""), identity: guid), null);
        }
    }

    private static IReadOnlyList<FormedParagraph> Body(LooseElement item)
    {
        var content = item.Child("contentSet");
        foreach (var inline in content?.All("inlineXML") ?? [])
        {
            var body = inline.Within("nitf").Any() ? NitfFormat.Body(inline)
                : HtmlText.Read(NitfFormat.Html((inline.Within("body").FirstOrDefault() ?? inline).Inner));
            if (body.Count > 0)
            {
                return body;
            }
        }

        var data = content?.Child("inlineData");
        return data is null ? [] : data.Attribute("contenttype")?.Contains("html", StringComparison.Ordinal) == true ? HtmlText.Read(data.Text)
            : NewsText.Plain(NewsText.Blocks(data.Text).Select(NewsText.Joined));
    }

    private static string? NameOf(LooseElement element) => element.Child("name")?.Line ?? element.Attribute("literal");

    private static bool IsWeb(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    [GeneratedRegex(@"^(?:<\?[^>]*>\s*)*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:newsItem|newsMessage)[\s>]")]
    private static partial Regex Beginning();
}
