using System.Globalization;
using System.Net;
using System.Text;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// The charts of the page. Bars and columns are SVG that stretches; what is to be read stands beside them as text of the
/// page, so that it has the same size on every screen and is there for who cannot see the chart.
/// </summary>
internal sealed class StatisticsCharts(TextWriter page)
{
    /// <summary>Of a name that is longer than anyone reads.</summary>
    private const int LongestLabel = 100;

    /// <summary>With fewer columns each has its own name in the figures below, and three names are too many.</summary>
    private const int ColumnsForMiddle = 7;

    /// <summary>A row of a table with bars.</summary>
    /// <param name="Label">What it is about.</param>
    /// <param name="Number">The length of its bar; null where a bar would say nothing, as for all others together.</param>
    /// <param name="Cells">What stands after the bar.</param>
    public readonly record struct Row(string Label, double? Number, params IReadOnlyList<string> Cells);

    /// <summary>Text of an article as the page may have it: nothing in it acts on the page or on the order of its text.</summary>
    public static string Escape(string text)
    {
        var visible = new StringBuilder();
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (length++ == LongestLabel)
            {
                visible.Append('…');
                break;
            }

            if (rune.IsBmp && UnsafeCharacters.Contains((char)rune.Value))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                visible.Append(rune);
            }
        }

        // A host or another long name is broken behind a dot, before it is broken anywhere.
        return WebUtility.HtmlEncode(visible.ToString()).Replace(".", ".<wbr>", StringComparison.Ordinal);
    }

    /// <param name="head">The names of the columns: of the label, and of each cell. A small screen shows the first cell only.</param>
    /// <param name="rows">The rows; at least one.</param>
    public void WriteBars(IReadOnlyList<string> head, IReadOnlyList<Row> rows)
    {
        var most = rows.Max(row => row.Number);
        page.Write($"<table class=\"bars\"><thead><tr><th scope=\"col\">{head[0]}</th><td class=\"bar\"></td>");
        WriteCells("th scope=\"col\"", head.Skip(1));
        page.Write("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            page.Write($"<tr><th scope=\"row\"><bdi>{Escape(row.Label)}</bdi></th><td class=\"bar\">");
            if (row.Number > 0)
            {
                page.Write("<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
                page.Write(string.Create(CultureInfo.InvariantCulture, $"<rect width=\"{100 * row.Number / most:0.##}\" height=\"1\"/></svg>"));
            }

            page.Write("</td>");
            WriteCells("td", row.Cells);
            page.Write("</tr>\n");
        }

        page.Write("</tbody></table>\n");
    }

    /// <param name="title">What the chart shows.</param>
    /// <param name="columns">The columns; at least one.</param>
    public void WriteColumns(string title, IReadOnlyList<(string Label, long Number)> columns)
    {
        var highest = columns.MaxBy(column => column.Number);
        var top = ScaleOf(highest.Number);
        page.Write($"<div class=\"columns\"><div class=\"scale\" aria-hidden=\"true\"><span>{Figures.Number(top)}</span><span>{Figures.Number(top / 2)}</span><span>0</span></div><svg role=\"img\" viewBox=\"0 0 {columns.Count * 10} 100\" preserveAspectRatio=\"none\">");
        page.Write($"<title>{title}</title><desc>From {columns[0].Label} to {columns[^1].Label}; ");
        page.Write($"the most are {Figures.Number(highest.Number)}, in {highest.Label}.</desc>\n");
        page.Write($"<path class=\"grid\" d=\"M0 0h{columns.Count * 10}M0 50h{columns.Count * 10}\"/>\n");
        for (var index = 0; index < columns.Count; index++)
        {
            var (label, number) = columns[index];
            if (number > 0)
            {
                // Whatever is not nothing is seen.
                var height = Math.Max(1, 100.0 * number / top);
                page.Write(string.Create(CultureInfo.InvariantCulture,
                    $"<rect x=\"{(index * 10) + 1}\" y=\"{100 - height:0.##}\" width=\"8\" height=\"{height:0.##}\">"));
                page.Write($"<title>{label}: {Figures.Number(number)}</title></rect>\n");
            }
        }

        page.Write("</svg><div class=\"axis\" aria-hidden=\"true\">");
        string[] labels = columns.Count == 1 ? [columns[0].Label]
            : columns.Count < ColumnsForMiddle ? [columns[0].Label, columns[^1].Label]
            : [columns[0].Label, columns[columns.Count / 2].Label, columns[^1].Label];
        foreach (var label in labels)
        {
            page.Write($"<span>{label}</span>");
        }

        page.Write($"</div></div>\n<p class=\"about\">Most: {Figures.Number(highest.Number)} in {highest.Label}.</p>\n");
    }

    /// <summary>The top of the scale: a round number whose half is whole. A single article does not fill the height.</summary>
    private static long ScaleOf(long highest)
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var step in (ReadOnlySpan<long>)[4, 10, 20])
            {
                if (step * power >= highest)
                {
                    return step * power;
                }
            }
        }
    }

    private void WriteCells(string element, IEnumerable<string> cells)
    {
        var isMore = false;
        foreach (var cell in cells)
        {
            page.Write($"<{element}{(isMore ? " class=\"more\"" : "")}>{cell}</{element[..2]}>");
            isMore = true;
        }
    }
}
