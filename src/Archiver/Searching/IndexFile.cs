using System.Diagnostics;
using Archiver.Articles;
using Archiver.Files;
using Archiver.Searching.Sqlite;
using Archiver.Store.Documents;

namespace Archiver.Searching;

/// <summary>
/// The file of an index. A new index is made beside its place and renamed when it is complete; a few changes are made in
/// place, in a transaction of SQLite. Only one process at a time does either. Where the file cannot be used, an index is
/// made that is thrown away afterwards.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="wait">How long to wait for another process that changes it.</param>
/// <param name="database">The archive.</param>
/// <param name="builder">Knows what must be in the index.</param>
/// <param name="complain">Told what takes longer than it should, and why.</param>
internal sealed class IndexFile(string path, LockWait wait, Database database, IndexBuilder builder, Action<string> complain)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The index if it is there, intact as far as one can see, and up to date; a transaction is begun.</summary>
    public SearchIndex? TryOpenCurrent()
    {
        try
        {
            return OpenExisting() is not { } index ? null : Keep(index, builder.IsCurrent(index.ReadStamp()));
        }
        catch (Exception exception) when (IsOfFile(exception) || (exception is ArchiverException && SqliteLibrary.Problem is not null))
        {
            return null;
        }
    }

    /// <summary>Whether an index shows the state of the archive that is read.</summary>
    public bool IsCurrent(SearchIndex index) => builder.IsCurrent(index.ReadStamp());

    /// <summary>The index up to date, in whatever way.</summary>
    /// <param name="mayBeOutdated">Whether there may be none.</param>
    /// <returns>Null where it shows a later state of the archive, which has changed since this reader opened it.</returns>
    public SearchIndex? Open(bool mayBeOutdated)
    {
        try
        {
            if (OpenExisting() is { } index)
            {
                var stamp = index.ReadStamp();
                if (Keep(index, builder.IsCurrent(stamp)) is { } current)
                {
                    return current;
                }

                if (mayBeOutdated && stamp is not null && stamp.IsBeyond(builder.Now) && database.HasChangedSince)
                {
                    return null;
                }
            }

            return MakeCurrent();
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            return Replace(exception);
        }
    }

    /// <summary>Another index, for one that failed.</summary>
    public SearchIndex Replace(Exception why)
    {
        if (why is SqliteException { IsOfDamage: true })
        {
            complain($"{path} is damaged and is made anew.");
            try
            {
                using var alone = LockOut();
                return Build();
            }
            catch (Exception exception) when (IsOfFile(exception))
            {
                why = exception;
            }
        }

        var reason = (why as SqliteException)?.Reason ?? FileFailure.Reason(why);
        complain($"{path} cannot be used, so that this takes longer: {reason}");
        var index = new SearchIndex("", wait.Time);
        builder.Fill(index);
        return index;
    }

    private SearchIndex MakeCurrent()
    {
        using var alone = LockOut();
        if (OpenExisting() is { } index)
        {
            try
            {
                if (Keep(index, builder.IsCurrent(index.ReadStamp())) is { } current)
                {
                    // Another process made it while this one waited.
                    return current;
                }

                index = OpenExisting()!;
                index.Commit();
                if (builder.Update(index))
                {
                    index.Begin(toWrite: false);
                    return index;
                }
            }
            catch
            {
                index.Dispose();
                throw;
            }

            index.Dispose();
        }

        return Build();
    }

    private SearchIndex Build()
    {
        // Made here and not by SQLite: no link in its place is followed, and it has the archive's permissions from the start.
        RequireOwn(ArchiveFiles.NewIndex(path), SqlitePages.IsBeginning);
        RequireOwn(ArchiveFiles.IndexJournal(path), SqlitePages.IsBeginningOfJournal);
        File.Delete(ArchiveFiles.NewIndex(path));
        var archive = FileStatus.Of(database.Location);
        uint? permissions = archive.IsKnown ? archive.Permissions : null;
        using (var file = DiskFile.Open(
            ArchiveFiles.NewIndex(path), FileAccess.ReadWrite, FileMode.CreateNew, permissions))
        {
            DiskFile.Protect(file, archive);
        }

        try
        {
            using var index = new SearchIndex(ArchiveFiles.NewIndex(path), wait.Time);
            builder.Fill(index);
        }
        catch
        {
            File.Delete(ArchiveFiles.NewIndex(path));
            throw;
        }

        // What is left of changes to the old file must not be taken for changes to this one.
        File.Delete(ArchiveFiles.IndexJournal(path));
        File.Move(ArchiveFiles.NewIndex(path), path, overwrite: true);
        return OpenExisting() ?? throw new IOException("It was there a moment ago.");
    }

    private SearchIndex? OpenExisting()
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path) ? throw new IOException("It is a folder.")
                : new FileInfo(path).LinkTarget is not null ? throw Foreign("it is a link")
                : null;
        }

        if (!IsFile(path) || (Path.Exists(ArchiveFiles.IndexJournal(path)) && !IsFile(ArchiveFiles.IndexJournal(path))))
        {
            throw Foreign("it is a link, a pipe or a device, or such a thing is in its journal's place");
        }

        RequireOwn(path, SqlitePages.IsBeginning);
        RequireOwn(ArchiveFiles.IndexJournal(path), SqlitePages.IsBeginningOfJournal);
        KeepAsArchive();
        var index = new SearchIndex(path, wait.Time);
        try
        {
            index.Begin(toWrite: false);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    private static SearchIndex? Keep(SearchIndex index, bool isWanted)
    {
        if (!isWanted)
        {
            index.Dispose();
        }

        return isWanted ? index : null;
    }

    private FileStream LockOut()
    {
        var began = Stopwatch.GetTimestamp();
        var isTold = false;
        while (true)
        {
            try
            {
                RequireOwn(ArchiveFiles.IndexBuilding(path), _ => false);
                if (!IsFile(ArchiveFiles.IndexBuilding(path)))
                {
                    File.Delete(ArchiveFiles.IndexBuilding(path));
                }

                var file = new FileStream(ArchiveFiles.IndexBuilding(path), OfArchive());
                DiskFile.Protect(file.SafeFileHandle, FileStatus.Of(database.Location));
                return file;
            }
            catch (IOException exception) when (DiskError.IsSharingViolation(exception))
            {
                if (Stopwatch.GetElapsedTime(began) >= wait.Time)
                {
                    throw new IOException("another process is just making it.", exception);
                }

                if (!isTold)
                {
                    isTold = true;
                    wait.Tell?.Invoke(path, "another process, which is making it");
                }
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>How a file beside the archive is made: nobody may read it who may not read the archive.</summary>
    private FileStreamOptions OfArchive()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File.GetUnixFileMode(database.Location);
        }

        return options;
    }

    /// <summary>Gives the index the archive's owner and permissions, as far as one may.</summary>
    private void KeepAsArchive()
    {
        var archive = FileStatus.Of(database.Location);
        if (FileStatus.Of(path) is var its && its.IsKnown
            && (its.Owner, its.Group, its.Permissions) != (archive.Owner, archive.Group, archive.Permissions))
        {
            try
            {
                using var file = DiskFile.Open(path, FileAccess.Read);
                DiskFile.Protect(file, archive);
            }
            catch (UnauthorizedAccessException)
            {
                // It is somebody else's, and may not be read; SQLite will say so.
            }
        }
    }

    /// <summary>What is no file of an index is not overwritten.</summary>
    private static void RequireOwn(string file, Predicate<byte[]> isOwn)
    {
        if (Directory.Exists(file))
        {
            throw new IOException($"{file} is a folder, where a file of the index belongs. Move it away.");
        }

        if (IsFile(file) && CompanionFile.BeginningOf(file) is { } beginning && !isOwn(beginning))
        {
            throw new IOException($"{file} is where a file of the index belongs, but it is something else. "
                + "It was left as it is: move it away.");
        }
    }

    /// <summary>Whether this is a file, or nothing: no link, and nothing that could keep a reader waiting.</summary>
    private static bool IsFile(string path) =>
        new FileInfo(path).LinkTarget is null && FileKinds.Of(path) == FileKind.File;

    private static SqliteException Foreign(string what) => new(SqliteLibrary.NotADatabase, what);

    private static bool IsOfFile(Exception exception) =>
        exception is SqliteException or IOException or UnauthorizedAccessException;
}
