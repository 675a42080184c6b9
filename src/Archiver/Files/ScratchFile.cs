using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

/// <summary>
/// A file with a fixed name that one process has while it works. What a killed process left is taken over; nobody reads it
/// there, and links are not followed.
/// </summary>
internal static class ScratchFile
{
    /// <summary>
    /// A file among the system's temporary ones that nobody else can open, gone when it is closed or the process dies;
    /// null where none can be made.
    /// </summary>
    public static FileStream? TryCreate()
    {
        try
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            };
            if (OperatingSystem.IsWindows())
            {
                return new FileStream(path, options);
            }

            options.Options = FileOptions.None;
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(path, options);
            File.Delete(path);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes the file, empty.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="like">Whose permissions it gets from the first moment on; those of a new file where that is not known.</param>
    /// <param name="mustLock">Whether it is refused where files cannot be locked.</param>
    /// <exception cref="IOException">Another process has it, it cannot be locked, or it is a link or no file at all.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static SafeFileHandle Take(string path, FileStatus like, bool mustLock = false)
    {
        while (true)
        {
            var file = DiskFile.Open(path, FileAccess.ReadWrite, FileMode.OpenOrCreate, like.IsKnown ? like.Permissions : null);
            if (IsTaken(file, path, mustLock))
            {
                file.Dispose();
                throw new IOException("another process is writing it.");
            }

            // It may have been completed or dropped between opening and locking it.
            if (FileStatus.Of(file) is { IsKnown: true } own && !own.IsSameAs(FileStatus.Of(path)))
            {
                file.Dispose();
                continue;
            }

            // What was left has the permissions of then.
            if (RandomAccess.GetLength(file) > 0)
            {
                Drop(file, path);
                continue;
            }

            DiskFile.Protect(file, like);
            return file;
        }
    }

    /// <summary>Closes and deletes it: while it is still locked, so that it is not the next process's that is deleted.</summary>
    public static void Drop(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            file.Dispose();
        }

        try
        {
            File.Delete(path);
        }
        finally
        {
            Unlock(file);
            file.Dispose();
        }
    }

    /// <summary>Gives the lock up: a process that is just being started may have the file open as well, for a moment.</summary>
    public static void Unlock(SafeFileHandle file)
    {
        if (!file.IsClosed)
        {
            DiskFile.Unlock(file);
        }
    }
    private static bool IsTaken(SafeFileHandle file, string path, bool mustLock)
    {
        try
        {
            return !DiskFile.TryLock(file, isShared: false);
        }
        catch (IOException)
        {
            // Some places do not lock.
            if (mustLock)
            {
                Drop(file, path);
                throw;
            }

            return false;
        }
    }
}
