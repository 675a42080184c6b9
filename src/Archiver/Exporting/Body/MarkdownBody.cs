using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Texts;

namespace Archiver.Exporting.Body;

/// <summary>Writes bodies as CommonMark with the tables of GitHub, parts parted by blank lines.</summary>
/// <param name="output">Where to.</param>
/// <param name="hasEquals">Whether highlights are written as <c>==</c> around them, as Obsidian reads it.</param>
internal sealed class MarkdownBody(TextWriter output, bool hasEquals) : InlineWriter
{
    private readonly StringBuilder _line = new();
    private ArticleBody _body = new(new ArticleText([], [], []));
    private int[] _depths = [];
    private bool _isInCode;
    private bool _isAfterMark;

    public void Write(ArticleBody body)
    {
        _body = body;
        WriteParts(body.Parts, "", "");
        if (body.Listed.Count == 0)
        {
            return;
        }

        output.Write($"{(body.Count > 0 ? "\n" : "")}## {OwnHighlights.Heading}\n");
        foreach (var highlight in body.Listed)
        {
            output.Write($"\n> {MarkdownText.Escape(DocumentText.Line(highlight.Text))}\n");
            if (highlight.Comment is { } comment)
            {
                output.Write($"\n{MarkdownText.Escape(DocumentText.Line(comment))}\n");
            }
        }
    }

    /// <param name="parts">The parts.</param>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="indent">What stands before all others.</param>
    private void WriteParts(List<BodyPart> parts, string first, string indent)
    {
        BodyPart? before = null;
        var marks = 0;
        foreach (var part in parts)
        {
            if (before is not null)
            {
                output.Write(indent.TrimEnd());
                output.Write('\n');
            }

            // Two lists or tables that follow one another would be one.
            var lead = before is null ? first : indent;
            marks = before is ListPart && part is ListPart ? marks + 1 : 0;
            Write(part, lead, indent, marks);
            before = part;
        }
    }

    private void Write(BodyPart part, string first, string indent, int alternative)
    {
        switch (part)
        {
            case TextPart { Kind: BlockKind.Heading } heading:
                output.Write($"{first}{new string('#', heading.Level)} {Line(heading.First)}\n");
                break;
            case TextPart { Kind: BlockKind.Code } code:
                WriteCode(code, first, indent);
                break;
            case TextPart text:
                output.Write(first);
                output.Write(Line(text.First));
                output.Write('\n');
                break;
            case QuotePart quote:
                WriteParts(quote.Parts, $"{first}> ", $"{indent}> ");
                break;
            case ListPart list:
                WriteList(list, first, indent, alternative);
                break;
            case TablePart table:
                WriteTable(table, first, indent);
                break;
        }
    }

    /// <summary>A number that does not follow begins a new list, which another mark tells from the one before.</summary>
    private void WriteList(ListPart list, string first, string indent, int alternative)
    {
        var next = list.Items[0].Number ?? 1;
        foreach (var item in list.Items)
        {
            var number = Math.Clamp(item.Number ?? next, 0, 999_999_999);
            alternative += number == next ? 0 : 1;
            next = number + 1;
            var mark = list.IsOrdered
                ? string.Create(CultureInfo.InvariantCulture, $"{number}{(alternative % 2 == 0 ? '.' : ')')} ")
                : alternative % 2 == 0 ? "- " : "* ";
            WriteItem(item, first + mark, indent + new string(' ', mark.Length));
            first = indent;
        }
    }

    /// <summary>Lists in an item follow its text at once, so that the list stays a close one.</summary>
    private void WriteItem(ListItem item, string first, string indent)
    {
        var lists = 0;
        for (var at = 0; at < item.Parts.Count; at++)
        {
            lists = at > 0 && item.Parts[at - 1] is ListPart ? lists + 1 : 0;
            if (at > 0 && item.Parts[at] is TextPart)
            {
                output.Write($"{indent.TrimEnd()}\n");
            }

            Write(item.Parts[at], at == 0 ? first : indent, indent, lists);
        }
    }

    private void WriteCode(TextPart code, string first, string indent)
    {
        var fence = 2;
        for (var at = code.First; at < code.First + code.Count; at++)
        {
            fence = Math.Max(fence, LongestRun(_body.TextOf(at), '`'));
        }

        output.Write($"{first}{new string('`', fence + 1)}\n");
        for (var at = code.First; at < code.First + code.Count; at++)
        {
            output.Write($"{indent}{_body.TextOf(at)}\n");
        }

        output.Write($"{indent}{new string('`', fence + 1)}\n");
    }

    private void WriteTable(TablePart table, string first, string indent)
    {
        if (table.Caption >= 0)
        {
            output.Write($"{first}{Line(table.Caption)}\n{indent.TrimEnd()}\n");
            first = indent;
        }

        var (width, hasGaps) = (table.WrittenWidth, table.HasGaps);
        var head = table.HasHead ? 1 : 0;
        WriteRow(head == 1 ? table.Rows[0] : [], first);
        output.Write($"{indent}|{string.Concat(Enumerable.Repeat(" --- |", width))}\n");
        foreach (var row in table.Rows.Skip(head))
        {
            WriteRow(row, indent);
        }

        void WriteRow(List<TableCell> row, string before)
        {
            output.Write($"{before}|");
            var column = 1;
            foreach (var cell in row)
            {
                for (; hasGaps && column < cell.Column; column++)
                {
                    output.Write("  |");
                }

                output.Write($" {string.Join("<br>", cell.Paragraphs.Select(paragraph => Line(paragraph, isCell: true)))} |");
                column++;
            }

            for (; column <= width && (hasGaps || row.Count == 0); column++)
            {
                output.Write("  |");
            }

            output.Write("\n");
        }
    }

