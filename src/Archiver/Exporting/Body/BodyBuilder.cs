using Archiver.Articles;

namespace Archiver.Exporting.Body;

/// <summary>Makes lists in lists, quotes in quotes and tables of paragraphs and what form each has.</summary>
internal sealed class BodyBuilder
{
    /// <summary>What lies deeper is shown so deep: browsers stop at some depth, and a tree must not fill the stack.</summary>
    private const int Deepest = 24;

    private readonly List<BodyPart> _parts = [];
    private readonly Stack<(int Level, ListPart List)> _lists = [];
    private readonly List<QuotePart> _quotes = [];
    private (int Row, TablePart Table)? _table;

    public static List<BodyPart> Build(IReadOnlyList<Block> blocks)
    {
        var builder = new BodyBuilder();
        for (var at = 0; at < blocks.Count; at++)
        {
            builder.Add(at, blocks[at]);
        }

        return builder._parts;
    }

    private void Add(int at, Block block)
    {
        var level = Math.Clamp(block.Level ?? 1, 1, Deepest);
        if (block.Kind != BlockKind.Item)
        {
            _lists.Clear();
        }

        if (block.Kind != BlockKind.Quote)
        {
            _quotes.Clear();
        }

        if (block.Kind != BlockKind.Row)
        {
            _table = null;
        }

        switch (block.Kind)
        {
            case BlockKind.Item:
                AddItem(at, level, block);
                break;
            case BlockKind.Quote:
                AddQuote(at, level);
                break;
            case BlockKind.Row:
                AddCell(at, block);
                break;
            case BlockKind.Code when _parts is [.., TextPart { Kind: BlockKind.Code } code]:
                _parts[^1] = code with { Count = code.Count + 1 };
                break;
            default:
                _parts.Add(new TextPart(block.Kind, Math.Min(level, 6), at, 1));
                break;
        }
    }

    private void AddItem(int at, int level, Block block)
    {
        var isOrdered = block.Ordered == true;
        var paragraph = new TextPart(BlockKind.Paragraph, 0, at, 1);
        while (_lists.TryPeek(out var inner) && (inner.Level > level || (inner.Level == level && inner.List.IsOrdered != isOrdered)))
        {
            _lists.Pop();
        }

        if (_lists.TryPeek(out var open) && open.Level == level)
        {
            // Two paragraphs of one item have its number.
            var last = open.List.Items[^1];
            if (isOrdered && block.Number is not null && block.Number == last.Number)
            {
                last.Parts.Add(paragraph);
                return;
            }
        }
        else
        {
            var list = new ListPart(isOrdered, []);
            (_lists.Count == 0 ? _parts : open.List.Items[^1].Parts).Add(list);
            _lists.Push((level, list));
        }

        _lists.Peek().List.Items.Add(new ListItem(isOrdered ? block.Number : null, [paragraph]));
    }

    private void AddQuote(int at, int level)
    {
        _quotes.RemoveRange(Math.Min(level, _quotes.Count), Math.Max(0, _quotes.Count - level));
        while (_quotes.Count < level)
        {
            var quote = new QuotePart([]);
            (_quotes.Count == 0 ? _parts : _quotes[^1].Parts).Add(quote);
            _quotes.Add(quote);
        }

        _quotes[^1].Parts.Add(new TextPart(BlockKind.Paragraph, 0, at, 1));
    }

    private void AddCell(int at, Block block)
    {
        var (row, column) = (Math.Max(1, block.Number ?? 1), Math.Max(1, block.Level ?? 1));
        if (_table is { } open && row >= open.Row)
        {
            var cells = open.Table.Rows[^1];
            if (row == open.Row && column == cells[^1].Column)
            {
                cells[^1].Paragraphs.Add(at);
                return;
            }

            if (row > open.Row)
            {
                open.Table.Rows.Add([NewCell()]);
                _table = (row, open.Table);
                return;
            }

            if (column > cells[^1].Column)
            {
                cells.Add(NewCell());
                return;
            }
        }

        var caption = -1;
        if (_parts is [.., TextPart { Kind: BlockKind.Caption, First: var before }] && before == at - 1)
        {
            caption = before;
            _parts.RemoveAt(_parts.Count - 1);
        }

        var table = new TablePart(caption, [[NewCell()]]);
        _parts.Add(table);
        _table = (row, table);

        TableCell NewCell() => new(column, block.Ordered == true, [at]);
    }
}
