using Archiver.Cli.Terminal;
using Archiver.Statistics;
using Archiver.Texts;

namespace Archiver.Cli.Views;

/// <summary>What <c>stats</c> prints on a terminal: facts, then charts that fit its width.</summary>
internal sealed class StatisticsView(TextWriter output, TerminalInfo terminal)
{
    private const int LabelWidth = 14;

    /// <summary>Below this a label stands above its text.</summary>
    private const int NarrowBelow = 40;
    private const int WidestLine = 80;
    private const int MostCategories = 15;
    private const int MostHosts = 10;
    private const int MostValues = 10;
    private const int MostParts = 24;

    private static readonly string[] Weekdays =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private readonly Paint _paint = new(terminal.Color);
    private readonly BarChart _bars = new(output, terminal);

    /// <param name="statistics">What there is to say.</param>
    /// <param name="today">Where the calendar ends at the latest.</param>
    public void Write(ArchiveStatistics statistics, DateOnly today)
    {
        WriteFacts(Wording.Facts(statistics));
        if (statistics.Total.Articles == 0)
        {
            return;
        }

        WriteBars("By category",
            statistics.Categories.Select(each => (each.Category ?? "(none)", (long)each.Tally.Articles)), MostCategories);
        foreach (var breakdown in statistics.Breakdowns.Where(breakdown => breakdown.Parts.Count > 0))
        {
            WriteBars($"By {breakdown.Fact}",
                breakdown.Parts.Select(part => (part.Value, (long)part.Tally.Articles)), MostValues);
        }

        if (Timeline.Of(statistics.Months, MostParts) is { Parts: [_, ..] parts } timeline)
        {
            WriteBars($"By {timeline.Unit}", parts.Select(part => (part.Label, (long)part.Tally.Articles)), parts.Count);
            WriteBars("By weekday",
                Weekdays.Zip(statistics.Weekdays, (name, tally) => (name, (long)tally.Articles)), Weekdays.Length);
        }

        WriteCalendar(statistics.Days, today);
        if (statistics.Hosts.Count > 0)
        {
            WriteBars("Most read hosts", statistics.Hosts.Select(host => (host.Host, host.Readings)), MostHosts);
        }

        WriteHeading("Stored once (the whole archive)");
        WriteFacts(Wording.Saved(statistics.Deduplication));
    }

    private void WriteCalendar(IReadOnlyList<(DateOnly Day, int Readings)> days, DateOnly today)
    {
        if (days.Count == 0)
        {
            return;
        }

        // What a dump states may be absurd, and must not push everything else out of sight.
        (DateOnly Day, int Readings)[] past = [.. days.Where(day => day.Day <= today)];
        WriteHeading($"Read on, up to {Figures.Date(past is [.., var last] ? last.Day : today)}");
        var first = past.Length == 0 ? today : new CalendarChart(output, terminal).Write(past);
        WriteRest(past.Count(day => day.Day < first), $"before {Figures.Date(first)}");
        WriteRest(days.Count - past.Length, $"after {Figures.Date(today)}, which are still to come");

        void WriteRest(int count, string which)
        {
            if (count > 0)
            {
                WriteLines($"{Figures.Count(count, "day")} {which}: see --html or --json.", "");
            }
        }
    }

    private void WriteBars(string heading, IEnumerable<(string Label, long Number)> rows, int most)
    {
        WriteHeading(heading);
        (string Label, long Number)[] all = [.. rows.Select(row => (VisibleText.Of(row.Label), row.Number))];

        // One row of others instead of one row is no gain.
        if (all.Length <= most + 1)
        {
            _bars.Write(all);
        }
        else
        {
            var others = ($"{Figures.Number(all.Length - most)} others", all.Skip(most).Sum(row => row.Number));
            _bars.Write([.. all.Take(most), others], others: 1);
        }
    }

    private void WriteHeading(string text)
    {
        output.WriteLine();
        output.WriteLine(_paint.Bold(TextLayout.Cut(text, terminal.Width)));
    }

    private void WriteFacts(IEnumerable<(string Label, string Text)> facts)
    {
        foreach (var (label, text) in facts)
        {
            WriteLines(text, label);
        }
    }

    private void WriteLines(string text, string label)
    {
        var isNarrow = terminal.Width < NarrowBelow;
        var indent = label.Length == 0 || isNarrow ? 0 : LabelWidth;
        var head = label.PadRight(indent);
        if (isNarrow && label.Length > 0)
        {
            output.WriteLine(_paint.Faint(TextLayout.Cut(label, terminal.Width)));
            head = "";
        }

        foreach (var line in TextLayout.Wrap(text, Math.Max(1, Math.Min(WidestLine, terminal.Width) - indent)))
        {
            output.WriteLine((head.Length == 0 ? "" : _paint.Faint(head)) + line);
            head = new string(' ', indent);
        }
    }
}
