using System.Runtime.InteropServices;

namespace Archiver.Files;

/// <summary>
/// Files that have no name until all is in them: what a kill or a full disk leaves of one is nothing. It is less work for
/// the system than to give a file another name, but Linux alone has such files, and not in every file system.
/// </summary>
internal static partial class NamelessFile
{
    private const int CurrentFolder = -100;
    private const int OfOpenFile = 0x1000;
    private const int FollowLink = 0x400;
    private const int WriteOnly = 0x1;
    private const int CloseOnExecute = 0x80000;
    private const int Nameless = 0x400000;

    /// <summary>It has another value on ARM.</summary>
    private static readonly int IsFolder = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    /// <summary>Makes a whole file where none is.</summary>
    /// <param name="folder">Its folder, which is there.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">All of it.</param>
    /// <returns>
    /// False where nothing was made: something has that name, or it cannot be made so. Any other way will do it or say why not.
    /// </returns>
    public static bool TryMake(string folder, string path, ReadOnlySpan<byte> content)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var file = Open(folder, WriteOnly | CloseOnExecute | Nameless | IsFolder, 0x1B6);
        if (file < 0)
        {
            return false;
        }

        try
        {
            for (nint written; !content.IsEmpty; content = content[(int)written..])
            {
                written = Write(file, content, content.Length);
                if (written <= 0)
                {
                    return false;
                }
            }

            // Older systems let only the first user name a file by its handle.
            return Link(file, "", CurrentFolder, path, OfOpenFile) == 0
                || Link(CurrentFolder, $"/proc/self/fd/{file}", CurrentFolder, path, FollowLink) == 0;
        }
        finally
        {
            _ = Close(file);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int file, ReadOnlySpan<byte> content, nint length);

    [LibraryImport("libc", EntryPoint = "linkat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(int fromFolder, string from, int toFolder, string to, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
