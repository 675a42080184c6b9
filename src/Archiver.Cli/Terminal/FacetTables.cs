using System.Globalization;
using Archiver.Searching;

namespace Archiver.Cli.Terminal;

/// <summary>
/// What <c>search --facets</c> prints. On a terminal two tables, one of the categories and one of the months. In a pipe one
/// line a row: <c>category</c> or <c>month</c>, its name and how many, with tabs between them.
/// </summary>
internal static class FacetTables
{
    private const string Gap = "  ";

    public static void Write(Facets facets, TextWriter output, TerminalInfo terminal)
    {
        Write("category", facets.Categories, output, terminal);
        if (terminal.IsTerminal)
        {
            output.WriteLine();
        }

        Write("month", facets.Months, output, terminal);
    }

    private static void Write(
        string kind, IReadOnlyList<(string? Name, int Count)> rows, TextWriter output, TerminalInfo terminal)
    {
        if (!terminal.IsTerminal)
        {
            foreach (var (name, count) in rows)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"{kind}\t{VisibleText.Of(name)}\t{count}\n"));
            }

            return;
        }

        List<(string Name, string Count)> cells =
        [
            (kind.ToUpperInvariant(), "COUNT"),
            .. rows.Select(row => (VisibleText.Of(row.Name), row.Count.ToString(CultureInfo.InvariantCulture))),
        ];
        var digits = cells.Max(cell => cell.Count.Length);
        var width = Math.Min(cells.Max(cell => DisplayWidth.Of(cell.Name)), Math.Max(1, terminal.Width - Gap.Length - digits));
        var paint = new Paint(terminal.Color);
        for (var index = 0; index < cells.Count; index++)
        {
            var line = string.Join(Gap, TextLayout.Fit(cells[index].Name, width), cells[index].Count.PadLeft(digits));
            output.WriteLine(index == 0 ? paint.Faint(line) : line);
        }
    }
}
