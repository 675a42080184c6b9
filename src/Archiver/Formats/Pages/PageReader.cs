using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Features;
using Archiver.Formats.Pages.Metadata;

namespace Archiver.Formats.Pages;

/// <summary>What a container states of a page in it.</summary>
/// <param name="Url">The address it was fetched from.</param>
/// <param name="Charset">The name of its encoding.</param>
public sealed record PageContext(string? Url = null, string? Charset = null);

/// <summary>
/// Reads the article out of a saved page. Nothing is fetched and nothing run, whatever the page says; time and memory
/// are bounded for any bytes.
/// </summary>
public static class PageReader
{
    /// <summary>So few words are no article: then what JSON-LD states as one is better.</summary>
    private const int FewWords = 20;

    public static ExtractedPage Read(ReadOnlyMemory<byte> bytes, PageContext? context = null) =>
        Read(bytes, context, null);

    internal static ExtractedPage Read(ReadOnlyMemory<byte> bytes, PageContext? context, HtmlLimits? limits)
    {
        var decoded = HtmlDecoding.Of(LongMarkup.Cut(DataAddresses.Cut(bytes)).Span, context?.Charset);
        var page = new ExtractedPage { Encoding = decoded.Encoding.DisplayName, EncodingWarnings = decoded.Warnings };
        var html = HtmlTree.EndTitle(decoded.Text);
        IHtmlDocument document;
        try
        {
            document = HtmlTree.Parse(html, limits);
        }
        catch (HtmlLimitException exception)
        {
            return page with
            {
                Problem = exception.Message,
                Paragraphs = [.. BareText.Of(html)
                .Select(text => new FormedParagraph(text, Block.Plain))]
            };
        }

        return Read(document, page, context);
    }

    private static ExtractedPage Read(IHtmlDocument document, ExtractedPage page, PageContext? context)
    {
        var sources = PageSources.Of(document);
        var url = AddressChoice.Url(sources, context?.Url);
        var walker = new HtmlWalker(whole: true);
        var walked = walker.Walk((IElement?)document.Body ?? document.DocumentElement);
        var hidden = new HiddenText(walker.Containers);
        var paragraphs = hidden.WithoutCopies(walked);
        var facts = new PageFacts(paragraphs, walker.Containers, PageHeads.Of(sources, url?.Value));
        var text = new PageText(sources, JsonLd.Of(sources.Scripts), facts, url?.Value);
        var logOdds = ArticleModel.LogOdds(facts);
        float[] counts = [.. facts.Texts.Select(each => each.Words)];
        var (cut, expected) = ArticleModel.BestCut(logOdds, counts);
        bool[] isHidden = [.. paragraphs.Select(hidden.IsHidden)];
        var isArticle = WholeRuns.Of(paragraphs, facts.Texts, [.. logOdds.Select(odds => odds >= cut)]);
        var isKept = HiddenText.Without(isHidden, counts, isArticle);
        var links = new HtmlLinks(url?.Value, sources.Base);
        var article = new List<FormedParagraph>();
        var words = 0f;
        for (var i = 0; i < isKept.Length; i++)
        {
            if (isKept[i])
            {
                words += facts.Texts[i].Words;
                article.Add(new FormedParagraph(paragraphs[i].Text, links.Resolve(paragraphs[i].Block)));
            }
        }

        return page with
        {
            Url = url,
            Saved = AddressChoice.Saved(sources),
            Site = AddressChoice.Site(text),
            Description = AddressChoice.Description(text),
            Language = AddressChoice.Language(text),
            Title = TitleChoice.Choose(text),
            Authors = AuthorChoice.Choose(text),
            Published = DateChoice.Choose(text),
            Modified = DateChoice.Changed(text),
            Paragraphs = words < FewWords && Stated(text) is { Count: > 0 } stated ? stated : article,
            Similar = RelatedTitles.Of(facts, isKept),
            Confidence = expected,
        };
    }

    /// <summary>The article as JSON-LD states it, where a page shows it only to who runs its scripts.</summary>
    private static IReadOnlyList<FormedParagraph> Stated(PageText text)
    {
        var body = text.Linked.OfType("Article", "Posting", "Report")
            .Select(article => text.Linked.Text(article.Element, "articleBody"))
            .FirstOrDefault(each => each is { Length: > 200 });
        return body is null ? [] : body.Contains("</p>", StringComparison.OrdinalIgnoreCase) ? HtmlText.Read(body)
            : [.. body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(line => new FormedParagraph(PlainText.OneLine(line), Block.Plain))];
    }
}
