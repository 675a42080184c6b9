using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

/// <summary>Calls of Linux, by names of any bytes (<see cref="SystemName"/>).</summary>
internal static class UnixFile
{
    private const int CurrentFolder = -100;
    private const int NotThroughLinks = 0x100;
    private const uint TypeAndLength = 0x0001 | 0x0200;
    private const int ModeAt = 28;
    private const int LengthAt = 40;
    private const int CloseOnExecute = 0x80000;
    private const int NotPermitted = 1, NoEntry = 2, NoAccess = 13, NoFolder = 20;

    /// <summary>What a path, or what the links there lead to, is; and how long, where it is a file.</summary>
    public static (FileKind Kind, long? Length) Status(string path, bool followLinks = true)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (FileKind.File, null);
        }

        // The one call about a file whose result has the same layout on every processor.
        var status = new byte[256];
        try
        {
            if (Status(CurrentFolder, SystemName.Encode(path), followLinks ? 0 : NotThroughLinks, TypeAndLength, status) != 0)
            {
                return (FileKind.File, null);
            }
        }
        catch (EntryPointNotFoundException)
        {
            return (FileKind.File, null);
        }

        return (BitConverter.ToUInt16(status, ModeAt) & 0xF000) switch
        {
            0x1000 => (FileKind.Pipe, null),
            0x2000 or 0x6000 => (FileKind.Device, null),
            0x4000 => (FileKind.Folder, null),
            0xA000 => (FileKind.Link, null),
            0xC000 => (FileKind.Socket, null),
            _ => (FileKind.File, BitConverter.ToInt64(status, LengthAt)),
        };
    }

    /// <summary>Opens a file to read.</summary>
    /// <exception cref="IOException">It cannot be opened; or <see cref="UnauthorizedAccessException"/>.</exception>
    public static FileStream Open(string path)
    {
        var number = Open(SystemName.Encode(path), CloseOnExecute);
        return number < 0 ? throw Failure(Marshal.GetLastPInvokeError())
            : new FileStream(new SafeFileHandle(number, ownsHandle: true), FileAccess.Read, bufferSize: 1);
    }

    public static Exception Failure(int error) => error switch
    {
        NoEntry or NoFolder => new FileNotFoundException(),
        NotPermitted or NoAccess => new UnauthorizedAccessException(),
        _ => new IOException(Marshal.GetPInvokeErrorMessage(error), error),
    };

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(int folder, byte[] path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);
}
