using System.Globalization;
using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>What a list knows while it is walked.</summary>
internal sealed class ListNumbers(bool ordered, int first, int step)
{
    private int _next = first;

    public bool Ordered { get; } = ordered;

    public int? Take(string? stated)
    {
        if (!Ordered)
        {
            return null;
        }

        var number = int.TryParse(stated, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value : _next;
        _next = unchecked(number + step);
        return number;
    }

    public static ListNumbers Of(IHtmlElement list)
    {
        var start = int.TryParse(list.Attribute("start"), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var value) ? value : (int?)null;
        return list.Attribute("reversed") is null ? new ListNumbers(true, start ?? 1, 1)
            : new ListNumbers(true, start ?? list.Items, -1);
    }
}

/// <summary>Which places of a table its cells take. Spans reach into rows that follow.</summary>
internal sealed class TableCells
{
    /// <summary>What lies beyond is counted as the last: spans of a hostile table would fill the memory.</summary>
    private const int MaxColumns = 4096;

    /// <summary>Of each column the last row that a cell above reaches to.</summary>
    private readonly List<int> _takenTo = [];
    private int _column;

    public int Row { get; private set; }

    public int Columns => _takenTo.Count;

    /// <summary>Whether it holds other tables or headings: then its cells are a page's parts and no values.</summary>
    public bool IsLayout { get; set; }

    public void NextRow() => (Row, _column) = (Row + 1, 0);

    /// <summary>The column of the next cell, from 1.</summary>
    public int Take(int columns, int rows)
    {
        Row = Math.Max(Row, 1);
        while (_column < _takenTo.Count && _takenTo[_column] >= Row)
        {
            _column++;
        }

        var first = Math.Min(_column, MaxColumns - 1);
        for (var i = 0; i < columns && _column < MaxColumns; i++, _column++)
        {
            if (_column == _takenTo.Count)
            {
                _takenTo.Add(0);
            }

            _takenTo[_column] = rows == 0 ? int.MaxValue : Row + rows - 1;
        }

        return first + 1;
    }
}

/// <summary>What an element hands down to the text in it.</summary>
internal sealed record HtmlForm
{
    public BlockKind Kind { get; init; }

    /// <summary>What the block's level says, but for lists and quotes, whose depth it is.</summary>
    public int Level { get; init; }

    public int ListDepth { get; init; }

    public int QuoteDepth { get; init; }

    public bool? Ordered { get; init; }

    public int? Number { get; init; }

    public bool IsPre { get; init; }

    public bool IsNoText { get; init; }

    public ListNumbers? List { get; init; }

    public TableCells? Table { get; init; }

    public HtmlForm Enter(HtmlTag tag, IHtmlElement element)
    {
        switch (tag)
        {
            case HtmlTag.Heading:
                Table?.IsLayout = true;
                return this with { Kind = BlockKind.Heading, Level = element.Name[1] - '0' };
            case HtmlTag.Pre:
                return this with { Kind = BlockKind.Code, IsPre = true };
            case HtmlTag.Caption:
                return this with { Kind = BlockKind.Caption };
            case HtmlTag.Quote:
                return this with { Kind = BlockKind.Quote, QuoteDepth = QuoteDepth + 1 };
            case HtmlTag.BulletList or HtmlTag.DefinitionList:
                return this with { ListDepth = ListDepth + 1, List = new ListNumbers(false, 0, 0) };
            case HtmlTag.NumberedList:
                return this with { ListDepth = ListDepth + 1, List = ListNumbers.Of(element) };
            case HtmlTag.Item:
                return this with
                {
                    Kind = BlockKind.Item,
                    Level = Math.Max(ListDepth, 1),
                    Ordered = List?.Ordered ?? false,
                    Number = List?.Take(element.Attribute("value")),
                };
            case HtmlTag.Term:
                return this with
                {
                    Kind = BlockKind.Item,
                    Level = Math.Max(ListDepth, 1),
                    Ordered = false,
                    Number = null
                };
            case HtmlTag.Definition:
                return this with
                {
                    Kind = BlockKind.Item,
                    Level = Math.Max(ListDepth, 1) + 1,
                    Ordered = false,
                    Number = null
                };
            case HtmlTag.Table:
                Table?.IsLayout = true;
                return this with { Table = new TableCells(), Kind = BlockKind.Paragraph };
            case HtmlTag.TableRow:
                Table?.NextRow();
                return this;
            case HtmlTag.Cell or HtmlTag.HeadCell when Table is not null:
                var column = Table.Take(Span(element, "colspan", 1, 1000), Span(element, "rowspan", 0, 65534));
                return this with
                {
                    Kind = BlockKind.Row,
                    Level = column,
                    Ordered = tag == HtmlTag.HeadCell,
                    Number = Table.Row
                };
            default:
                return this;
        }
    }

    /// <summary>The form of a paragraph, after the whole table is known.</summary>
    public Block ToBlock(IReadOnlyList<Mark> marks) => Kind switch
    {
        BlockKind.Heading => new Block(Kind) { Level = Level, Marks = marks },
        BlockKind.Item => new Block(Kind) { Level = Level, Ordered = Ordered, Number = Number, Marks = marks },
        BlockKind.Quote => new Block(Kind) { Level = QuoteDepth, Marks = marks },
        BlockKind.Row when Table is { IsLayout: false, Columns: > 1 } =>
            new Block(Kind) { Level = Level, Ordered = Ordered, Number = Number, Marks = marks },
        BlockKind.Row or BlockKind.Paragraph => marks.Count == 0 ? Block.Plain
            : new Block(BlockKind.Paragraph) { Marks = marks },
        _ => new Block(Kind) { Marks = marks },
    };

    private static int Span(IHtmlElement element, string name, int least, int most) =>
        int.TryParse(element.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? Math.Clamp(value, least, most) : 1;
}
