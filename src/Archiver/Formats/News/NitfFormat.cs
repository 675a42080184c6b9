using System.Globalization;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;
using Archiver.Formats.Xml;

namespace Archiver.Formats.News;

/// <summary>Articles in NITF, as the corpus of the New York Times has them.</summary>
internal sealed partial class NitfFormat : IArticleFormat
{
    private const string FormatName = "nitf";

    public string Name => FormatName;

    public string Description => "news articles in NITF";

    public bool Recognizes(InputHead head) => Beginning().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    /// <summary>The paragraphs of a body: the full text where it is marked so, since the first paragraphs stand before it once more.</summary>
    public static IReadOnlyList<FormedParagraph> Body(LooseElement nitf)
    {
        var content = nitf.Within("body.content").ToArray();
        var full = content.SelectMany(each => each.Within("block")).Where(block => block.Attribute("class") == "full_text").ToArray();
        return [.. (full.Length > 0 ? full : content).SelectMany(each => HtmlText.Read(Html(each.Inner)))];
    }

    /// <summary>NITF's names for what HTML has.</summary>
    public static string Html(string nitf) => LooseElement.ToHtml(Media().Replace(Blocks().Replace(Headings().Replace(nitf, "$1h$2"), "$1div"), ""));

    private sealed class Reader(ReadingOptions stated) : XmlPartedReader(FormatName, stated)
    {
        protected override IReadOnlyList<string> Roots => ["nitf"];

        protected override int Find(ReadOnlySpan<byte> window, int from, int to) => PartBeginnings.OfTag(window, from, to, "<nitf"u8);

        protected override int End(ReadOnlySpan<byte> part) => part.LastIndexOf("</nitf>"u8) is >= 0 and var end ? end + "</nitf>"u8.Length : part.Length;

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var nitf = LooseElement.Parse(HtmlDecoding.Of(bytes.Span, Options.Encoding?.Name).Text);
            return Article(nitf, bytes) is { } article ? (article, null) : (null, "no article: there is neither a title nor a text");
        }
    }

    private static StatedArticle? Article(LooseElement nitf, ReadOnlyMemory<byte> original)
    {
        var title = First("hl1") ?? First("hedline") ?? First("title");
        var body = Body(nitf);
        if (title is null && body.Count == 0)
        {
            return null;
        }

        var published = nitf.Within("pubdata").FirstOrDefault();
        var issued = published?.Attribute("date.publication") ?? nitf.Within("date.issue").FirstOrDefault()?.Attribute("norm")
            ?? nitf.Within("story.date").FirstOrDefault()?.Attribute("norm") ?? nitf.Within("date.release").FirstOrDefault()?.Attribute("norm");
        var day = StatedTimes.DayOf(issued) ?? DateText.Find(issued is { Length: >= 8 } ? issued[..8] : issued);
        var bylines = nitf.Within("byline").ToArray();
        var byline = bylines.FirstOrDefault(each => each.Attribute("class") is null or "print_byline") ?? bylines.FirstOrDefault();
        var author = byline?.Child("person")?.Line ?? byline?.Line;
        var number = nitf.Within("doc-id").FirstOrDefault()?.Attribute("id-string");
        var sections = nitf.Within("meta").FirstOrDefault(meta => meta.Attribute("name") == "online_sections")?.Attribute("content");
        return FragmentArticle.Of(FormatName, original, new Details
        {
            Title = title,
            Url = published?.Attribute("ex-ref"),
            Authors = author is null ? [] : [NewsText.Author(author)],
            Site = published?.Attribute("name"),
            Category = published?.Attribute("name") ?? FormatName,
            Language = nitf.Children.FirstOrDefault()?.Attribute("xml:lang"),
            Tags =
            [
                .. sections?.Split(';') ?? [],
                .. nitf.Within("classifier").Where(each => each.Attribute("type") is "descriptor" or "general_descriptor" or "online_descriptor").Select(each => each.Line ?? ""),
                .. nitf.Within("keyword").Select(each => each.Attribute("key") ?? ""),
            ],
            Date = day,
            Words = int.TryParse(published?.Attribute("item-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var words)
                && published.Attribute("unit-of-measure") is null or "word" ? words : null,
            Other =
            [
                new("doc-id", number ?? ""),
                new("Dateline", First("dateline") ?? ""),
                new("Section", Meta("print_section")), new("Page", Meta("print_page_number")), new("Column", Meta("print_column")),
                .. nitf.Within("hl2").Select(line => KeyValuePair.Create("Subtitle", line.Line ?? "")),
                .. nitf.Within("location").Where(each => each.Attribute("class") is not null).Select(place => KeyValuePair.Create("Places", place.Line ?? "")),
                .. nitf.Within("person").Where(each => each.Attribute("class") is not null).Select(person => KeyValuePair.Create("People", person.Line ?? "")),
                .. nitf.Within("org").Where(each => each.Attribute("class") is not null).Select(each => KeyValuePair.Create("Organizations", each.Line ?? "")),
                new("Copyright", nitf.Within("doc.copyright").FirstOrDefault()?.Attribute("holder") ?? ""),
            ],
        }, body, nitf.Within("abstract").SelectMany(each => HtmlText.Read(Html(each.Inner))).Select(paragraph => paragraph.Text), identity: number,
            warnings: issued is not null && day is null ? [$"{issued} is no day: no date"] : []);

        string? First(string name) => nitf.Within(name).FirstOrDefault()?.Line;

        string Meta(string name) => nitf.Within("meta").FirstOrDefault(meta => meta.Attribute("name") == name)?.Attribute("content") ?? "";
    }

    [GeneratedRegex(@"^(?:<\?[^>]*>\s*)*(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<!DOCTYPE\s+nitf[^>]*>\s*)?<nitf[\s>]", RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"(</?)hl([1-4])(?=[\s>])")]
    private static partial Regex Headings();

    [GeneratedRegex(@"(</?)block(?=[\s>])")]
    private static partial Regex Blocks();

    // No other begins in it: to look for the end of each that has none would take forever where there are many.
    [GeneratedRegex(@"<media[\s>](?>[^<]*(?:<(?!media[\s>]|/media>)[^<]*)*)</media>")]
    private static partial Regex Media();
}
