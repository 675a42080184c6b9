using System.Text;
using Archiver.Texts;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Files;

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

    private readonly SafeFileHandle _file;
    private readonly FileStream _stream;
    private readonly string _target;
    private readonly string? _temporary;
    private bool _completed;

    private OutputFile(FileStream stream, string target, string? temporary) =>
        (_stream, _file, _target, _temporary) = (stream, stream.SafeFileHandle, target, temporary);

    /// <summary>The file while it is written; null where it cannot be replaced and is written straight away.</summary>
    public string? Temporary => _temporary;

    /// <summary>Where to write. It may not be disposed before <see cref="Complete"/>.</summary>
    public Stream Stream => _stream;

    /// <summary>The handle of the file, still owned by this. Flush <see cref="Stream"/> before using it.</summary>
    internal SafeFileHandle Handle => _file;

    /// <param name="path">The file's place.</param>
    /// <param name="suffix">
    /// Makes the file's name while it is written from that of its place; then a process that is writing it keeps others
    /// out. Without one several may write, and the last that completes it has its place.
    /// </param>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written, or is a folder.</exception>
    public static OutputFile Create(string path, string? suffix = null)
    {
        // Before links are followed: what /dev/stdout leads to, a pipe, has no path.
        if (IsDevice(Path.GetFullPath(path)))
        {
            return Straight(path);
        }

        var target = RealPath.Of(path);
        if (Directory.Exists(target))
        {
            throw new UnauthorizedAccessException($"'{path}' is a folder.");
        }

        if (IsDevice(target))
        {
            return Straight(target);
        }

        return FileFailure.IsThere(target) ? InsteadOf(target, suffix) : Beside(target, suffix, like: default);
    }

    /// <summary>Whether a file is there that would be replaced.</summary>
    public static bool WouldReplace(string path) => !IsDevice(Path.GetFullPath(path)) && RealPath.Of(path) is var target
        && FileFailure.IsThere(target) && FileKinds.Of(target) == FileKind.File;

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
            DiskFile.Sync(_file);
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
        if (_temporary is not null && !OperatingSystem.IsWindows())
        {
            ScratchFile.Unlock(_file);
        }

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
            if (_temporary is not null)
            {
                // What is still to be written is not, and the failure that led here is the one to report.
                ScratchFile.Drop(_file, _temporary);
            }

            _stream.Dispose();
        }
        catch (Exception exception) when (_temporary is not null && exception is IOException or ObjectDisposedException)
        {
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
        return Beside(target, suffix, FileStatus.Of(target));
    }

    /// <summary>What a killed process left is taken over: without a suffix, too, its name follows from that of the place.</summary>
    private static OutputFile Beside(string target, string? suffix, FileStatus like)
    {
        if (suffix is not null)
        {
            return Over(ScratchFile.Take(target + suffix, like), target + suffix);
        }

        var (folder, name) = (Path.GetDirectoryName(target) ?? target, Path.GetFileName(target));
        var usual = Path.Combine(folder, $".archiver-{Checksum.Of(Encoding.UTF8.GetBytes(name)):x16}.tmp");
        try
        {
            return Over(ScratchFile.Take(usual, like, mustLock: true), usual);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException
            || (exception is IOException and not (DirectoryNotFoundException or FileNotFoundException)))
        {
            // Another process is writing the same file, files cannot be locked there, or another user's is left there.
            var other = Path.Combine(folder, $".archiver-{Guid.NewGuid():N}.tmp");
            var file = DiskFile.Open(other, FileAccess.ReadWrite, FileMode.CreateNew, like.IsKnown ? like.Permissions : null);
            DiskFile.Protect(file, like);
            return Over(file, other);
        }

        OutputFile Over(SafeFileHandle file, string temporary) =>
            new(new FileStream(file, FileAccess.ReadWrite, BufferSize), target, temporary);
    }

    private static OutputFile Straight(string target) =>
        new(new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferSize), target, null);

    private static bool IsDevice(string path) => OperatingSystem.IsWindows()
        ? path.StartsWith(@"\\.\", StringComparison.Ordinal)
        : path.StartsWith("/proc/", StringComparison.Ordinal)
            || (path.StartsWith("/dev/", StringComparison.Ordinal)
                && !path.StartsWith("/dev/shm/", StringComparison.Ordinal));
}
