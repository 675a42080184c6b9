using Archiver.Articles;
using Archiver.Formats.Html;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Archiver.Formats.Markdown;

/// <summary>The paragraphs of a text in Markdown, and what is marked in it.</summary>
/// <param name="Paragraphs">The paragraphs with their form.</param>
/// <param name="Highlights">What stands between <c>==</c>, each with the footnote that follows it as its comment.</param>
internal sealed record MarkdownText(IReadOnlyList<FormedParagraph> Paragraphs, IReadOnlyList<Highlight> Highlights)
{
    /// <summary>A longer text costs too much as a tree; its blocks are its paragraphs then.</summary>
    private const int MaxLength = 16 << 20;

    private const int MaxOpen = 1000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().UseDefinitionLists()
        .UseTaskLists().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough | EmphasisExtraOptions.Marked).Build();

    /// <summary>Reads a text.</summary>
    /// <param name="text">Without front matter.</param>
    /// <param name="address">Its address, for links that leave it out.</param>
    /// <returns>What is nested too deep for Markdown is read as plain paragraphs.</returns>
    public static MarkdownText Read(string text, string? address)
    {
        if (text.Length > MaxLength || IsOpenWithoutEnd(text))
        {
            return Plain(text);
        }

        try
        {
            var document = Markdig.Markdown.Parse(text, Pipeline);
            using var html = new StringWriter();
            var renderer = new HtmlRenderer(html) { EnableHtmlEscape = true };
            Pipeline.Setup(renderer);
            var comments = new List<(string Text, string Comment)>();
            MarkdownHtml.SetUp(renderer, comments);
            renderer.Render(document);
            WriteFootnotes(document, renderer, comments);
            var paragraphs = HtmlText.Read(html.ToString(), address);
            return new MarkdownText(paragraphs, [.. FragmentArticle.Marked(paragraphs).Select(highlight => highlight with { Comment = Take(comments, highlight.Text) })]);
        }
        catch (ArgumentException)
        {
            return Plain(text);
        }
    }

    /// <summary>
    /// Whether parentheses are opened one in another as no text has them: Markdig looks for the end of each address anew.
    /// </summary>
    private static bool IsOpenWithoutEnd(ReadOnlySpan<char> text)
    {
        for (var depth = 0; text.IndexOfAny('(', ')') is >= 0 and var at; text = text[(at + 1)..])
        {
            depth = text[at] == '(' ? depth + 1 : Math.Max(0, depth - 1);
            if (depth > MaxOpen)
            {
                return true;
            }
        }

        return false;
    }

    private static MarkdownText Plain(string text) => new(
        [.. text.ReplaceLineEndings("\n").Split("\n\n").Select(PlainText.OneLine).Where(block => block.Length > 0).Select(block => new FormedParagraph(block, Articles.Block.Plain))], []);

    /// <summary>
    /// Footnotes come last, also those that nothing refers to; those that were taken as comments are left out.
    /// </summary>
    private static void WriteFootnotes(MarkdownDocument document, HtmlRenderer renderer, List<(string Text, string Comment)> comments)
    {
        var used = comments.Select(comment => comment.Comment).ToHashSet(StringComparer.Ordinal);
        var definitions = document.GetLinkReferenceDefinitions(false).Links.Values.OfType<FootnoteLinkReferenceDefinition>();
        foreach (var definition in definitions.OrderBy(each => each.Footnote.Span.Start))
        {
            if (!used.Contains(MarkdownHtml.TextOf(definition.Footnote)))
            {
                renderer.Write("<div>");
                renderer.WriteChildren(definition.Footnote);
                renderer.Write("</div>");
            }
        }
    }

    private static string? Take(List<(string Text, string Comment)> comments, string text) =>
        comments.FindIndex(comment => comment.Text == text) is >= 0 and var at ? comments[at].Comment : null;
}
