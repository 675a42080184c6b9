using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

/// <summary>
/// The files beside an archive: its locks, its log, what an import keeps aside. They hold what the archive holds, so who
/// may not read the archive may not read them; and nobody else put them there.
/// </summary>
internal static class CompanionFile
{
    /// <summary>Opens a file beside an archive. One that is made has the archive's permissions.</summary>
    /// <param name="path">The file.</param>
    /// <param name="archive">The archive's file, if it is there already.</param>
    /// <param name="mode">Whether it may be made.</param>
    /// <param name="access">What for.</param>
    /// <exception cref="IOException">It cannot be opened, or is a link or no file at all.</exception>
    public static SafeFileHandle Open(
        string path, string archive, FileMode mode, FileAccess access = FileAccess.ReadWrite)
    {
        var file = DiskFile.Open(path, access, mode);
        DiskFile.Protect(file, FileStatus.Of(archive));
        return file;
    }
}
