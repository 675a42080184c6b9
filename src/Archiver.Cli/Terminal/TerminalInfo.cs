using System.Globalization;

namespace Archiver.Cli.Terminal;

/// <summary>What text is written to: a terminal of some width, or a pipe or file, where width and colour are moot.</summary>
/// <param name="IsTerminal">Whether a person sees the text as it is written.</param>
/// <param name="Width">The columns of a line.</param>
/// <param name="Color">Whether escape sequences may be written to set text off.</param>
internal sealed record TerminalInfo(bool IsTerminal, int Width, bool Color)
{
    public const int FallbackWidth = 80;

    /// <summary>Asks the terminal how wide it is now; null where that does not change.</summary>
    public Func<int>? Measure { get; init; }

    /// <summary>Whether text may be a link (OSC 8).</summary>
    public bool Links { get; init; }

    /// <summary>The columns of a line, of a window that somebody may have made narrower since.</summary>
    public int CurrentWidth => Measure?.Invoke() is > 0 and var now ? now : Width;

    public static readonly TerminalInfo Pipe = new(IsTerminal: false, FallbackWidth, Color: false);

    public static TerminalInfo OfOutput() =>
        Find(Console.IsOutputRedirected, Environment.GetEnvironmentVariable, () => WindowWidth.OfTerminal());

    public static TerminalInfo OfError() =>
        Find(Console.IsErrorRedirected, Environment.GetEnvironmentVariable, () => WindowWidth.OfTerminal());

    /// <param name="redirected">Whether the stream is something else than a terminal.</param>
    /// <param name="variable">The environment: <c>COLUMNS</c>, <c>NO_COLOR</c>, <c>TERM</c>.</param>
    /// <param name="width">Asks the console; it may throw or give nonsense.</param>
    public static TerminalInfo Find(bool redirected, Func<string, string?> variable, Func<int> width)
    {
        if (redirected)
        {
            return Pipe;
        }

        // A console of Windows shows escape sequences as they are unless it is told otherwise; where TERM is set,
        // there is something that understands them.
        var term = variable("TERM");
        var color = string.IsNullOrEmpty(variable("NO_COLOR")) && !string.IsNullOrEmpty(term) && term != "dumb";
        return new TerminalInfo(IsTerminal: true, FindWidth(variable("COLUMNS"), width), color)
        {
            Measure = variable("COLUMNS") is { Length: > 0 } ? null : width,
            Links = color && TerminalLinks.AreShown(variable),
        };
    }

    private static int FindWidth(string? columns, Func<int> width)
    {
        if (int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out var stated) && stated > 0)
        {
            return stated;
        }

        try
        {
            return width() is > 0 and var found ? found : FallbackWidth;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException)
        {
            return FallbackWidth;
        }
    }
}
