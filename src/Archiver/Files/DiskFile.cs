using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

/// <summary>
/// What .NET does not do with files, or does without a look at the result: its sync swallows failures, its locks are
/// silently none where the system has none, and it follows links and waits for the other end of a pipe.
/// </summary>
internal static partial class DiskFile
{
    private const int Interrupted = 4;
    private const int WouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int TooManyLinks = 40;
    private const int IsAFolder = 21;
    private const int MacFullSync = 51;

    private const int LockShared = 1;
    private const int LockExclusive = 2;
    private const int LockAtOnce = 4;
    private const int LockNone = 8;

    /// <summary>
    /// On Windows a lock is of bytes, which nobody else can read: of one that no file has. The place stands in the last
    /// four of these bytes but eight.
    /// </summary>
    private static ReadOnlySpan<byte> LockPlace =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private const int ReadWrite = 0x2;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int AtOnce = 0x800;
    private const int CloseOnExecute = 0x80000;

    /// <summary>Two of the flags have other values on ARM.</summary>
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    private static readonly int FollowNoLink = IsArm ? 0x8000 : 0x20000;
    private static readonly int IsFolder = IsArm ? 0x4000 : 0x10000;

    /// <summary>
    /// Opens a file that must be one: a link at this place is not followed, and a pipe or device is refused, not waited for.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="access">To read only, or also to write.</param>
    /// <param name="mode">Whether it may, or must, be made.</param>
    /// <param name="permissions">Of a file that is made; null for those that the user's files have.</param>
    /// <exception cref="IOException">It cannot be opened, or is something else.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static SafeFileHandle Open(
        string path, FileAccess access, FileMode mode = FileMode.Open, uint? permissions = null)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new FileInfo(path).LinkTarget is null
                ? File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete)
                : throw IsLink(path);
        }

        var flags = (access == FileAccess.Read ? 0 : ReadWrite) | FollowNoLink | CloseOnExecute | AtOnce | mode switch
        {
            FileMode.CreateNew => Create | Exclusive,
            FileMode.OpenOrCreate => Create,
            _ => 0,
        };
        var opened = Retried(() => OpenFile(path, flags, permissions ?? 0x1B6));
        if (opened < 0)
        {
            var reason = Failure($"'{path}' cannot be opened");
            throw Marshal.GetLastPInvokeError() == TooManyLinks ? IsLink(path)
                : Marshal.GetLastPInvokeError() == IsAFolder ? IsOther(path, "a folder")

                // A file that would have been made can only lack its folder.
                : reason is FileNotFoundException && mode != FileMode.Open ? new DirectoryNotFoundException(reason.Message) : reason;
        }

        var file = Regular(opened, path);
        if (access != FileAccess.Read && FileStatus.Of(file) is { IsKnown: true, Links: > 1 })
        {
            file.Dispose();
            throw new IOException(
                $"'{path}' has a second name (a hard link), where a file of the archive's own belongs. Move it away.");
        }

        return Placed(file);
    }

    /// <summary>
    /// Opens an archive, through links too. While it is open it is locked, so that no backup replaces it. That it cannot be
    /// is no failure, as it is for .NET: a draft is locked by its maker until after it has its name.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened, or is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static SafeFileHandle OpenArchive(string path, FileAccess access)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Placed(File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete));
        }

        var flags = (access == FileAccess.Read ? 0 : ReadWrite) | CloseOnExecute | AtOnce;
        var opened = Retried(() => OpenFile(path, flags, 0));
        var file = opened < 0 ? throw Failure($"'{path}' cannot be opened") : Placed(Regular(opened, path));
        _ = LockFile(file, LockShared | LockAtOnce);
        return file;
    }

    /// <summary>
    /// .NET asks once whether a file can be read at any place, and takes a failure of the disk for a no: then it would read
    /// on from where it was last, wherever it is asked to.
    /// </summary>
    /// <exception cref="IOException">The disk did not say yes.</exception>
    public static SafeFileHandle Placed(SafeFileHandle file)
    {
        try
        {
            _ = RandomAccess.GetLength(file);
            return file;
        }
        catch (NotSupportedException exception)
        {
            file.Dispose();
            throw new IOException("the disk does not say how long the file is.", exception);
        }
    }

    /// <summary>Opens a file that nobody else has open, to write it and to read it again.</summary>
    public static FileStream OpenAlone(string path, FileMode mode, FileOptions options = FileOptions.None) =>
        new(Placed(File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.None, options)), FileAccess.ReadWrite, 64 << 10);

    /// <summary>Returns when the disk has what was written to a file.</summary>
    /// <exception cref="IOException">It may not have it: what was written since the last sync may be lost.</exception>
    public static void Sync(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (Retried(() => OperatingSystem.IsMacOS() ? Control(file, MacFullSync) : SyncFile(file)) < 0)
        {
            throw Failure("the disk does not confirm what was written");
        }
    }

    /// <summary>Returns when the disk has the names in the folder of a file: what was made there, and what was renamed.</summary>
    /// <exception cref="IOException">It may not have them.</exception>
    public static void SyncFolderOf(string path)
    {
        if (!OperatingSystem.IsLinux() || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder)
        {
            return;
        }

        // A folder that may be written but not read cannot be opened, and some file systems do not sync folders.
        var opened = Retried(() => OpenFile(folder, IsFolder | CloseOnExecute, 0));
        if (opened < 0)
        {
            return;
        }

        using var handle = new SafeFileHandle(opened, ownsHandle: true);
        if (Retried(() => SyncFile(handle)) < 0 && Marshal.GetLastPInvokeError() is not (22 or 38 or 95))
        {
            throw Failure($"the disk does not confirm the names in '{folder}'");
        }
    }

    /// <summary>Locks a file, for as long as it is open.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isShared">Whether others may lock it so as well.</param>
    /// <returns>Whether it could be: somebody else may have locked it.</returns>
    /// <exception cref="IOException">Files cannot be locked there.</exception>
    public static bool TryLock(SafeFileHandle file, bool isShared)
    {
        if (OperatingSystem.IsWindows())
        {
            Span<byte> place = stackalloc byte[LockPlace.Length];
            LockPlace.CopyTo(place);
            return LockFileOfWindows(file, isShared ? 1u : 3u, 0, 1, 0, place);
        }

        if (Retried(() => LockFile(file, (isShared ? LockShared : LockExclusive) | LockAtOnce)) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() is WouldBlock or MacWouldBlock
            ? false
            : throw Failure("it cannot be locked");
    }

    /// <summary>Gives up a lock, whoever has the file open as well.</summary>
    public static void Unlock(SafeFileHandle file)
    {
        // Windows does so when the file is closed.
        if (!OperatingSystem.IsWindows())
        {
            _ = LockFile(file, LockNone);
        }
    }

    /// <summary>Gives a file the permissions, and as far as one may the owner, of another.</summary>
    public static void Protect(SafeFileHandle file, FileStatus like)
    {
        if (!like.IsKnown || FileStatus.Of(file) is not { IsFile: true } now)
        {
            return;
        }

        // Neither is worth a failure: a file of somebody else keeps what it has.
        if (now.Owner != like.Owner || now.Group != like.Group)
        {
            _ = ChangeOwner(file, like.Owner, like.Group);
        }

        if (now.Permissions != like.Permissions)
        {
            _ = ChangeMode(file, like.Permissions);
        }
    }

    private static SafeFileHandle Regular(int opened, string path)
    {
        var file = new SafeFileHandle(opened, ownsHandle: true);
        if (FileStatus.Of(file) is { IsKnown: true, IsFile: false } status)
        {
            file.Dispose();
            throw IsOther(path, status.Kind);
        }

        return file;
    }

    private static IOException IsOther(string path, string kind) =>
        new($"'{path}' is {kind}, where a file belongs. Move it away.");

    private static IOException IsLink(string path) =>
        new($"'{path}' is a link, where a file of the archive's own belongs. Move it away.");

    private static Exception Failure(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        var message = $"{what}: {Marshal.GetPInvokeErrorMessage(error)}.";
        return error switch
        {
            1 or 13 => new UnauthorizedAccessException(message),
            2 => new FileNotFoundException(message),
            20 => new DirectoryNotFoundException(message),
            _ => new IOException(message, error),
        };
    }

    private static int Retried(Func<int> call)
    {
        int result;
        do
        {
            result = call();
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);

        return result;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncFile(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockFile(SafeFileHandle file, int operation);

    [LibraryImport("kernel32", EntryPoint = "LockFileEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LockFileOfWindows(
        SafeFileHandle file, uint flags, uint reserved, uint low, uint high, Span<byte> place);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int ChangeMode(SafeFileHandle file, uint mode);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle file, uint owner, uint group);
}
