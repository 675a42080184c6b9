using Archiver.Cli.Terminal;
using Archiver.Exporting.Formats;
using Archiver.Exporting.Reports;
using Archiver.Querying;

namespace Archiver.Cli.Views;

/// <summary>
/// Writes fields of articles, a record an article: as columns, as CSV, or as a template has them. No value breaks a record:
/// what would is written visibly, and in CSV in quotes.
/// </summary>
internal sealed class ArticleRows
{
    private const int WidthOfId = 36;

    private readonly Action<ArticleRow> _write;
    private readonly Table? _table;

    /// <param name="shape">What is asked for.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="terminal">What that is.</param>
    public ArticleRows(RowShape shape, TextWriter output, TerminalInfo terminal)
    {
        var fields = shape.Fields;
        if (shape.IsCsv)
        {
            var cells = new CsvCells(output, ',');
            WriteRecord(fields.Select(field => field.Name));
            _write = row => WriteRecord(fields.Select(field =>
                terminal.IsTerminal ? VisibleText.Of(field.TextOf(row)) : field.TextOf(row)));

            void WriteRecord(IEnumerable<string> values)
            {
                foreach (var value in values)
                {
                    cells.Write(value);
                }

                cells.EndRecord();
            }
        }
        else if (shape.Template is { } template)
        {
            _write = row => output.Write(template.Of(row) + shape.End);
        }
        else if (terminal.IsTerminal && shape.End == '\n')
        {
            _table = new Table(output, terminal, [.. fields.Select((field, at) => ColumnOf(field, at, fields))]);
            _write = row => _table.WriteWith(
                null,
                fields[^1].Name == "title" ? row.Article.Details.Url : null,
                [.. fields.Select(field => field.TextOf(row))]);
        }
        else
        {
            _write = row => output.Write(string.Join('\t', fields.Select(field => VisibleText.Of(field.TextOf(row)))) + shape.End);
        }
    }

    /// <param name="rows">The articles.</param>
    /// <param name="begin">Called before the first of them is written.</param>
    /// <returns>How many there are.</returns>
    public int WriteAll(IEnumerable<ArticleRow> rows, Action? begin = null)
    {
        var count = 0;
        foreach (var row in rows)
        {
            // A table holds back its first rows.
            if (++count == (_table is null ? 1 : Table.Sample))
            {
                begin?.Invoke();
            }

            _write(row);
        }

        begin?.Invoke();
        _table?.Complete();
        return count;
    }

    /// <summary>The title, or what is last, gets the room that is left and is cut to it; nothing else is cut.</summary>
    private static Column ColumnOf(ArticleField field, int at, IReadOnlyList<ArticleField> fields)
    {
        var title = fields.Index().Where(each => each.Item.Name == "title").Select(each => each.Index);
        var open = title.FirstOrDefault(fields.Count - 1);
        var column = new Column(field.Name.ToUpperInvariant());
        return at == open ? column : column with { Narrowest = 1, Widest = _ => WidthOfId, Overflows = true };
    }
}

/// <summary>What is written of each article.</summary>
/// <param name="Fields">The fields, in their order; those of the template where there is one.</param>
/// <param name="Template">What they are put into; null where each is a column.</param>
/// <param name="IsCsv">Whether the columns are CSV, with their names in the first line.</param>
/// <param name="End">What ends a record.</param>
internal sealed record RowShape(IReadOnlyList<ArticleField> Fields, RowTemplate? Template, bool IsCsv, char End)
{
    public bool NeedsText => Fields.Any(each => each.NeedsText);

    /// <summary>The articles of a selection, with their text where it is needed.</summary>
    public IEnumerable<ArticleRow> Rows(Archive archive, Selection selection) => NeedsText
        ? archive.SelectWithText(selection).Select(pair => ArticleRow.Of(pair.Article, pair.Text))
        : archive.Select(selection).Select(article => ArticleRow.Of(article, null));

    public bool NeedsSnippet => Fields.Any(each => each.NeedsSnippet);
}
