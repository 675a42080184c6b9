using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Exporting.Reports;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>
/// A table with a header (<see cref="CsvCells"/>). Every record has all fields.
/// </summary>
internal sealed class CsvWriter(Stream output, char delimiter, ExportOptions options) : TextExportWriter(output)
{
    /// <summary>In UTF-16 code units: what a cell of Excel holds.</summary>
    private const int MostOfCell = 32_767;

    /// <summary>What a sheet of Excel holds, its header included.</summary>
    private const int MostRows = 1_048_576;

    private static readonly string[] Columns =
    [
        "id", "title", "url", "date", "created", "updated", "last_read", "read_count", "category", "tags", "author", "words",
        "summary", "site", "language", "starred",
    ];

    private int _cut;
    private int _rows = 1;
    private CsvCells? _cells;

    private CsvCells Cells => _cells ??= new CsvCells(Out, delimiter);

    public override ArticleParts Needs => options.HasText ? ArticleParts.Text : ArticleParts.Summary;

    public override void Begin()
    {
        if (options.IsForExcel)
        {
            Out.Write('\uFEFF');
        }

        foreach (var column in Columns)
        {
            Write(column);
        }

        if (options.HasText)
        {
            Write("text");
        }

        Cells.EndRecord();
    }

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        Write(article.Id.ToString());
        Write(article.Title);
        Write(details.Url);
        Write(details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Write(details.Created?.ToString());
        Write(details.Updated?.ToString());
        Write(article.LastRead?.ToString());
        Write(article.ReadCount?.ToString(CultureInfo.InvariantCulture));
        Write(details.Category);
        Write(ArrayOf(details.Tags));
        Write(string.Join("; ", details.Authors));
        Write(article.Words.ToString(CultureInfo.InvariantCulture));
        Write(string.Join('\n', text.Summary.Select(line => Encoding.UTF8.GetString(line.Span))));
        Write(details.Site);
        Write(details.Language);
        Write(details.IsStarred ? "true" : "false");
        if (options.HasText)
        {
            Write(string.Join("\n\n", text.Paragraphs.Select(paragraph => Encoding.UTF8.GetString(paragraph.Span))));
        }

        Cells.EndRecord();
        _rows++;
    }

    public override void Complete()
    {
        if (_cut > 0)
        {
            options.Warn($"{_cut} cells were longer than the 32,767 characters that a cell of Excel holds, and were cut; … stands at their ends.");
        }

        if (options.IsForExcel && _rows > MostRows)
        {
            options.Warn("there are more rows than the 1,048,576 that a sheet of Excel holds. Export a part of them at a time.");
        }

        base.Complete();
    }

    private static string ArrayOf(IReadOnlyList<string> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ReadableEncoder.Instance }))
        {
            json.WriteStartArray();
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Without <c>--excel</c> all characters stay.</summary>
    private void Write(string? field)
    {
        field = CsvCells.OnLines(field);
        field = options.IsForExcel || options.IsForTerminal ? DocumentText.Of(field) : field;
        Cells.Write(options.IsForExcel ? ForExcel(field) : field);
    }

    /// <summary>What begins like a formula gets the mark by which Excel knows a text.</summary>
    private string ForExcel(string field)
    {
        if (field is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..])
        {
            field = $"'{field}";
        }

        if (field.Length <= MostOfCell)
        {
            return field;
        }

        _cut++;
        var end = char.IsHighSurrogate(field[MostOfCell - 2]) ? MostOfCell - 2 : MostOfCell - 1;
        return $"{field[..end]}…";
    }
}
