using System.Globalization;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>Text to read: articles parted by a line, paragraphs by blank lines, form shown as people write it in mails.</summary>
internal sealed class PlainTextWriter(Stream output) : TextExportWriter(output)
{
    private bool _isLater;
    private ArticleBody _body = new(new ArticleText([], [], []));

    public override void Write(Article article, ArticleText text)
    {
        Out.Write(_isLater ? $"\n{new string('-', 72)}\n\n" : "");
        _isLater = true;
        Out.Write($"{ArticleHtml.TitleOf(article)}\n");
        if (ArticleHtml.FactsOf(article) is { Count: > 0 } facts)
        {
            Out.Write($"{string.Join(" · ", facts)}\n");
        }

        if (article.Details.Url is { } url)
        {
            Out.Write($"{DocumentText.Line(url)}\n");
        }

        _body = new ArticleBody(text);
        foreach (var part in _body.Parts)
        {
            Out.Write('\n');
            Write(part, "", "");
        }

        foreach (var highlight in text.Highlights)
        {
            Out.Write($"\nMarked: {DocumentText.Line(highlight.Text)}\n");
            Out.Write(highlight.Comment is { } comment ? $"        {DocumentText.Line(comment)}\n" : "");
        }
    }

    private void Write(BodyPart part, string first, string indent)
    {
        switch (part)
        {
            case TextPart { Kind: BlockKind.Code } code:
                for (var at = code.First; at < code.First + code.Count; at++)
                {
                    Out.Write($"{first}    {_body.TextOf(at)}\n");
                    first = indent;
                }

                break;
            case TextPart text:
                Out.Write($"{first}{_body.TextOf(text.First)}\n");
                break;
            case QuotePart quote:
                for (var at = 0; at < quote.Parts.Count; at++)
                {
                    Out.Write(at > 0 ? $"{indent}>\n" : "");
                    Write(quote.Parts[at], $"{(at == 0 ? first : indent)}> ", $"{indent}> ");
                }

                break;
            case ListPart list:
                Write(list, first, indent);
                break;
            case TablePart table:
                Out.Write(table.Caption >= 0 ? $"{first}{_body.TextOf(table.Caption)}\n" : "");
                foreach (var row in table.Rows)
                {
                    Out.Write($"{indent}{string.Join('\t', row.Select(cell => string.Join(' ', cell.Paragraphs.Select(_body.TextOf))))}\n");
                }

                break;
        }
    }

    private void Write(ListPart list, string first, string indent)
    {
        var next = 1L;
        foreach (var item in list.Items)
        {
            var number = item.Number ?? next;
            next = number + 1;
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number}. ") : "- ";
            foreach (var part in item.Parts)
            {
                Write(part, part == item.Parts[0] ? first + mark : indent + new string(' ', mark.Length), indent + new string(' ', mark.Length));
            }

            first = indent;
        }
    }
}
