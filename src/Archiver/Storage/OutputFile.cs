using Microsoft.Win32.SafeHandles;

namespace Archiver.Storage;

/// <summary>
/// A file that appears at its place only when it is complete: it is written beside it, synced by
/// <see cref="Complete"/> and then renamed, which replaces an existing file in one step and keeps that file's mode.
/// Disposed without <see cref="Complete"/>, it leaves what was there before.
/// </summary>
/// <remarks>
/// A device or a pipe (<c>/dev/stdout</c>, <c>/dev/null</c>, a FIFO) cannot be replaced and is written straight away. A
/// symbolic link stays, and the file it points to is replaced. The folder is synced, too: after
/// <see cref="Complete"/> a power cut does not bring the former file back.
/// </remarks>
public sealed class OutputFile : IDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly FileStream _stream;
    private readonly string _target;
    private readonly string? _temporary;
    private bool _completed;

    private OutputFile(FileStream stream, string target, string? temporary) =>
        (_stream, _target, _temporary) = (stream, target, temporary);

    /// <summary>The file while it is written; null where it cannot be replaced and is written straight away.</summary>
    public string? Temporary => _temporary;

    /// <summary>Where to write. It may not be disposed before <see cref="Complete"/>.</summary>
    public Stream Stream => _stream;

    /// <summary>The same as a handle, once <see cref="Stream"/> is flushed; still owned by this.</summary>
    internal SafeFileHandle Handle => _stream.SafeFileHandle;

    /// <param name="path">The file's place.</param>
    /// <param name="suffix">
    /// Makes the file's name while it is written from that of its place, instead of a name that no other file has: what
    /// a killed process left is overwritten then, and a process that is writing it keeps others out.
    /// </param>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written, or is a folder.</exception>
    public static OutputFile Create(string path, string? suffix = null)
    {
        var target = Path.GetFullPath(path);
        if (IsDevice(target))
        {
            return Straight(target);
        }

        if (new FileInfo(target) is { LinkTarget: not null } link)
        {
            target = link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? target;
        }

        if (Directory.Exists(target))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder.");
        }

        if (IsDevice(target))
        {
            return Straight(target);
        }

        return File.Exists(target) ? InsteadOf(target, suffix) : Beside(target, suffix, mode: null);
    }

    /// <summary>Syncs the file and puts it in its place.</summary>
    public void Complete()
    {
        if (_temporary is null)
        {
            _stream.Flush();
        }
        else
        {
            _stream.Flush();
            DiskFile.Sync(_stream.SafeFileHandle);
        }

        // Only when it is at its place another process may open it; Windows moves no file that is open.
        if (OperatingSystem.IsWindows())
        {
            _stream.Dispose();
        }

        if (_temporary is not null)
        {
            File.Move(_temporary, _target, overwrite: true);
            _completed = true;
            DiskFile.SyncFolderOf(_target);
        }

        _completed = true;
        _stream.Dispose();
    }

    public void Dispose()
    {
        if (_completed)
        {
            return;
        }

        _completed = true;
        try
        {
            _stream.Dispose();
        }
        catch (IOException) when (_temporary is not null)
        {
            // What could not be written is on its way to be deleted; the failure that led here is the one to report.
        }
        finally
        {
            if (_temporary is not null)
            {
                File.Delete(_temporary);
            }
        }
    }

    /// <summary>
    /// Opens what exists first: a rename would replace a write-protected file, too, and what cannot seek is a pipe that
    /// is written as it is. Opening one waits for its reader, as writing to it would.
    /// </summary>
    private static OutputFile InsteadOf(string target, string? suffix)
    {
        var existing = Straight(target);
        if (!existing._stream.CanSeek)
        {
            return existing;
        }

        existing._stream.Dispose();
        return Beside(target, suffix, OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(target));
    }

    private static OutputFile Beside(string target, string? suffix, UnixFileMode? mode)
    {
        var temporary = suffix is not null ? target + suffix
            : Path.Combine(Path.GetDirectoryName(target) ?? target, $".archiver-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions
        {
            Mode = suffix is null ? FileMode.CreateNew : FileMode.Create,
            Access = suffix is null ? FileAccess.Write : FileAccess.ReadWrite,
            Share = suffix is null ? FileShare.Read : FileShare.None,
            BufferSize = BufferSize,
        };
        if (mode is null || OperatingSystem.IsWindows())
        {
            return new OutputFile(new FileStream(temporary, options), target, temporary);
        }

        // Created with the mode, so that a private file is at no moment open to others; then set again, because the
        // umask takes bits away at creation.
        options.UnixCreateMode = mode;
        var output = new OutputFile(new FileStream(temporary, options), target, temporary);
        File.SetUnixFileMode(output._stream.SafeFileHandle, mode.Value);
        return output;
    }

    private static OutputFile Straight(string target) =>
        new(new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferSize), target, null);

    private static bool IsDevice(string path) => OperatingSystem.IsWindows()
        ? path.StartsWith(@"\\.\", StringComparison.Ordinal)
        : path.StartsWith("/proc/", StringComparison.Ordinal)
            || (path.StartsWith("/dev/", StringComparison.Ordinal)
                && !path.StartsWith("/dev/shm/", StringComparison.Ordinal));
}
