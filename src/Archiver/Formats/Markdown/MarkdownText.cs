using Archiver.Articles;
using Archiver.Formats.Html;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

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

    /// <summary>It takes as long to set up as to write a short text.</summary>
    [ThreadStatic]
    private static MarkdownHtml? _html;

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
            var writer = _html ?? new MarkdownHtml(Pipeline);

            // One that could not write to the end is not used again.
            _html = null;
            var (html, comments) = writer.Write(document);
            _html = writer;
            var paragraphs = HtmlText.Read(html, address);
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

    private static string? Take(List<(string Text, string Comment)> comments, string text) =>
        comments.FindIndex(comment => comment.Text == text) is >= 0 and var at ? comments[at].Comment : null;
}
