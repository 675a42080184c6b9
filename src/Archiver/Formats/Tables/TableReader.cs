using Archiver.Formats.Reading;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Tables;

/// <summary>The fields of one row, by the names of the columns.</summary>
internal readonly ref struct TableFields(
    TableHeader header, TableRow row, ReadOnlySpan<byte> bytes, TextEncoding encoding, long offset = 0)
{
    public TableHeader Header => header;

    public TextEncoding Encoding => encoding;

    /// <summary>Where the row stands in the table, in bytes.</summary>
    public long Offset => offset;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns => header.Names;

    /// <summary>The first that is not empty of the fields of these columns; null where there is none.</summary>
    /// <param name="columns">Names of columns in small letters.</param>
    public string? this[params ReadOnlySpan<string> columns]
    {
        get
        {
            foreach (var column in columns)
            {
                if (this[header.PlaceOf(column)] is { } text)
                {
                    return text;
                }
            }

            return null;
        }
    }

    /// <summary>A field by its place; null where it is empty.</summary>
    public string? this[int place] => row.Text(Bytes, place, encoding);

    /// <summary>The bytes of the row, without its line end.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}

/// <summary>Makes an article of a row.</summary>
/// <returns>The article, or the reason why there is none.</returns>
internal delegate (StatedArticle? Article, string? Reason) RowMaker(TableFields fields);

/// <summary>Reads a table row by row. Its header and the line ends say nothing; a header that comes again is one, too.</summary>
/// <param name="format">The name of the format.</param>
/// <param name="options">What is stated about the inputs.</param>
/// <param name="isHeader">Whether a row is a header.</param>
/// <param name="make">Makes an article of a row.</param>
/// <param name="columns">The columns of tables that have no header; null where they have one.</param>
internal sealed class TableReader(
    string format, ReadingOptions options, Func<TableHeader, bool> isHeader, RowMaker make, TableHeader? columns = null)
    : RecordReader(format, options)
{
    private readonly TableRow _row = new();
    private readonly FieldText _text = new(options.Encoding);
    private TableHeader? _header;
    private int _lineEnd;

    protected override void Begin() => (_header, _lineEnd) = (columns, 0);

    protected override Stretch? Next()
    {
        if (_lineEnd > 0)
        {
            var length = _lineEnd;
            _lineEnd = 0;
            return Blank(length);
        }

        if (_header is null)
        {
            while (Window.Bytes.Length < HeadLength && Window.Grow())
            {
            }

            if (TableHeads.DelimiterLength(Window.Bytes) is > 0 and var told)
            {
                return Blank(told);
            }

            _header = TableHeads.Of(new InputHead(Window.Bytes[..Math.Min(Window.Bytes.Length, HeadLength)].ToArray()), isHeader);
        }

        if (!_row.Scan(Window, _header?.Delimiter ?? (byte)',', MaxLength))
        {
            return null;
        }

        if (_row.IsBlank)
        {
            return Blank(_row.Length);
        }

        if (_header is null)
        {
            return Rejected(_row.Length, "the row that names the columns is missing, or is not one of this format");
        }

        if (_row.IsUnclosed)
        {
            return Rejected(_row.Length, "a quotation mark is opened in this row, and not closed");
        }

        if (TableHeads.HeaderOf(_row, Window.Bytes, _header.Delimiter) is { } header && IsAgain(header))
        {
            _header = header;
            return Blank(_row.Length);
        }

        var row = Window.Bytes[.._row.Length].TrimEnd("\r\n"u8);
        var (article, reason) = make(new TableFields(_header, _row, row, _text.EncodingOf(row), Window.Offset));
        _lineEnd = _row.Length - row.Length;
        return Made(row.Length, (article, reason));
    }

    /// <summary>So much is looked at for the header.</summary>
    private const int HeadLength = 64 << 10;

    /// <summary>A row has the place of a header only where its fields are the names of columns.</summary>
    private bool IsAgain(TableHeader header) => isHeader(header)
        && header.Names.Count(name => _header!.PlaceOf(TableHeader.Plain(name)) >= 0) > header.Names.Count / 2;
}
