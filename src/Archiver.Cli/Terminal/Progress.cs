using Archiver.Upkeep.Checks;

namespace Archiver.Cli.Terminal;

/// <summary>
/// One line on a terminal that says how far a long task is, gone when the task is: share of the bytes, items, items a
/// second, time left. Where nobody watches it writes nothing. It may be told of progress from any thread and as often
/// as is handy; it draws at most ten times a second. A task of several steps has a line for each, one after the other.
/// </summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly TerminalInfo _terminal;
    private readonly TextWriter _error;
    private readonly TimeProvider _clock;
    private ProgressLine? _line;
    private MaintenanceStep? _step;
    private long _started;
    private long _drawn;
    private int _columns;
    private bool _ended;

    private Progress(TerminalInfo terminal, TextWriter error, ProgressLine? line, TimeProvider clock)
    {
        (_terminal, _error, _line, _clock) = (terminal, error, line, clock);
        _started = _drawn = clock.GetTimestamp();
    }

    /// <param name="terminal">What standard error is.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="verb">What is going on: <c>Importing</c>.</param>
    /// <param name="total">How many bytes there are; null where that is not known.</param>
    /// <param name="unit">What the items are: <c>articles</c>.</param>
    /// <param name="clock">For tests.</param>
    public static Progress Start(TerminalInfo terminal, TextWriter error, string verb, long? total,
        string unit = "articles", TimeProvider? clock = null) =>
        new(terminal, error, new ProgressLine(verb, total, unit), clock ?? TimeProvider.System);

    /// <summary>The progress of a task that says itself in which step it is.</summary>
    public static Progress OfSteps(Session session) =>
        new(session.ErrorTerminal, session.Error, null, TimeProvider.System);

    public void Report(MaintenanceProgress progress)
    {
        lock (_lock)
        {
            if (_step != progress.Step)
            {
                Clear();
                var (verb, unit) = NameOf(progress.Step);
                (_step, _line, _started) = (progress.Step, new ProgressLine(verb, progress.Total, unit), _clock.GetTimestamp());
            }
        }

        Report(progress.Done, progress.Done);
    }

    /// <param name="done">Bytes since the start.</param>
    /// <param name="items">Items since the start.</param>
    public void Report(long done, long items)
    {
        if (!_terminal.IsTerminal || _clock.GetElapsedTime(Interlocked.Read(ref _drawn)) < Interval)
        {
            return;
        }

        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            Interlocked.Exchange(ref _drawn, _clock.GetTimestamp());

            // The last column stays free: a full line makes some terminals begin the next. A window may have become another.
            var width = _terminal.CurrentWidth - 1;
            var line = _line!.Of(done, items, _clock.GetElapsedTime(_started), width);
            _error.Write("\r" + line.PadRight(Math.Min(_columns, Math.Max(0, width))));
            _error.Flush();
            _columns = line.Length;
        }
    }

    /// <summary>Writes a line of text, a warning say, without leaving bits of the progress line in it.</summary>
    public void WriteLine(string text)
    {
        lock (_lock)
        {
            Clear();
            _error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Clear();
            _ended = true;
        }
    }

    private void Clear()
    {
        if (_columns > 0)
        {
            _error.Write("\r" + new string(' ', Math.Min(_columns, Math.Max(0, _terminal.CurrentWidth - 1))) + "\r");
            _error.Flush();
            _columns = 0;
        }
    }

    private static (string Verb, string Unit) NameOf(MaintenanceStep step) => step switch
    {
        MaintenanceStep.ReadPages => ("Reading", "pages"),
        MaintenanceStep.ReadPacks => ("Unpacking", "packs"),
        MaintenanceStep.CopyPages => ("Copying", "pages"),
        MaintenanceStep.CopyArticles => ("Copying", "articles"),
        MaintenanceStep.Verify => ("Verifying", "articles"),
        _ => ("Replacing", "files"),
    };
}
