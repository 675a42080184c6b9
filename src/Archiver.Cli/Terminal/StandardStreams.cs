using Microsoft.Win32.SafeHandles;

namespace Archiver.Cli.Terminal;

/// <summary>Keeps the numbers of the standard streams for the standard streams.</summary>
internal static class StandardStreams
{
    private const int LastNumber = 2;

    private static readonly List<SafeFileHandle> Held = [];

    /// <summary>
    /// Fills the places of the streams that the shell has closed (<c>&gt;&amp;-</c>). Otherwise the next file that is
    /// opened, the archive say, gets the number, and what is meant for a person is written into it. To be called before
    /// any file is opened. What fills a place can only be read, and is empty: writing there fails as it should.
    /// </summary>
    public static void FillClosed()
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/dev/null"))
        {
            return;
        }

        while (true)
        {
            var handle = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (handle.DangerousGetHandle() > LastNumber)
            {
                handle.Dispose();
                return;
            }

            Held.Add(handle);
        }
    }
}
