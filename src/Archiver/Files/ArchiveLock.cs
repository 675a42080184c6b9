using System.Diagnostics;
using System.Globalization;
using System.Text;
using Archiver.Articles;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

/// <summary>
/// The locks of an archive, held with flock, which the system drops when a process dies. <c>archive.db.writer</c> is held
/// by the one process that writes, for a whole import. <c>archive.db.lock</c> is shared by processes while they read and
/// held exclusively around a checkpoint; its text names the last writer.
/// </summary>
internal sealed class ArchiveLock : IDisposable
{
    private const int LongestHolder = 256;

    private const string Beginning = "process ";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly SafeFileHandle? _file;

    private ArchiveLock(SafeFileHandle? file) => _file = file;

    /// <exception cref="ArchiverException">Another process holds it, or nothing can be locked there.</exception>
    public static ArchiveLock Write(string archive, LockWait wait, CancellationToken cancellation)
    {
        var file = CompanionFile.Open(WriterFile(archive), archive, FileMode.OpenOrCreate);
        try
        {
            Acquire(archive, file, isShared: false, wait, cancellation);
            Prove(archive);
            RequireText(archive);
            using var readers = OpenReaders(archive);
            NameHolder(readers);
            return new ArchiveLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Shared with other readers. Where files cannot be locked, nobody writes, because writers prove their lock; then no
    /// lock is needed to read.
    /// </summary>
    public static ArchiveLock Read(string archive, LockWait wait, CancellationToken cancellation)
    {
        var file = TryOpenToRead(archive);
        try
        {
            if (file is not null)
            {
                Acquire(archive, file, isShared: true, wait, cancellation);
            }

            return new ArchiveLock(file);
        }
        catch (IOException)
        {
            file?.Dispose();
            return new ArchiveLock(null);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Keeps readers out for the length of a checkpoint; null when there are readers for longer than the wait.</summary>
    public static ArchiveLock? TryCheckpoint(string archive, LockWait wait, CancellationToken cancellation)
    {
        var file = OpenReaders(archive);
        try
        {
            Acquire(archive, file, isShared: false, wait, cancellation);
            return new ArchiveLock(file);
        }
        catch (Exception exception)
        {
            file.Dispose();
            if (exception is ArchiverException { Failure: Failure.Busy })
            {
                return null;
            }

            throw;
        }
    }

    public void Dispose()
    {
        if (_file is { IsClosed: false })
        {
            // A process that is just being started may still have the file open, and with it the lock.
            DiskFile.Unlock(_file);
            _file.Dispose();
        }
    }

    private static string WriterFile(string archive) => archive + ArchiveFiles.WriterSuffix;

    private static string ReadersFile(string archive) => archive + ArchiveFiles.LockSuffix;

    /// <summary>A place that cannot be written may have no file to lock, and others' file may be closed to this reader.</summary>
    private static SafeFileHandle? TryOpenToRead(string archive)
    {
        try
        {
            return CompanionFile.Open(ReadersFile(archive), archive, FileMode.OpenOrCreate, FileAccess.Read);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException
            || (exception is IOException && DiskError.IsReadOnlyPlace(exception)))
        {
            return null;
        }
    }

    private static void Acquire(
        string archive, SafeFileHandle file, bool isShared, LockWait wait, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var isTold = false;
        while (!DiskFile.TryLock(file, isShared))
        {
            if (Stopwatch.GetElapsedTime(began) >= wait.Time)
            {
                throw new ArchiverException(Failure.Busy, $"{archive} is held by {Holder(archive)}{Waited(wait.Time)}.")
                {
                    OnCommandLine = "Try again when it is done, or wait longer with --wait SECONDS.",
                };
            }

            if (!isTold && Stopwatch.GetElapsedTime(began) >= LockWait.Unnoticed)
            {
                isTold = true;
                wait.Tell?.Invoke(archive, Holder(archive));
            }

            cancellation.WaitHandle.WaitOne(Pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static string Waited(TimeSpan time) => time == TimeSpan.Zero ? ""
        : $"; waited {time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} second{(time.TotalSeconds == 1 ? "" : "s")}";

    /// <summary>
    /// Some places accept every lock and keep none. Of a lock that holds a second one is refused, even in one process.
    /// </summary>
    private static void Prove(string archive)
    {
        using var second = CompanionFile.Open(WriterFile(archive), archive, FileMode.OpenOrCreate);
        if (DiskFile.TryLock(second, isShared: false))
        {
            throw new ArchiverException(Failure.NotWritable,
                $"{archive} lies where files cannot be locked, so that two programs could write to it at once and destroy it. "
                + "Nothing was written. Keep the archive on a disk of this computer.");
        }
    }

    /// <summary>
    /// The lock of readers, for a writer. Where others may write in the folder, it may be another user's: to read is
    /// enough to lock.
    /// </summary>
    private static SafeFileHandle OpenReaders(string archive)
    {
        try
        {
            return CompanionFile.Open(ReadersFile(archive), archive, FileMode.OpenOrCreate);
        }
        catch (UnauthorizedAccessException)
        {
            try
            {
                return DiskFile.Open(ReadersFile(archive), FileAccess.Read);
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException)
            {
                throw new ArchiverException(Failure.NotWritable, $"{ReadersFile(archive)} cannot be opened: permission is missing. "
                    + "Check the permissions of the folder, or delete that file while nobody uses the archive.", exception);
            }
        }
    }

    private static void NameHolder(SafeFileHandle file)
    {
        try
        {
            var started = DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            RandomAccess.SetLength(file, 0);
            RandomAccess.Write(file, Encoding.UTF8.GetBytes($"{Beginning}{Environment.ProcessId}, which began at {started}"), 0);
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The name is a courtesy.
        }
    }

    /// <summary>Its text is written over: it must be that of a lock.</summary>
    private static void RequireText(string archive)
    {
        if (CompanionFile.BeginningOf(ReadersFile(archive)) is { } beginning
            && !beginning.AsSpan().StartsWith(Encoding.UTF8.GetBytes(Beginning)))
        {
            throw CompanionFile.Foreign(ReadersFile(archive), archive);
        }
    }

    private static string Holder(string archive)
    {
        try
        {
            using var file = DiskFile.Open(ReadersFile(archive), FileAccess.Read);
            var text = new byte[LongestHolder];
            var holder = Encoding.UTF8.GetString(text, 0, RandomAccess.Read(file, text, 0));
            return holder.Length > 0 ? holder : "another process";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
