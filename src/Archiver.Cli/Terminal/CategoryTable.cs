using System.Globalization;

namespace Archiver.Cli.Terminal;

/// <summary>
/// What <c>categories</c> prints. On a terminal a table that fits its width. In a pipe one line a category and nothing
/// cut: category, count, first and last date with tabs between them, no header; what is not known is empty.
/// </summary>
internal sealed class CategoryTable(TextWriter output, TerminalInfo terminal)
{
    private const string Gap = "  ";
    private const int DateWidth = 10;

    /// <summary>Below this the first date makes room for the category.</summary>
    private const int NarrowBelow = 50;

    private readonly List<(string Category, string Count, string First, string Last)> _rows = [];

    /// <param name="category">Null for the articles that state none.</param>
    /// <param name="count">How many articles it has.</param>
    /// <param name="first">The earliest date in it.</param>
    /// <param name="last">The latest date in it.</param>
    public void Write(string? category, long count, DateOnly? first, DateOnly? last)
    {
        var row = (VisibleText.Of(category), count.ToString(CultureInfo.InvariantCulture), Date(first), Date(last));
        if (terminal.IsTerminal)
        {
            _rows.Add(row);
        }
        else
        {
            output.Write(string.Join('\t', row.Item1, row.Item2, row.Item3, row.Item4) + "\n");
        }
    }

    /// <summary>Writes the table, whose columns are as wide as what stands in them.</summary>
    public void Complete()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        _rows.Insert(0, ("CATEGORY", "COUNT", "FIRST", "LAST"));
        var narrow = terminal.Width < NarrowBelow;
        var count = _rows.Max(row => row.Count.Length);
        var others = Gap.Length + count + ((Gap.Length + DateWidth) * (narrow ? 1 : 2));
        var category = Math.Min(_rows.Max(row => DisplayWidth.Of(row.Category)), Math.Max(1, terminal.Width - others));
        var paint = new Paint(terminal.Color);
        for (var index = 0; index < _rows.Count; index++)
        {
            var row = _rows[index];
            var line = string.Join(Gap, TextLayout.Fit(row.Category, category), row.Count.PadLeft(count));
            line += (narrow ? "" : Gap + row.First.PadRight(DateWidth)) + Gap + row.Last;
            output.WriteLine(index == 0 ? paint.Faint(line) : line.TrimEnd());
        }
    }

    private static string Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
