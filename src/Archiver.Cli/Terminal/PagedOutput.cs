using System.Runtime.InteropServices;

namespace Archiver.Cli.Terminal;

/// <summary>
/// Standard output on a terminal. What fits the screen is written to it at the end; what is longer goes to a pager, which
/// is started only then.
/// </summary>
/// <param name="terminal">The terminal.</param>
/// <param name="rows">How many lines it shows.</param>
/// <param name="start">Starts the pager.</param>
internal sealed class PagedOutput(Stream terminal, int rows, Func<PagerProcess> start)
    : StandardStream(terminal, failure => throw failure)
{
    private readonly MemoryStream _held = new();
    private int _lines;
    private bool _hasEnded;
    private PagerProcess? _pager;
    private PosixSignalRegistration? _interrupt;

    /// <summary>
    /// The command that pages, as a shell reads it: <c>$PAGER</c>, else less. Null where there is none, or none is wanted.
    /// </summary>
    public static string? FindPager(Func<string, string?> variable)
    {
        var command = OperatingSystem.IsWindows() ? "" : variable("PAGER") ?? "less -FRX";
        var program = command.Trim().Split(' ')[0];
        if (program is "" or "cat" || variable("TERM") is null or "" or "dumb")
        {
            return null;
        }

        return program.Contains('=') || (program.Contains('/') ? File.Exists(program) : IsInPath()) ? command : null;

        bool IsInPath() => (variable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_pager is not null)
        {
            _pager.Write(buffer);
        }
        else if (_hasEnded)
        {
            base.Write(buffer);
        }
        else
        {
            _held.Write(buffer);
            _lines += buffer.Count((byte)'\n');

            // The last line is for the prompt.
            if (_lines >= rows)
            {
                // Ctrl+C is for the pager.
                _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
                _pager = start();
                WriteHeld(_pager.Write);
            }
        }
    }

    /// <summary>All data is there: shows what was held back, or waits for the reader to leave the pager.</summary>
    public void End()
    {
        _hasEnded = true;
        if (_pager is not null)
        {
            _pager.Dispose();
            _interrupt?.Dispose();
            (_pager, _interrupt) = (null, null);
        }

        WriteHeld(base.Write);
        Inner.Flush();
    }

    private delegate void Writer(ReadOnlySpan<byte> bytes);

    private void WriteHeld(Writer write)
    {
        write(_held.GetBuffer().AsSpan(0, (int)_held.Length));
        _held.SetLength(0);
    }
}
