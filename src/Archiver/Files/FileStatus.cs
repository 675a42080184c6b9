using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

/// <summary>
/// What the system says of a file. Neither .NET nor opening it tells all of this: to open a pipe is to wait for its other
/// end. On systems other than Linux nothing is known.
/// </summary>
internal readonly partial record struct FileStatus
{
    private const int CurrentFolder = -100;
    private const int OfOpenFile = 0x1000;
    private const uint Basic = 0x07FF;

    private const int TypeMask = 0xF000;

    private readonly ushort _mode;

    private FileStatus(ReadOnlySpan<byte> status)
    {
        IsKnown = true;
        Links = BinaryPrimitives.ReadUInt32LittleEndian(status[16..]);
        Owner = BinaryPrimitives.ReadUInt32LittleEndian(status[20..]);
        Group = BinaryPrimitives.ReadUInt32LittleEndian(status[24..]);
        _mode = BinaryPrimitives.ReadUInt16LittleEndian(status[28..]);
        Number = BinaryPrimitives.ReadUInt64LittleEndian(status[32..]);
        Device = BinaryPrimitives.ReadUInt64LittleEndian(status[136..]);
    }

    /// <summary>Whether there is such a file, and a system that tells of it.</summary>
    public bool IsKnown { get; }

    /// <summary>How many names the file has.</summary>
    public uint Links { get; }

    public uint Owner { get; }

    public uint Group { get; }

    /// <summary>Who may read and write it: nine bits.</summary>
    public uint Permissions => (uint)_mode & 0x1FF;

    /// <summary>Its number on its device (inode).</summary>
    public ulong Number { get; }

    public ulong Device { get; }

    public bool IsFile => (_mode & TypeMask) == 0x8000;

    public bool IsPipe => (_mode & TypeMask) == 0x1000;

    public bool IsDevice => (_mode & TypeMask) is 0x2000 or 0x6000;

    public bool IsSocket => (_mode & TypeMask) == 0xC000;

    /// <summary>What it is, in words.</summary>
    public string Kind =>
        IsPipe ? "a pipe" : IsDevice ? "a device" : IsSocket ? "a socket" : IsFile ? "a file" : "a folder";

    /// <summary>Of what a path leads to, through links.</summary>
    public static FileStatus Of(string path) => Of(CurrentFolder, path, 0);

    public static FileStatus Of(SafeFileHandle file)
    {
        var isReferenced = false;
        try
        {
            file.DangerousAddRef(ref isReferenced);
            return Of((int)file.DangerousGetHandle(), "", OfOpenFile);
        }
        finally
        {
            if (isReferenced)
            {
                file.DangerousRelease();
            }
        }
    }

    /// <summary>Whether both are one file.</summary>
    public bool IsSameAs(FileStatus other) => Number == other.Number && Device == other.Device;

    private static FileStatus Of(int folder, string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
        {
            return default;
        }

        // The one call about a file whose result has the same layout on every processor.
        Span<byte> status = stackalloc byte[256];
        try
        {
            return Status(folder, path, flags, Basic, status) == 0 ? new FileStatus(status) : default;
        }
        catch (EntryPointNotFoundException)
        {
            return default;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<byte> status);
}
