using System.Runtime.InteropServices;

namespace Archiver.Inputs;

/// <summary>What stands under a path. Neither .NET nor opening it tells: opening a pipe waits for somebody to write.</summary>
internal enum FileKind
{
    /// <summary>A file, or something that only the attempt to open it can tell.</summary>
    File,
    Pipe,
    Device,
    Socket,
}

internal static class FileKinds
{
    private const int CurrentFolder = -100;
    private const uint TypeMask = 0x0001;
    private const int ModeAt = 28;

    /// <summary>What a path, or what the links there lead to, is.</summary>
    public static FileKind Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return FileKind.File;
        }

        // The one call about a file whose result has the same layout on every processor.
        var status = new byte[256];
        try
        {
            if (Status(CurrentFolder, path, 0, TypeMask, status) != 0)
            {
                return FileKind.File;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return FileKind.File;
        }

        return (BitConverter.ToUInt16(status, ModeAt) & 0xF000) switch
        {
            0x1000 => FileKind.Pipe,
            0x2000 or 0x6000 => FileKind.Device,
            0xC000 => FileKind.Socket,
            _ => FileKind.File,
        };
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] status);
}
