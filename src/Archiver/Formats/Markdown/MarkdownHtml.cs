using System.Text;
using System.Text.RegularExpressions;
using Archiver.Formats.Html;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Archiver.Formats.Markdown;

/// <summary>Writes texts in Markdown as the HTML that their paragraphs are read from.</summary>
internal sealed partial class MarkdownHtml
{
    private readonly HtmlRenderer _renderer = new(TextWriter.Null) { EnableHtmlEscape = true };
    private readonly List<(string Text, string Comment)> _comments = [];

    public MarkdownHtml(MarkdownPipeline pipeline)
    {
        pipeline.Setup(_renderer);
        _renderer.ObjectRenderers.RemoveAll(each => each is HtmlFootnoteGroupRenderer or HtmlFootnoteLinkRenderer or HtmlInlineRenderer or HtmlBlockRenderer
            or LineBreakInlineRenderer);
        _renderer.ObjectRenderers.Add(new Footnotes());
        _renderer.ObjectRenderers.Add(new FootnoteLinks(_comments));
        _renderer.ObjectRenderers.Add(new InlineTags());
        _renderer.ObjectRenderers.Add(new Tags());
        _renderer.ObjectRenderers.Add(new LineBreaks());
    }

    /// <returns>The HTML; and what is highlighted and has a footnote, each with that.</returns>
    public (string Html, List<(string Text, string Comment)> Comments) Write(MarkdownDocument document)
    {
        using var html = new StringWriter();
        _renderer.Writer = html;
        _comments.Clear();
        _renderer.Render(document);
        WriteFootnotes(document);
        _renderer.Writer = TextWriter.Null;
        return (html.ToString(), [.. _comments]);
    }

    /// <summary>
    /// Footnotes come last, also those that nothing refers to; those that were taken as comments are left out.
    /// </summary>
    private void WriteFootnotes(MarkdownDocument document)
    {
        var used = _comments.Select(comment => comment.Comment).ToHashSet(StringComparer.Ordinal);
        var definitions = document.GetLinkReferenceDefinitions(false).Links.Values.OfType<FootnoteLinkReferenceDefinition>();
        foreach (var definition in definitions.OrderBy(each => each.Footnote.Span.Start))
        {
            if (!used.Contains(TextOf(definition.Footnote)))
            {
                _renderer.Write("<div>");
                _renderer.WriteChildren(definition.Footnote);
                _renderer.Write("</div>");
            }
        }
    }

    /// <summary>The text of a block and those in it.</summary>
    public static string TextOf(MarkdownObject block) => PlainText.OneLine(string.Join(' ', block.Descendants<LeafInline>().Select(TextOf)));

    private static string TextOf(LeafInline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        _ => "",
    };

    /// <summary>They are written at the end.</summary>
    private sealed class Footnotes : HtmlObjectRenderer<FootnoteGroup>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteGroup group)
        {
        }
    }

    /// <summary>A reference is no text.</summary>
    private sealed class FootnoteLinks(List<(string Text, string Comment)> comments) : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink link)
        {
            if (!link.IsBackLink && link.PreviousSibling is EmphasisInline { DelimiterChar: '=' } marked)
            {
                comments.Add((string.Concat(marked.Descendants<LeafInline>().Select(TextOf)).Trim(), TextOf(link.Footnote)));
            }
        }
    }

    /// <summary>Tags that give a text form stay; others, which an HTML reader would take for a beginning of what is no text, are text.</summary>
    private sealed class InlineTags : HtmlObjectRenderer<HtmlInline>
    {
        protected override void Write(HtmlRenderer renderer, HtmlInline inline)
        {
            if (inline.Tag.StartsWith("<!", StringComparison.Ordinal) || inline.Tag.StartsWith("<?", StringComparison.Ordinal))
            {
                return;
            }

            if (FormTag().IsMatch(inline.Tag))
            {
                renderer.Write(inline.Tag);
            }
            else
            {
                renderer.WriteEscape(inline.Tag);
            }
        }
    }

    /// <summary>A block of HTML is read as such; what it leaves open is closed, so that it takes no text that follows.</summary>
    private sealed class Tags : HtmlObjectRenderer<HtmlBlock>
    {
        private const string Closings = "</script></style></textarea></title></iframe></select></noscript></template></svg></math></object></xmp></noembed></noframes>";

        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            var html = PlainTextTag().Replace(block.Lines.ToString(), "&lt;");
            renderer.Write(html);
            renderer.Write(html.LastIndexOf("<!--", StringComparison.Ordinal) > html.LastIndexOf("-->", StringComparison.Ordinal) ? "-->" : "");
            renderer.Write(Swallowing().IsMatch(html) ? Closings : "");
            renderer.WriteLine();
        }
    }

    /// <summary>A line end is a space; between two characters of a script without spaces it is nothing.</summary>
    private sealed class LineBreaks : HtmlObjectRenderer<LineBreakInline>
    {
        protected override void Write(HtmlRenderer renderer, LineBreakInline inline)
        {
            var before = inline.PreviousSibling is LiteralInline last ? last.Content.AsSpan() : [];
            var after = inline.NextSibling is LiteralInline next ? next.Content.AsSpan() : [];
            if (!(Rune.DecodeLastFromUtf16(before, out var left, out _) == System.Buffers.OperationStatus.Done && IsWithoutSpaces(left)
                && Rune.DecodeFromUtf16(after, out var right, out _) == System.Buffers.OperationStatus.Done && IsWithoutSpaces(right)))
            {
                renderer.Write("\n");
            }
        }

        private static bool IsWithoutSpaces(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFF01 and <= 0xFF60) or (>= 0x20000 and <= 0x3FFFF);
    }

    [GeneratedRegex(@"^</?(?:a|abbr|b|big|br|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|rb|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr|img|p|div|center|hr|details|summary|li|ul|ol|h[1-6]|blockquote)(?:\s[^>]*)?/?>$", RegexOptions.IgnoreCase)]
    private static partial Regex FormTag();

    [GeneratedRegex("<(?=plaintext)", RegexOptions.IgnoreCase)]
    private static partial Regex PlainTextTag();

    [GeneratedRegex(@"<(?:script|style|textarea|title|iframe|select|noscript|template|svg|math|object|xmp|noembed|noframes)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Swallowing();
}
