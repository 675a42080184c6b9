using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Cli.Terminal;

/// <summary>Keeps the numbers of the standard streams for the standard streams.</summary>
internal static class StandardStreams
{
    private const int LastNumber = 2;

    /// <summary>SIGXFSZ.</summary>
    private const int FileLimitSignal = 25;

    private const nint IgnoreSignal = 1;

    private static readonly List<SafeFileHandle> Held = [];

    /// <summary>
    /// Fills the places of the streams that the shell has closed (<c>&gt;&amp;-</c>). Otherwise the next file that is
    /// opened, the archive say, gets the number, and what is meant for a person is written into it. To be called before
    /// any file is opened. Standard input becomes an empty one. In the place of the others stands a folder: it cannot be
    /// written, not even by who opens it again by the name <c>/dev/stdout</c>.
    /// </summary>
    public static void FillClosed()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/dev/null"))
        {
            return;
        }

        while (true)
        {
            var number = Open("/dev/null", flags: 0);
            if (number is > 0 and <= LastNumber)
            {
                _ = Close(number);
                number = Open("/", flags: 0);
            }

            var handle = new SafeFileHandle(number, ownsHandle: true);
            if (number is < 0 or > LastNumber)
            {
                handle.Dispose();
                return;
            }

            Held.Add(handle);
        }
    }

    /// <summary>
    /// A file that grows beyond what the shell allows (<c>ulimit -f</c>) is a failure to write, which is explained and
    /// has its exit code. The system's own way is to kill the process.
    /// </summary>
    public static void SurviveFileLimit()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            _ = SetSignal(FileLimitSignal, IgnoreSignal);
        }
    }

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int number);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint SetSignal(int signal, nint action);
}
