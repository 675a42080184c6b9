using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents.Pages;

namespace Archiver.Upkeep;

/// <summary>Whether a backup may be written to a place.</summary>
internal static class BackupPlace
{
    /// <summary>Refuses what must not be replaced, and keeps other processes from opening what may.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="archive">The archive's file.</param>
    /// <param name="replace">Whether a file that is there may be replaced; null where nothing can be told to do so.</param>
    /// <returns>What keeps them; null where no file is there.</returns>
    public static IDisposable? Reserve(string file, string archive, bool? replace)
    {
        var place = RealPath.Of(file);
        if (ArchiveFiles.FilesOf(archive).Any(own => RealPath.Of(own) == place))
        {
            throw new ArchiverException(Failure.General,
                $"{file} is the archive or belongs to it, and would be overwritten. Name another file.");
        }

        if (ArchiveFiles.OwnerOf(place, ArchiveFormat.IsArchive) is { } owner)
        {
            throw new ArchiverException(Failure.General,
                $"{file} is the name of a file that belongs to the archive {owner}. Name another file.");
        }

        if (Directory.Exists(place))
        {
            throw new ArchiverException(Failure.NotWritable, $"{file} is a folder. Name a file in it.");
        }

        // A reader of the backup would take it for the backup's.
        if (new FileInfo(ArchiveFiles.LogPath(place)) is { Exists: true, Length: > 0 } log)
        {
            throw new ArchiverException(Failure.General, $"{log.FullName} is the log of another archive at {file}. "
                + "Move it away, or name another file.");
        }

        return !FileFailure.IsThere(place) ? null
            : replace == true ? Hold(file, place)
            : throw new ArchiverException(Failure.General,
                $"{file} exists. Name another file{(replace is null ? "" : ", or replace it with --force")}.");
    }

    private static FileStream Hold(string file, string place)
    {
        FileStream held;
        try
        {
            held = new FileStream(place, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException exception) when (DiskError.IsSharingViolation(exception))
        {
            throw new ArchiverException(Failure.Busy,
                $"{file} is open, by this process as the archive or by another. Name another file, or try again.", exception);
        }

        if (!held.CanSeek)
        {
            held.Dispose();
            throw new ArchiverException(Failure.General, $"{file} is a pipe. Name a file.");
        }

        return held;
    }
}
