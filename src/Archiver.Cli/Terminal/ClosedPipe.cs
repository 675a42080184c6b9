namespace Archiver.Cli.Terminal;

/// <summary>
/// Recognises that whoever read our output has left, as <c>head</c> does when it has enough: that is no failure, and
/// the program ends without a word. .NET ignores SIGPIPE, so it shows as an exception of the next write.
/// </summary>
internal static class ClosedPipe
{
    /// <summary>EPIPE: the same number on Linux, macOS and the BSDs.</summary>
    private const int BrokenPipe = 32;

    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    public static bool IsCauseOf(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is WindowsBrokenPipe or WindowsNoData
        : exception.HResult == BrokenPipe;
}
