using System.Globalization;
using Archiver.Texts;

namespace Archiver.Cli.Terminal;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Name">Its heading.</param>
internal sealed record Column(string Name)
{
    /// <summary>Whether numbers stand in it: to the right, and on a terminal with a comma before each three digits.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Its least width; it is as wide as the widest of its first cells.</summary>
    public int Narrowest { get; init; }

    /// <summary>Its greatest width on a terminal of some width; what is wider is cut.</summary>
    public Func<int, int>? Widest { get; init; }

    /// <summary>The narrowest terminal that shows it.</summary>
    public int From { get; init; }

    /// <summary>Whether what is wider moves the rest of its row instead of being cut.</summary>
    public bool Overflows { get; init; }

    /// <summary>What is shown of a cell's text on a terminal, from the first cells; null for all of it.</summary>
    public Func<IReadOnlyList<string>, Func<string, string>>? Shorten { get; init; }
}

/// <summary>
/// Rows in columns. On a terminal they fit its width under a heading; where a table says how, a narrow one gets two lines a
/// row. In a pipe a row is one line of whole cells with tabs between them, without a heading; what is not known is empty.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="terminal">What that is.</param>
/// <param name="columns">The columns; the last gets what room is left. In a pipe they mean nothing.</param>
internal sealed class Table(TextWriter output, TerminalInfo terminal, params Column[] columns)
{
    private const string Gap = "  ";
    private const string Indent = "    ";

    /// <summary>How many rows are looked at to find the widths; memory holds no more of them.</summary>
    public const int Sample = 200;

    private readonly Paint _paint = new(terminal.Color);
    private readonly List<(string[] Cells, Func<int, string>? Below, string? Link)> _sample = [];
    private bool[] _isShown = [];
    private int[]? _widths;
    private Func<string, string>?[] _shorten = [];

    /// <summary>Below this width a row has two lines: these columns in the first, the last in the second; null for never.</summary>
    public (int Width, int[] First)? Narrow { get; init; }

    /// <param name="cells">A cell for each column.</param>
    public void Write(params ReadOnlySpan<string?> cells) => WriteWith(null, null, cells);

    /// <param name="below">What stands below the row on a terminal, of so many columns.</param>
    /// <param name="link">Where the last cell leads on a terminal that has links.</param>
    /// <param name="cells">A cell for each column.</param>
    public void WriteWith(Func<int, string>? below, string? link, params ReadOnlySpan<string?> cells)
    {
        var row = new string[cells.Length];
        for (var index = 0; index < row.Length; index++)
        {
            row[index] = VisibleText.Of(cells[index]);
        }

        if (!terminal.IsTerminal)
        {
            output.Write(string.Join('\t', row) + "\n");
        }
        else if (_widths is not null)
        {
            WriteRow(row, below, link);
        }
        else
        {
            _sample.Add((row, below, link));
            if (_sample.Count == Sample)
            {
                Complete();
            }
        }
    }

    /// <summary>Writes what was held back to find the widths.</summary>
    public void Complete()
    {
        if (_sample.Count == 0)
        {
            return;
        }

        FindWidths();
        if (terminal.Width >= Narrow?.Width || Narrow is null)
        {
            output.WriteLine(_paint.Faint(Line([.. columns.Select(column => column.Name)]).TrimEnd()));
        }

        foreach (var (cells, below, link) in _sample)
        {
            WriteRow(cells, below, link);
        }

        _sample.Clear();
    }

    private void FindWidths()
    {
        _isShown = [.. columns.Select(column => terminal.Width >= column.From)];
        _shorten = [.. columns.Select((column, index) => column.Shorten?.Invoke([.. _sample.Select(row => row.Cells[index])]))];
        _widths = new int[columns.Length];
        var left = terminal.Width;
        for (var index = columns.Length - 1; index >= 0; index--)
        {
            var column = columns[index];
            var widest = Math.Max(column.Name.Length, _sample.Max(row => DisplayWidth.Of(Shown(row.Cells[index], index))));
            _widths[index] = Math.Max(column.Narrowest, Math.Min(widest, column.Widest?.Invoke(terminal.Width) ?? int.MaxValue));
        }

        // What has no room of its own gets what the others leave.
        var open = Array.FindIndex(columns, column => column.Widest is null && !column.IsNumber && column.Narrowest == 0);
        if (open >= 0)
        {
            left -= columns.Index().Where(column => column.Index != open && _isShown[column.Index])
                .Sum(column => _widths[column.Index] + Gap.Length);
            left = Math.Max(1, left);

            _widths[open] = Math.Min(_widths[open], left);
        }
    }

    private void WriteRow(string[] cells, Func<int, string>? below, string? link)
    {
        if (Narrow is { } narrow && terminal.Width < narrow.Width)
        {
            string[] facts = [.. narrow.First.Select(column => column == narrow.First[^1]
                ? Shown(cells[column], column)
                : Fit(Shown(cells[column], column), column))];

            // What must not be cut is worth more than what stands before it.
            var whole = Array.FindLastIndex(narrow.First, column => columns[column].Overflows);
            var first = facts.Take(whole + 1).Sum(fact => DisplayWidth.Of(fact) + Gap.Length) - Gap.Length > terminal.Width
                ? whole : 0;
            output.WriteLine(_paint.Faint(TextLayout.Cut(string.Join(Gap, facts.Skip(first)), terminal.Width).TrimEnd()));
            output.WriteLine(Gap + Linked(TextLayout.Cut(cells[^1], terminal.Width - Gap.Length), link));
        }
        else
        {
            output.WriteLine(Line([.. cells.Select(Shown)], link).TrimEnd());
        }

        if (below is not null)
        {
            output.WriteLine(Indent + below(terminal.Width - Indent.Length));
        }
    }

    private string Line(string[] cells, string? link = null)
    {
        var before = string.Concat(columns.Index().SkipLast(1).Where(column => _isShown[column.Index])
            .Select(column => Fit(cells[column.Index], column.Index) + Gap));
        return before + (columns[^1].IsNumber
            ? Fit(cells[^1], columns.Length - 1)
            : Linked(TextLayout.Cut(cells[^1], terminal.Width - DisplayWidth.Of(before)), link));
    }

    private string Linked(string shown, string? link) => terminal.Links ? TerminalLinks.Of(shown, link) : shown;

    private string Fit(string cell, int column) => columns[column].IsNumber ? cell.PadLeft(_widths![column])
        : columns[column].Overflows && cell.Length > _widths![column] ? cell : TextLayout.Fit(cell, _widths![column]);

    private string Shown(string cell, int column) => columns[column].IsNumber
        && long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Figures.Number(number) : _shorten[column] is { } shorten ? shorten(cell) : cell;
}
