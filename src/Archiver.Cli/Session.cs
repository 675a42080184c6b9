using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;

namespace Archiver.Cli;

/// <summary>What a command talks to: streams, terminals, environment and signals. Tests give it their own.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>In characters. Most answers are short, and memory that is new to a process takes longer than to write more often.</summary>
    private const int TextBufferSize = 4 << 10;

    private readonly CancellationTokenSource _cancelled = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private TextWriter? _text;

    /// <summary>Opens standard input; the caller closes the stream.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Whether a person can answer a question.</summary>
    public required Func<bool> InputIsTerminal { get; init; }

    /// <summary>Where data goes; nothing else does.</summary>
    public required Stream Output { get; set; }

    /// <summary>Where everything else goes: progress, warnings, summaries for people.</summary>
    public required TextWriter Error { get; init; }

    public required TerminalInfo OutputTerminal { get; set; }

    public required TerminalInfo ErrorTerminal { get; set; }

    /// <summary>The environment. What is set to nothing has the empty text.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Where names without a folder lead: empty for the current folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whether nothing but errors and warnings is said.</summary>
    public bool IsQuiet { get; set; }

    public TimeProvider Clock { get; init; } = new SystemClock();

    /// <summary>Writes text to <see cref="Output"/>, in UTF-8; it is there once this is flushed.</summary>
    public TextWriter Text =>
        _text ??= new StreamWriter(Output, new UTF8Encoding(false), TextBufferSize, leaveOpen: true);

    public static Session OfProcess()
    {
        StandardStreams.FillClosed();
        StandardStreams.SurviveFileLimit();
        return new()
        {
            OpenInput = Console.OpenStandardInput,
            InputIsTerminal = () => !Console.IsInputRedirected,
            Output = StandardOutput.Open(),
            Error = StandardError.Open(),
            OutputTerminal = TerminalInfo.OfOutput(),
            ErrorTerminal = TerminalInfo.OfError(),
            Variable = ProcessBytes.Variable,
        };
    }

    /// <summary>
    /// From now on Ctrl+C and a request to end cancel this token, and the command ends itself. Who asks twice does not
    /// want to wait for that: the second time ends the process.
    /// </summary>
    public CancellationToken CancelOnSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = !_cancelled.IsCancellationRequested;
                _cancelled.Cancel();
            }));
        }

        return _cancelled.Token;
    }

    /// <summary>An error or a warning, for the person at the terminal.</summary>
    public void Complain(string message) => WriteLines($"archiver: {VisibleText.Of(message)}", "");

    /// <summary>What is good to know and no data: a summary, say.</summary>
    /// <param name="message">A line, which on a terminal is broken between words.</param>
    /// <param name="indent">What stands before it and before each line that goes on.</param>
    public void Say(string message, string indent = "")
    {
        if (!IsQuiet)
        {
            SayAnyway(message, indent);
        }
    }

    /// <summary>Says it even with <c>--quiet</c>, which else leaves only errors and warnings.</summary>
    public void SayAnyway(string message, string indent = "") => WriteLines(VisibleText.Of(message), indent);

    /// <summary>That a command waits for a lock, and who holds it.</summary>
    public void SayWaiting(string file, string holder) => Say($"Waiting for {holder}, to use {file}…");

    /// <summary>Complains of data that has been written: where both go to one terminal, the data comes first.</summary>
    public void ComplainAfterData(string message)
    {
        Flush();
        Complain(message);
    }

    /// <summary>Says something of data that has been written, in the same order.</summary>
    public void SayAfterData(string message)
    {
        Flush();
        Say(message);
    }

    /// <summary>Does as the options of every verb say.</summary>
    public void Apply(ParseResult parsed)
    {
        IsQuiet = parsed.GetValue(SharedOptions.Quiet);
        if (IsQuiet)
        {
            ErrorTerminal = ErrorTerminal with { IsTerminal = false };
        }

        if (OutputTerminal.IsTerminal && !parsed.GetValue(SharedOptions.NoPager) && PagedOutput.FindPager(Variable) is { } pager)
        {
            Output = new PagedOutput(Output, WindowWidth.RowsOfTerminal(), () => new PagerProcess(pager));
        }

        if (parsed.GetValue(SharedOptions.Color) is { } color and not "auto")
        {
            OutputTerminal = OutputTerminal with
            {
                Color = color == SharedOptions.Always,
                Links = OutputTerminal.Links && color == SharedOptions.Always,
            };
        }
    }

    /// <summary>Sends all data on its way. A command has succeeded only when this has.</summary>
    /// <exception cref="IOException">Standard output cannot be written.</exception>
    public void Flush()
    {
        _text?.Flush();
        Output.Flush();
        (Output as PagedOutput)?.End();
    }

    /// <summary>A full line makes some terminals begin the next.</summary>
    private void WriteLines(string text, string indent)
    {
        var width = Math.Max(1, ErrorTerminal.Width - 1 - indent.Length);
        foreach (var line in ErrorTerminal.IsTerminal ? TextLayout.Wrap(text, width) : [text])
        {
            Error.WriteLine(indent + line);
        }
    }

    /// <summary>From now on they end the process again.</summary>
    public void ReleaseSignals()
    {
        _signals.ForEach(signal => signal.Dispose());
        _signals.Clear();
    }

    public void Dispose()
    {
        ReleaseSignals();
        (Output as PagedOutput)?.End();
        _cancelled.Dispose();
    }
}
