using Archiver.Articles;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

/// <summary>
/// The files beside an archive: its locks, its log, what an import keeps aside. They hold what the archive holds, so who
/// may not read the archive may not read them; and nobody else put them there.
/// </summary>
internal static class CompanionFile
{
    private const int LongestBeginning = 64;

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

    /// <summary>
    /// How a file begins, to tell whether it is one of an archive's own, which may be overwritten. A file that is not, such
    /// as another archive, must not be.
    /// </summary>
    /// <returns>Null where none is there, or an empty one, or one of zeros, as a power cut leaves them.</returns>
    public static byte[]? BeginningOf(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = DiskFile.Open(path, FileAccess.Read);
        var beginning = new byte[LongestBeginning];
        beginning = beginning[..RandomAccess.Read(file, beginning, 0)];
        return beginning.AsSpan().IndexOfAnyExcept((byte)0) < 0 ? null : beginning;
    }

    /// <summary>What to say of a file in the place of an archive's own that somebody else put there.</summary>
    public static ArchiverException Foreign(string path, string archive) => new(Failure.NotWritable,
        $"{path} is where a file of {archive}'s own belongs, but it is something else. It was left as it is: "
            + "move it away, or use another archive.");
}
