using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Cli.Terminal;

/// <summary>Standard output for data: buffered, UTF-8 without a mark, and aware of a closed pipe.</summary>
internal static class StandardOutput
{
    private const int BufferSize = 16 * 1024;

    /// <summary>With what the message begins where it cannot be written.</summary>
    public const string Name = "Standard output";

    /// <summary>
    /// Opens standard output. Writing to a pipe that nobody reads any more throws (see <see cref="ClosedPipe"/>);
    /// the console's own stream passes over that in silence, and an export to <c>head</c> would go on to its end.
    /// </summary>
    public static Stream Open() => new BufferedStream(new StandardStream(OpenRaw(), Fail), BufferSize);

    private static void Fail(IOException exception) =>
        throw new IOException($"{Name} cannot be written: {exception.Message}", exception.HResult);

    private static Stream OpenRaw()
    {
        if (OperatingSystem.IsWindows())
        {
            if (!Console.IsOutputRedirected)
            {
                // A console of Windows reads bytes in the code page it is set to.
                Console.OutputEncoding = Encoding.UTF8;
            }

            return Console.OpenStandardOutput();
        }

        // In a file a FileStream counts its own place and would leave that of the shell where it was, so that the next
        // program writes over ours.
        try
        {
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (IOException)
        {
            return Console.OpenStandardOutput();
        }
    }
}
