using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.News;

/// <summary>Articles that Europresse (Eureka) saved as HTML: in tables in older saves, in <c>article</c> elements in newer ones.</summary>
internal sealed partial class EuropresseFormat : IArticleFormat
{
    private const string FormatName = "europresse";

    public string Name => FormatName;

    public string Description => "articles saved from Europresse as HTML";

    public bool Recognizes(InputHead head)
    {
        var text = head.Text;
        return text is ['<', ..] && Beginning().IsMatch(text);
    }

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : PartedReader(FormatName, 16 << 20, options.Cancellation)
    {
        private string? _encoding;

        protected override void Begin() => _encoding = options.Encoding?.Name;

        protected override void Preamble(ReadOnlySpan<byte> bytes) => _encoding ??= HtmlDecoding.Of(bytes) is var decoding
            && Label().Match(decoding.Text) is { Success: true } label ? label.Groups[1].Value : null;

        protected override int Find(ReadOnlySpan<byte> window, int from, int to)
        {
            var article = PartBeginnings.OfTag(window, from, to, "<article"u8);
            to = article < 0 ? to : article;

            // Older saves hold a table an article, and others in it: the first cell of the outer one has this style.
            var table = PartBeginnings.OfTag(window, from, to, "<table style=\"table-layout: fixed; width: 96%;"u8);
            return table >= 0 ? table : article;
        }

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var html = HtmlDecoding.Of(bytes.Span, _encoding).Text;
            return Article(html, bytes) is { } article ? (article, null) : (null, "no article: there is neither a title nor a text");
        }
    }

    private static StatedArticle? Article(string html, ReadOnlyMemory<byte> original)
    {
        var document = HtmlTree.Parse(html);
        var title = document.QuerySelector(".titreArticleVisu, .TitreArticleVisu, .rdp__articletitle");
        var header = string.Join(", ", document.QuerySelectorAll(".DocHeader, .rdp__DocHeader").Select(PlainText.Of).Select(text => text.Trim(' ', ',')).Where(text => text.Length > 0));
        var number = Number().Match(document.DocumentElement.TextContent) is { Success: true } found ? found.Value : null;
        var isNew = document.QuerySelector("article") is not null;
        var authors = document.QuerySelectorAll(".docAuthors, .sm-margin-bottomNews").Select(PlainText.Of).ToList();
        if (authors.Count == 0 && isNew && (title?.Closest(".titreArticle") ?? title)?.NextElementSibling is { LocalName: "div" } next)
        {
            authors.Add(PlainText.Of(next));
        }

        var paper = document.QuerySelector(".DocPublicationName, .rdp__DocPublicationName") is { } name ? Issue().Replace(PlainText.Of(name), "") : null;
        var body = isNew ? Body(document) : OldBody(title, authors);
        if (title is null && body.Count == 0)
        {
            return null;
        }

        var rights = document.QuerySelectorAll("footer *, b, small, p").Select(PlainText.Of).FirstOrDefault(NewsText.IsCopyright);
        var day = Weekday().Match(header);
        return FragmentArticle.Of(FormatName, original, new Details
        {
            Title = title is null ? null : PlainText.Of(title),
            Authors = [.. authors.Where(author => author.Length is > 0 and < 200)],
            Site = paper,
            Category = paper,
            Date = DateText.Find(header),
            Other =
            [
                new("Section", day.Success && day.Index > 0 ? header[..day.Index].Trim(' ', ',') : ""),
                new("Page", Page().Match(header).Groups[1].Value),
                new("Document number", number ?? ""),
                new("Copyright", rights ?? ""),
            ],
        }, body, highlights: [], identity: number);
    }

    private static IReadOnlyList<FormedParagraph> Body(IDocument document) =>
        (document.QuerySelector(".docOcurrContainer") ?? document.QuerySelector(".DocText, section")) is { } element
            ? [.. HtmlText.Read(element).Where(paragraph => !NewsText.IsCopyright(paragraph.Text))] : [];

    /// <summary>What follows the title in its cell, up to whose right it is; a short first line is the author.</summary>
    private static List<FormedParagraph> OldBody(IElement? title, List<string> authors)
    {
        if (title?.ParentElement is not { } cell)
        {
            return [];
        }

        // Titles and papers come before, tables with the certificate after.
        foreach (var node in cell.ChildNodes.TakeWhile(node => node != title).Append(title).ToArray())
        {
            node.Parent!.RemoveChild(node);
        }

        foreach (var table in cell.QuerySelectorAll("table").ToArray())
        {
            table.Remove();
        }

        var paragraphs = HtmlText.Read(cell).ToList();
        var end = paragraphs.FindLastIndex(paragraph => NewsText.IsCopyright(paragraph.Text));
        end = end >= 0 && end >= paragraphs.Count - 4 ? end : paragraphs.FindLastIndex(paragraph => paragraph.Text.Contains("news·", StringComparison.Ordinal));
        paragraphs = end >= 0 ? paragraphs[..end] : paragraphs;
        if (paragraphs.Count > 1 && paragraphs[0].Text.Split(' ').Length <= 10 && paragraphs[0].Text[^1] is not ('.' or '!' or '?' or '»' or '…'))
        {
            authors.Add(paragraphs[0].Text);
            paragraphs.RemoveAt(0);
        }

        return paragraphs;
    }

    [GeneratedRegex(@"DocPublicationName|cedrom-sni\.com|europresse\.com|eureka\.cc", RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"charset=[""']?([\w-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"news·\d{8}·[A-Z0-9]+·[\w-]+")]
    private static partial Regex Number();

    [GeneratedRegex(@",\s*no\.?\s.*$")]
    private static partial Regex Issue();

    [GeneratedRegex(@"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}(?:er)? \p{L}+ \d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\bp\. ?([\w ,-]{1,20})")]
    private static partial Regex Page();
}
