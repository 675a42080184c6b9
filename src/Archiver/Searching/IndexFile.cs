using Archiver.Storage;

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
internal sealed class IndexFile(string path, TimeSpan wait, Database database, IndexBuilder builder, Action<string> complain)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The index if it is there, intact as far as one can see, and up to date; a transaction is begun.</summary>
    public SearchIndex? TryOpenCurrent()
    {
        try
        {
            return OpenExisting() is not { } index ? null : Keep(index, builder.IsCurrent(index.ReadStamp()));
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            return null;
        }
    }

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

        complain($"{path} cannot be used, so that this takes longer: {why.Message}");
        var index = new SearchIndex("", wait);
        builder.Fill(index);
        return index;
    }

    /// <summary>The files that an index may have.</summary>
    public static IEnumerable<string> FilesOf(string path) => [path, Journal(path), Building(path), New(path)];

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
        File.Delete(New(path));
        using (var index = new SearchIndex(New(path), wait))
        {
            builder.Fill(index);
        }

        // What is left of changes to the old file must not be taken for changes to this one.
        File.Delete(Journal(path));
        File.Move(New(path), path, overwrite: true);
        return OpenExisting() ?? throw new IOException("It was there a moment ago.");
    }

    private SearchIndex? OpenExisting()
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path) ? throw new IOException("It is a folder.") : null;
        }

        var index = new SearchIndex(path, wait);
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
        var deadline = DateTime.UtcNow + wait;
        while (true)
        {
            try
            {
                return new FileStream(Building(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (StorageError.IsSharingViolation(exception))
            {
                if (DateTime.UtcNow >= deadline)
                {
                    throw new IOException("another process is just making it.", exception);
                }
            }

            Thread.Sleep(Pause);
        }
    }

    private static string Journal(string path) => path + "-journal";

    private static string Building(string path) => path + ".building";

    private static string New(string path) => path + ".new";

    private static bool IsOfFile(Exception exception) => exception is SqliteException or IOException or UnauthorizedAccessException;
}
