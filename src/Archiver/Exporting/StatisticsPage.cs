using System.Text;
using System.Text.RegularExpressions;
using Archiver.Querying;
using Archiver.Statistics;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// Statistics as a page in one file: its own style, charts in SVG, no script, and nothing from elsewhere. A policy in it
/// forbids the browser all but that style.
/// </summary>
public sealed partial class StatisticsPage
{
    private const int MostCategories = 20;
    private const int MostValues = 10;
    private const int MostHosts = 10;
    private const int MostColumns = 120;

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private readonly ArchiveStatistics _statistics;
    private readonly TextWriter _page;
    private readonly StatisticsCharts _charts;

    private StatisticsPage(ArchiveStatistics statistics, TextWriter page) =>
        (_statistics, _page, _charts) = (statistics, page, new StatisticsCharts(page));

    /// <param name="statistics">What to show.</param>
    /// <param name="selection">Of which articles.</param>
    /// <param name="today">When it was made.</param>
    /// <param name="output">Where to write, in UTF-8.</param>
    public static void Write(ArchiveStatistics statistics, Selection selection, DateOnly today, Stream output)
    {
        using var page = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        page.NewLine = "\n";
        new StatisticsPage(statistics, page).WriteWhole(selection, today);
    }

    private void WriteWhole(Selection selection, DateOnly today)
    {
        var style = Convert.ToBase64String(ContentHash.Sha256(Encoding.UTF8.GetBytes(StatisticsStyle.Css)));
        _page.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{style}'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Reading statistics</title>
            <style>{StatisticsStyle.Css}</style>
            </head>
            <body>
            <main>

            """);
        WriteContent(selection, today);
        _page.Write("</main>\n</body>\n</html>\n");
    }

    /// <summary>What the page shows, to be put into another page.</summary>
    internal static void WriteContent(ArchiveStatistics statistics, Selection selection, DateOnly today, TextWriter page) =>
        new StatisticsPage(statistics, page).WriteContent(selection, today);

    private void WriteContent(Selection selection, DateOnly today)
    {
        var articles = selection.IsWhole ? "All articles" : $"Articles that match <bdi>{StatisticsCharts.Escape(selection.Filter.ToString())}</bdi>";
        var limit = selection.Limit is { } most ? $", {Figures.Number(most)} at most" : "";
        _page.Write($"""
            <h1>Reading statistics</h1>
            <p class="about">{articles}{limit}, as of <span class="whole">{Figures.Date(today)}</span></p>
            <div class="cards">

            """);
        WriteFacts("At a glance", Wording.Facts(_statistics));
        if (_statistics.Total.Articles == 0)
        {
            _page.Write("<p class=\"about\">There is nothing to show yet. <code>archiver import PATH</code> takes in articles.</p>\n");
        }
        else if (_statistics.Total.Articles > 0)
        {
            WriteCharts(today);
        }

        _page.Write("</div>\n");
    }

    private void WriteCharts(DateOnly today)
    {
        WriteMonths();
        WriteDays(today);
        WriteTallies("category", [.. _statistics.Categories.Select(each => (each.Category ?? "(none)", each.Tally))], MostCategories);
        foreach (var breakdown in _statistics.Breakdowns)
        {
            WriteTallies(breakdown.Fact, breakdown.Parts, MostValues);
        }

        WriteHosts();
        if (_statistics.First is not null)
        {
            Begin("By weekday", isWide: false);
            _charts.WriteBars(["Weekday", "Articles"], [.. Weekdays.Zip(_statistics.Weekdays, (name, tally) =>
                new StatisticsCharts.Row(name, tally.Articles, Figures.Number(tally.Articles)))]);
            End();
        }

        WriteSaved();
    }

    private void WriteMonths()
    {
        var timeline = Timeline.Of(_statistics.Months, MostColumns);
        if (timeline.Parts.Count == 0)
        {
            return;
        }

        Begin($"By {timeline.Unit}", isWide: true);
        _charts.WriteColumns($"Articles by {timeline.Unit}", [.. timeline.Parts.Select(part => (part.Label, (long)part.Tally.Articles))]);
        _page.Write($"<details><summary>All {timeline.Unit.TrimEnd('s')}s as a table</summary>\n");
        _charts.WriteBars([Capital(timeline.Unit), "Articles", "Unread", "Words", "Time to read"],
            [.. timeline.Parts.Select(part => RowOf(part.Label, part.Tally))]);
        _page.Write("</details>\n");
        End();
    }

    private void WriteDays(DateOnly today)
    {
        if (_statistics.Days.Count > 0)
        {
            Begin("What was read when", isWide: true);
            new StatisticsCalendar(_page).Write(_statistics.Days, today);
            End();
        }
    }

    private void WriteTallies(string what, IReadOnlyList<(string Name, Tally Tally)> tallies, int most)
    {
        if (tallies.Count == 0)
        {
            return;
        }

        var rows = tallies.Take(most).Select(each => RowOf(each.Name, each.Tally));
        var others = tallies.Skip(most).ToArray();
        Begin($"By {what}", isWide: true);
        _charts.WriteBars([Capital(what), "Articles", "Unread", "Words", "Time to read"], others.Length == 0 ? [.. rows]
            : [.. rows, OthersOf(others.Length, others.Aggregate(default(Tally), (sum, each) => sum + each.Tally))]);
        End();
    }

    private void WriteHosts()
    {
        if (_statistics.Hosts.Count == 0)
        {
            return;
        }

        var rows = _statistics.Hosts.Take(MostHosts).Select(RowOf);
        var others = _statistics.Hosts.Skip(MostHosts).ToArray();
        Begin("Most read hosts", isWide: false);
        _charts.WriteBars(["Host", "Readings", "Articles"], others.Length == 0 ? [.. rows]
            : [.. rows, RowOf(new(OthersIn(others.Length), others.Sum(host => host.Articles), others.Sum(host => host.Readings))) with { Number = null }]);
        End();

        static StatisticsCharts.Row RowOf(HostTally host) =>
            new(host.Host, host.Readings, Figures.Number(host.Readings), Figures.Number(host.Articles));
    }

    private void WriteSaved()
    {
        if (_statistics.Deduplication is { } saved)
        {
            Begin("Stored once", isWide: true);
            _charts.WriteBars(["Bytes", "Size"],
            [
                new("Imported", saved.OriginalBytes, Figures.Bytes(saved.OriginalBytes)),
                new("In the archive", saved.ArchiveBytes, Figures.Bytes(saved.ArchiveBytes)),
            ]);
            _charts.WriteBars(["Texts", "Count"],
            [
                new("Referred to", saved.References, Figures.Number(saved.References)),
                new("Stored", saved.Texts, Figures.Number(saved.Texts)),
            ]);
            var sentences = string.Join(' ', Wording.Saved(saved).Select(fact => $"{fact.Label}: {fact.Text}."));
            _page.Write($"<p class=\"about\">Of the whole archive, older states and the bin included. {sentences}</p>\n");
            End();
        }
        else
        {
            WriteFacts("Stored once", Wording.Saved(null));
        }
    }

    private void WriteFacts(string heading, IEnumerable<(string Label, string Text)> facts)
    {
        Begin(heading, isWide: true);
        _page.Write("<dl>\n");
        foreach (var (label, text) in facts)
        {
            _page.Write($"<div><dt>{label}</dt><dd>{Date().Replace(text, "<span class=\"whole\">$0</span>")}</dd></div>\n");
        }

        _page.Write("</dl>\n");
        End();
    }

    private void Begin(string heading, bool isWide) =>
        _page.Write($"<section{(isWide ? " class=\"wide\"" : "")}>\n<h2>{heading}</h2>\n");

    private void End() => _page.Write("</section>\n");

    private StatisticsCharts.Row OthersOf(int count, Tally tally) => RowOf(OthersIn(count), tally) with { Number = null };

    private static string OthersIn(int count) => $"{Figures.Number(count)} others";

    private StatisticsCharts.Row RowOf(string label, Tally tally) => new(label, tally.Articles,
        Figures.Number(tally.Articles), Figures.Number(tally.Unread), Wording.Words(tally.Length),
        Figures.Duration(_statistics.Speed.Minutes(tally.Length)));

    /// <summary>A date, which is not broken at its hyphens.</summary>
    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex Date();

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