    private string Line(int paragraph, bool isCell = false)
    {
        _line.Clear();
        (_isAfterMark, _isInCode) = (false, false);
        var text = _body.TextOf(paragraph).Replace('\n', ' ').Replace('\r', ' ');
        var marks = _body.MarksOf(paragraph);
        if (marks.Count == 0 && MarkdownText.IsPlain(text))
        {
            return MarkdownText.Begin(text);
        }

        Mark[] trimmed = [.. marks.Select(mark => Trimmed(text, mark)).OfType<Mark>()];
        _depths = trimmed.Length > 1 ? DepthsOf(trimmed, text.Length) : [];
        WriteMarked(text, trimmed);
        var line = MarkdownText.Begin(_line.ToString());
        return isCell ? EscapeBars(line) : line;
    }

    /// <summary>Without the white space at its ends, around which Markdown reads no signs; null where nothing is left.</summary>
    private static Mark? Trimmed(string text, Mark mark)
    {
        var (start, end) = (Math.Clamp(mark.Start, 0, text.Length), (int)Math.Clamp((long)mark.Start + mark.Length, 0, text.Length));
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return start < end ? mark with { Start = start, Length = end - start } : null;
    }

    /// <summary>Within code and addresses, too, a bar would end a cell.</summary>
    private static string EscapeBars(string line)
    {
        if (!line.Contains('|', StringComparison.Ordinal))
        {
            return line;
        }

        var cell = new StringBuilder(line.Length + 8);
        for (var at = 0; at < line.Length; at++)
        {
            cell.Append(line[at] == '|' && (at == 0 || line[at - 1] != '\\') ? "\\|" : line[at].ToString());
        }

        return cell.ToString();
    }

    protected override void Write(string text, int start, int end)
    {
        if (_isInCode)
        {
            _line.Append(text, start, end - start);
        }
        else
        {
            MarkdownText.Escape(_line, text, start, end);
        }

        _isAfterMark = false;
    }

    protected override string Open(MarkKind kind, string? href, string text, int start, int end)
    {
        if (kind == MarkKind.Link)
        {
            if (WebAddress.Of(href) is not { } address)
            {
                return "";
            }

            _line.Append('[');
            return $"]({Destination(address)})";
        }

        if (string.IsNullOrWhiteSpace(text[start..end]))
        {
            return "";
        }

        if (kind == MarkKind.Code && _line is [.., '`'])
        {
            // The signs of two that touch would be one.
            _line.Append("<code>");
            return "</code>";
        }

        if (kind == MarkKind.Code)
        {
            var fence = new string('`', LongestRun(text.AsSpan(start, end - start), '`') + 1);
            var space = text[start] is '`' or ' ' || text[end - 1] is '`' or ' ' ? " " : "";
            _isInCode = true;
            _line.Append(fence).Append(space);
            return space + fence;
        }

        var sign = kind switch { MarkKind.Emphasis => "*", MarkKind.Strong => "**", _ => hasEquals ? "==" : "" };
        var element = kind switch { MarkKind.Emphasis => "em", MarkKind.Strong => "strong", _ => "mark" };
        var isSign = sign.Length > 0 && !_isAfterMark && CanStand(text, start, end);
        _line.Append(isSign ? sign : $"<{element}>");
        return isSign ? sign : $"</{element}>";
    }

    protected override void Close(string closing)
    {
        _isInCode = false;
        _isAfterMark |= closing.Length > 0;
        _line.Append(closing);
    }

    /// <summary>How many marks are on each character.</summary>
    private static int[] DepthsOf(Mark[] marks, int length)
    {
        var depths = new int[length + 1];
        foreach (var mark in marks)
        {
            depths[mark.Start]++;
            depths[mark.Start + mark.Length]--;
        }

        for (var at = 1; at <= length; at++)
        {
            depths[at] += depths[at - 1];
        }

        return depths;
    }

    /// <summary>
    /// Whether Markdown reads signs around this stretch: what is inside must touch them, and what is outside may part them.
    /// Where another mark is on the first or the last character, its sign stands there, and not the character.
    /// </summary>
    private bool CanStand(string text, int start, int end)
    {
        var (before, after) = (start > 0 ? text[start - 1] : ' ', end < text.Length ? text[end] : ' ');
        var (first, last) = (text[start], text[end - 1]);
        return !char.IsWhiteSpace(first) && !char.IsWhiteSpace(last)
            && (!(IsSign(first) || IsDeep(start)) || IsSign(before) || char.IsWhiteSpace(before))
            && (!(IsSign(last) || IsDeep(end - 1)) || IsSign(after) || char.IsWhiteSpace(after));

        bool IsDeep(int at) => at < _depths.Length && _depths[at] > 1;

        // Of half a pair nobody knows.
        static bool IsSign(char character) => char.IsPunctuation(character) || char.IsSymbol(character) || char.IsSurrogate(character);
    }

    private static string Destination(string address)
    {
        var escaped = address.Replace("&", "\\&", StringComparison.Ordinal).Replace("*", "%2A", StringComparison.Ordinal);
        return escaped.AsSpan().IndexOfAny('(', ')') < 0 ? escaped : $"<{escaped}>";
    }

    private static int LongestRun(ReadOnlySpan<char> text, char character)
    {
        var (longest, run) = (0, 0);
        foreach (var other in text)
        {
            run = other == character ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
