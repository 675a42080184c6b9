using System.Runtime.InteropServices;

namespace Archiver.Cli.Terminal;

/// <summary>
/// How wide the terminal is. On Linux the system is asked itself: .NET's console would first switch the keys of the
/// terminal to another mode, and leave them there.
/// </summary>
internal static class WindowWidth
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const nuint GetWindowSize = 0x5413;

    private const int UsualRows = 24;

    /// <summary>In lines.</summary>
    public static int RowsOfTerminal()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Console.WindowHeight;
        }

        return ControlDevice(StandardOutput, GetWindowSize, out var size) == 0 && size.Rows > 0 ? size.Rows : UsualRows;
    }

    /// <summary>In columns; 0 where the terminal does not know.</summary>
    public static int OfTerminal()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Console.WindowWidth;
        }

        return ControlDevice(StandardOutput, GetWindowSize, out var size) == 0
            || ControlDevice(StandardError, GetWindowSize, out size) == 0 ? size.Columns : 0;
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int ControlDevice(int file, nuint request, out Size size);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Size
    {
        public readonly ushort Rows;
        public readonly ushort Columns;
        public readonly ushort Width;
        public readonly ushort Height;
    }
}
