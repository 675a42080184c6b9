using System.Globalization;

namespace Archiver.Benchmarks.Measuring;

/// <summary>The rows of the Markdown table, each with the limit that the project has set itself.</summary>
internal sealed class MeasurementTable
{
    private const double Megabyte = 1e6;

    private readonly List<string[]> _rows =
    [
        ["articles", "command", "time", "articles/s", "peak memory", "ratio", "limit"],
        ["---:", "---", "---:", "---:", "---:", "---", "---"],
    ];

    public void AddReference(int count, TimeSpan time) =>
        Add(count, "(LiteDB inserts the metadata only)", Time(time), Rate(count, time), "", "", "");

    public void AddImport(int count, ProcessRun run, TimeSpan reference, int distinctParagraphs)
    {
        var memory = 150 + 24 * distinctParagraphs / Megabyte;
        Add(count, "import", Time(run.Time), Rate(count, run.Time), Memory(run),
            Text($"{reference / run.Time:f2} of the LiteDB reference"), Text($"0.60; {memory:f0} MB"));
    }

    /// <param name="runs">One for each command, <c>--version</c> the first.</param>
    public void AddShort(int count, string version, string list, string show, ProcessRun[] runs)
    {
        Add(count, version, Time(runs[0].Time), "", Memory(runs[0]), "", "");
        Add(count, list, Time(runs[1].Time), "", Memory(runs[1]), Against(runs[1]), "2.00; 80 MB");
        Add(count, show, Time(runs[2].Time), "", Memory(runs[2]), Against(runs[2]), "2.00; 80 MB");

        string Against(ProcessRun run) => Text($"{run.Time / runs[0].Time:f2} of --version");
    }

    public void AddExport(int count, ProcessRun run) => Add(count, "export --format jsonl --output FILE",
        Time(run.Time), Rate(count, run.Time), Memory(run), "", "80 MB");

    public void AddIndexing(int count, ProcessRun run) => Add(count, "search, which makes the index",
        Time(run.Time), Rate(count, run.Time), Memory(run), "", "12,000 a second; 150 MB");

    /// <param name="count">How many articles there are.</param>
    /// <param name="searches">What was searched.</param>
    /// <param name="runs">One for <c>--version</c>, then one for each search.</param>
    public void AddSearches(int count, string[] searches, ProcessRun[] runs)
    {
        foreach (var (search, run) in searches.Zip(runs.Skip(1)))
        {
            Add(count, search, Time(run.Time), "", Memory(run), Text($"{run.Time / runs[0].Time:f2} of --version"), "2.50");
        }
    }

    public void AddSize(int count, long archive, long input) => Add(count, "(size of the archive)", "", "",
        "", Text($"{(double)archive / input:f3} = {archive / Megabyte:f1} MB of {input / Megabyte:f1} MB"), "0.350");

    public void Print(TextWriter output)
    {
        foreach (var row in _rows)
        {
            output.WriteLine("| " + string.Join(" | ", row) + " |");
        }
    }

    private static string Time(TimeSpan time) =>
        time.TotalSeconds < 1 ? Text($"{time.TotalMilliseconds:f1} ms") : Text($"{time.TotalSeconds:f2} s");

    private static string Rate(int count, TimeSpan time) => Text($"{count / time.TotalSeconds:n0}");

    private static string Memory(ProcessRun run) => Text($"{run.PeakBytes / Megabyte:f0} MB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Add(int count, params string[] cells) => _rows.Add([Text($"{count:n0}"), .. cells]);
}
