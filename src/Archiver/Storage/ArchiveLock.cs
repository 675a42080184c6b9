using System.Globalization;

namespace Archiver.Storage;

/// <summary>
/// The locks of an archive: two files beside it, held with flock, which the system drops when a process dies.
/// <c>archive.db.writer</c> is held by the one process that writes, for a whole import. <c>archive.db.lock</c> is shared
/// by processes while they read and held exclusively around a checkpoint; its text names the last writer.
/// </summary>
internal sealed class ArchiveLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream? _file;

    private ArchiveLock(FileStream? file) => _file = file;

    public static ArchiveLock Write(string archive, TimeSpan wait, CancellationToken cancellation)
    {
        var stream = Acquire(archive, () => Open(WriterFile(archive), FileAccess.ReadWrite, FileShare.None), wait,
            cancellation)!;
        try
        {
            var started = DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            using var holder = Open(ReadersFile(archive), FileAccess.ReadWrite, FileShare.ReadWrite);
            holder.SetLength(0);
            using var writer = new StreamWriter(holder);
            writer.Write($"process {Environment.ProcessId}, which began at {started}");
        }
        catch (IOException)
        {
            // Somebody is just looking who holds the archive, or a checkpoint ends: the name is a courtesy.
        }

        return new ArchiveLock(stream);
    }

    /// <summary>Shared with other readers. A place that cannot be written, where nobody locks, needs no lock.</summary>
    public static ArchiveLock Read(string archive, TimeSpan wait, CancellationToken cancellation) =>
        new(Acquire(archive, () =>
        {
            try
            {
                return Open(ReadersFile(archive), FileAccess.Read, FileShare.Read);
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException
                || exception is IOException && StorageError.IsReadOnlyPlace(exception))
            {
                return null;
            }
        }, wait, cancellation));

    /// <summary>Keeps readers out for the length of a checkpoint; null when there are readers for longer than the wait.</summary>
    public static ArchiveLock? TryCheckpoint(string archive, TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            return new ArchiveLock(Acquire(archive,
                () => Open(ReadersFile(archive), FileAccess.ReadWrite, FileShare.None), wait, cancellation));
        }
        catch (ArchiverException exception) when (exception.Failure == Failure.Busy)
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();

    private static string WriterFile(string archive) => archive + ".writer";

    private static string ReadersFile(string archive) => archive + ".lock";

    private static FileStream Open(string path, FileAccess access, FileShare share) =>
        new(path, FileMode.OpenOrCreate, access, share, bufferSize: 1);

    private static FileStream? Acquire(string archive, Func<FileStream?> open, TimeSpan wait,
        CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + wait;
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException exception) when (StorageError.IsSharingViolation(exception))
            {
                if (DateTime.UtcNow >= deadline)
                {
                    var seconds = wait.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
                    throw new ArchiverException(Failure.Busy,
                        $"{archive} is held by {Holder(archive)}; waited {seconds} seconds. "
                        + "Try again when it is done, or wait longer with --wait SECONDS.", exception);
                }
            }

            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Who wrote last; the lock file cannot be read while that process is in a checkpoint, so this waits a little.</summary>
    private static string Holder(string archive)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            try
            {
                using var file = new FileStream(ReadersFile(archive), FileMode.Open, FileAccess.Read, FileShare.Read);
                using var reader = new StreamReader(file);
                var holder = reader.ReadToEnd();
                return holder.Length > 0 ? holder : "another process";
            }
            catch (IOException)
            {
                Thread.Sleep(Pause);
            }
        }

        return "another process";
    }
}
