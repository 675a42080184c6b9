using System.Buffers;
using System.Globalization;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Texts;

namespace Archiver.Exporting.Body;

/// <summary>Writes bodies as HTML that is well-formed XML as well. Every text in it is escaped.</summary>
/// <param name="output">Where to.</param>
/// <param name="highestHeading">The level of the highest heading that a body may have, 1 or more.</param>
internal sealed class HtmlBody(TextWriter output, int highestHeading = 1) : InlineWriter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\"'");

    private ArticleBody _body = new(new ArticleText([], [], []));
    private int _level = highestHeading - 1;

    /// <summary>
    /// Whether it is a page for browsers: no heading is more than one level below the one before it, as the outline of a page
    /// is read, and what is wide can have the focus.
    /// </summary>
    public bool IsPage { get; init; }

    /// <summary>What is wider than its page can be moved by keys where it is one to be read in a browser.</summary>
    private string Focusable => IsPage ? " tabindex=\"0\"" : "";

    /// <summary>What stands at the end of a paragraph that is no part of anything else, as markup; and then paragraphs have names (<c>p12</c>).</summary>
    public Func<int, string>? Note { get; init; }

    /// <param name="text">The text.</param>
    /// <param name="hasHighlights">Whether the highlights that the body does not show are listed below it.</param>
    public static string Of(ArticleText text, bool hasHighlights = true)
    {
        var (html, body) = (new StringWriter { NewLine = "\n" }, new ArticleBody(text));
        var writer = new HtmlBody(html);
        writer.WriteParts(body, 0, body.Parts.Count);
        if (hasHighlights)
        {
            writer.WriteHighlights(body);
        }

        return html.ToString();
    }

    public static void Escape(TextWriter output, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Escaped) is >= 0 and var at)
        {
            output.Write(text[..at]);
            output.Write(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            text = text[(at + 1)..];
        }

        output.Write(text);
    }

    /// <summary>A text on one line, escaped for any place in HTML or XML.</summary>
    public static string Escape(string? text)
    {
        var line = DocumentText.Line(text);
        if (line.AsSpan().IndexOfAny(Escaped) < 0)
        {
            return line;
        }

        var escaped = new StringWriter();
        Escape(escaped, line);
        return escaped.ToString();
    }

    public void Write(ArticleBody body)
    {
        WriteParts(body, 0, body.Parts.Count);
        WriteHighlights(body);
    }

    public void WriteParts(ArticleBody body, int first, int end)
    {
        _body = body;
        for (var at = first; at < end; at++)
        {
            Write(body.Parts[at]);
        }
    }

    /// <summary>The highlights that are not in the body, and those that have a comment.</summary>
    public void WriteHighlights(ArticleBody body)
    {
        if (body.Listed.Count == 0)
        {
            return;
        }

        output.Write($"<h{Math.Max(2, highestHeading)}>{OwnHighlights.Heading}</h{Math.Max(2, highestHeading)}>\n");
        foreach (var highlight in body.Listed)
        {
            output.Write($"<blockquote><p dir=\"auto\"><mark>{Escape(highlight.Text)}</mark></p></blockquote>\n");
            if (highlight.Comment is { } comment)
            {
                output.Write($"<p dir=\"auto\">{Escape(comment)}</p>\n");
            }
        }
    }

    private void Write(BodyPart part)
    {
        switch (part)
        {
            case TextPart { Kind: BlockKind.Heading } heading:
                _level = Math.Clamp(heading.Level, highestHeading, IsPage ? Math.Clamp(_level + 1, highestHeading, 6) : 6);
                WriteText($"h{_level}", heading.First);
                break;
            case TextPart { Kind: BlockKind.Code } code:
                WriteCode(code);
                break;
            case TextPart text:
                WriteText("p", text.First, text.Kind == BlockKind.Caption ? " class=\"caption\"" : "", Note?.Invoke(text.First));
                break;
            case QuotePart quote:
                output.Write("<blockquote>\n");
                quote.Parts.ForEach(Write);
                output.Write("</blockquote>\n");
                break;
            case ListPart list:
                WriteList(list);
                break;
            case TablePart table:
                WriteTable(table);
                break;
        }
    }

    private void WriteText(string element, int paragraph, string attributes = "", string? note = null)
    {
        output.Write($"<{element}{(Note is null ? "" : $" id=\"p{paragraph}\"")}{attributes} dir=\"auto\">");
        WriteMarked(_body.TextOf(paragraph), _body.MarksOf(paragraph));
        output.Write($"{note}</{element}>\n");
    }

    private void WriteCode(TextPart code)
    {
        output.Write($"<pre dir=\"auto\"{Focusable}><code>");
        for (var at = code.First; at < code.First + code.Count; at++)
        {
            WriteMarked(_body.TextOf(at), _body.MarksOf(at));
            output.Write(at + 1 < code.First + code.Count ? "\n" : "");
        }

        output.Write("</code></pre>\n");
    }

    private void WriteList(ListPart list)
    {
        var element = list.IsOrdered ? "ol" : "ul";
        output.Write($"<{element}>\n");
        var next = 1L;
        foreach (var item in list.Items)
        {
            output.Write(item.Number is { } number && number != next
                ? string.Create(CultureInfo.InvariantCulture, $"<li value=\"{number}\">") : "<li>");
            next = (item.Number ?? next) + 1L;
            item.Parts.ForEach(Write);
            output.Write("</li>\n");
        }

        output.Write($"</{element}>\n");
    }

    private void WriteTable(TablePart table)
    {
        output.Write($"<table{Focusable}>\n");
        if (table.Caption >= 0)
        {
            WriteText("caption", table.Caption);
        }

        var (width, hasGaps, hasHead) = (table.WrittenWidth, table.HasGaps, table.HasHead);
        output.Write(hasHead ? "<thead>\n" : "<tbody>\n");
        for (var at = 0; at < table.Rows.Count; at++)
        {
            output.Write(at == 1 && hasHead ? "</thead>\n<tbody>\n<tr>" : "<tr>");
            var column = 1;
            foreach (var cell in table.Rows[at])
            {
                // One cell for each missing column, not one over all: a column in which no cell begins does not count.
                for (; hasGaps && column < cell.Column; column++)
                {
                    output.Write("<td></td>");
                }

                column++;
                WriteCell(cell);
            }

            WriteGap(width + 1 - column);
            output.Write("</tr>\n");
        }

        output.Write(hasHead && table.Rows.Count == 1 ? "</thead>\n</table>\n" : "</tbody>\n</table>\n");
    }

    private void WriteCell(TableCell cell)
    {
        output.Write(cell.IsHead ? "<th dir=\"auto\">" : "<td dir=\"auto\">");
        for (var at = 0; at < cell.Paragraphs.Count; at++)
        {
            output.Write(at == 0 ? "" : "<br/>");
            WriteMarked(_body.TextOf(cell.Paragraphs[at]), _body.MarksOf(cell.Paragraphs[at]));
        }

        output.Write(cell.IsHead ? "</th>" : "</td>");
    }

    /// <summary>The columns behind the last cell; 1,000 is as wide as a cell may be.</summary>
    private void WriteGap(int columns)
    {
        for (; columns > 0; columns -= 1000)
        {
            output.Write(columns == 1 ? "<td></td>" : $"<td colspan=\"{Math.Min(columns, 1000)}\"></td>");
        }
    }

    protected override void Write(string text, int start, int end) => Escape(output, text.AsSpan(start, end - start));

    protected override string Open(MarkKind kind, string? href, string text, int start, int end)
    {
        if (kind == MarkKind.Link)
        {
            if (WebAddress.Of(href) is not { } address)
            {
                return "";
            }

            output.Write($"<a href=\"{Escape(address)}\">");
            return "</a>";
        }

        var element = kind switch { MarkKind.Strong => "strong", MarkKind.Emphasis => "em", MarkKind.Code => "code", _ => "mark" };
        output.Write($"<{element}>");
        return $"</{element}>";
    }

    protected override void Close(string closing) => output.Write(closing);
}
