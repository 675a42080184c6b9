using Archiver.Cli.Terminal;
using Archiver.Texts;

namespace Archiver.Cli.Views;

/// <summary>Horizontal bars of block characters that fit a terminal's width: label, number, bar.</summary>
internal sealed class BarChart(TextWriter output, TerminalInfo terminal)
{
    private const string Gap = "  ";

    /// <summary>Blocks of one to eight eighths of a column.</summary>
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>A bar needs no more to be compared.</summary>
    private const int LongestBar = 50;

    private const int ShortestBar = 5;

    /// <param name="rows">The rows; at least one.</param>
    /// <param name="others">How many of the last rows have no bar.</param>
    public void Write(IReadOnlyList<(string Label, long Number)> rows, int others = 0)
    {
        var barred = rows.Count - others;
        var most = rows.Take(barred).Max(row => row.Number);
        var number = rows.Max(row => Figures.Number(row.Number).Length);
        var widest = rows.Max(row => DisplayWidth.Of(row.Label));
        var room = Math.Min(terminal.Width / 2, terminal.Width - number - ShortestBar - (2 * Gap.Length));
        var label = Math.Clamp(widest, 1, Math.Max(1, room));
        var bar = Math.Clamp(terminal.Width - label - number - (2 * Gap.Length), 0, LongestBar);
        for (var index = 0; index < rows.Count; index++)
        {
            var (text, count) = rows[index];
            output.WriteLine((TextLayout.Fit(text, label) + Gap + Figures.Number(count).PadLeft(number) + Gap
                + (index < barred ? Bar(count, most, bar) : "")).TrimEnd());
        }
    }

    /// <summary>Whatever is not nothing is seen.</summary>
    private static string Bar(long count, long most, int width)
    {
        var eighths = count == 0 || most == 0
            ? 0
            : Math.Max(1, (int)Math.Round((double)count * width * Eighths.Length / most));
        var bar = new string(Eighths[^1], eighths / Eighths.Length);
        return width == 0 ? "" : eighths % Eighths.Length is > 0 and var rest ? bar + Eighths[rest - 1] : bar;
    }
}
