using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Files;

/// <summary>
/// A folder that files are written into, again and again. Each file appears when it is complete; one whose content is there
/// already is not written. What an earlier time has written and this one has not goes with <see cref="Complete"/>. What else
/// is there, and what was changed since, stays as it is unless <c>mayReplace</c> says otherwise, and is counted.
/// </summary>
/// <remarks>
/// What was written stands in a record in the folder, a line a file, which is written before the file gets its name: after a
/// kill the next time knows its own files.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    private readonly string _folder;
    private readonly string _recordPath;
    private readonly string _temporary;
    private readonly bool _mayReplace;
    private readonly HashSet<string> _never;
    private readonly HashSet<ulong> _names = [];
    private readonly HashSet<string> _folders = [];
    private readonly WriteBehind _behind;
    private OutputRecord? _record;
    private bool _isNew;
    private int _kept;
    private int _written;
    private string? _firstKept;

    /// <param name="folder">The folder; it is made with its first file.</param>
    /// <param name="kind">What is written, in small letters: each kind has a record of its own.</param>
    /// <param name="mayReplace">Whether files that something else wrote or changed are replaced.</param>
    /// <param name="never">Real paths of files that are never replaced.</param>
    public OutputFolder(string folder, string kind, bool mayReplace, IEnumerable<string>? never = null)
    {
        _never = [.. never ?? []];
        (_folder, _mayReplace) = (Path.GetFullPath(folder), mayReplace);
        _recordPath = Path.Combine(_folder, $".archiver-{kind}");
        _temporary = $"{_recordPath}.tmp";
        _behind = new WriteBehind(WriteNow);
    }

    /// <summary>How many files were left as they are, because something else wrote or changed them.</summary>
    public int Kept => Settled(ref _kept);

    /// <summary>The first of them.</summary>
    public string? FirstKept => Settled(ref _firstKept);

    /// <summary>How many files were written.</summary>
    public int Written => Settled(ref _written);

    /// <summary>Whether this name was not taken yet. Names that differ only in case are one.</summary>
    public bool Take(string name) => _names.Add(KeyOf(name));

    /// <summary>Whether an earlier time has written anything here.</summary>
    public bool HasEarlier => Directory.Exists(_folder) && !Open().IsEmpty;

    /// <summary>Whether a file is there as it was written, from what is in this state now.</summary>
    public bool IsThere(string name, ulong state)
    {
        var record = Open();
        _behind.Settle();
        return record.Last(KeyOf(name)) is { } last && last.State == state
            && new FileInfo(PathOf(name)) is { Exists: true } file && file.Length == last.Length;
    }

    /// <summary>
    /// Writes a file, unless it is there with this content. That happens on another thread: a failure is thrown by a later
    /// call, <see cref="Complete"/> at the latest.
    /// </summary>
    /// <param name="name">Its name in the folder, with <c>/</c> between folders.</param>
    /// <param name="content">All of it.</param>
    /// <param name="state">What it is made of, for <see cref="IsThere"/>; 0 where nobody asks.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string name, ReadOnlyMemory<byte> content, ulong state = 0)
    {
        Open();
        var key = KeyOf(name);
        _names.Add(key);
        _behind.Add(new WriteBehind.Content(name, key, content, state));
    }

    /// <summary>
    /// Writes a file that is too long for memory, unless it is there with this content: it is written beside its place,
    /// then read again to be compared. That is done when this returns.
    /// </summary>
    /// <param name="name">Its name in the folder, with <c>/</c> between folders.</param>
    /// <param name="write">Writes it; the stream can seek.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(string name, Action<Stream> write)
    {
        var record = Open();
        _names.Add(KeyOf(name));
        _behind.Settle();
        var path = PathOf(name);
        ulong hash;
        long length;
        using (var file = DiskFile.OpenAlone(_temporary, FileMode.Create))
        {
            write(file);
            file.Position = 0;
            (hash, length) = (Checksum.Of(file), file.Length);
        }

        if (Settle(record, name, KeyOf(name), hash, length, 0))
        {
            record.Flush();
            FolderOf(path);
            File.Move(_temporary, path, overwrite: true);
            _written++;
        }
        else
        {
            File.Delete(_temporary);
        }
    }

    /// <summary>A file that nobody else sees and that goes with this folder's writing, for what does not belong into memory.</summary>
    internal FileStream OpenScratch()
    {
        Open();
        return DiskFile.OpenAlone($"{_recordPath}.rows.tmp", FileMode.Create, FileOptions.DeleteOnClose);
    }

    /// <summary>Deletes what earlier times wrote and this one did not, where nobody has changed it.</summary>
    public void Complete()
    {
        if (_record is not { } record)
        {
            return;
        }

        _behind.Settle();
        foreach (var name in record.Stale(_names))
        {
            var path = PathOf(name);
            if (IsFile(path) && record.HasWritten(KeyOf(name), HashOf(path)))
            {
                File.Delete(path);
                DeleteEmpty(Path.GetDirectoryName(path)!);
            }
        }

        record.Complete(_names, _temporary);
    }

    /// <summary>What a failure left half written takes no room; the failure itself is the one to report.</summary>
    public void Dispose()
    {
        if (_record is null)
        {
            return;
        }

        _behind.GiveUp();
        try
        {
            try
            {
                File.Delete(_temporary);
            }
            finally
            {
                // It may have a line that the disk did not take.
                _record.Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static ulong KeyOf(string name) => Checksum.Of(Encoding.UTF8.GetBytes(name.ToLowerInvariant()));

    private static ulong HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Checksum.Of(file);
    }

    private OutputRecord Open()
    {
        if (_record is null)
        {
            if (File.Exists(_folder))
            {
                throw new IOException("it is a file. Name a folder.");
            }

            _isNew = !Directory.Exists(_folder);
            Directory.CreateDirectory(_folder);
            _record = OutputRecord.Open(_recordPath, KeyOf);

            // A killed process may have left it.
            File.Delete(_temporary);
        }

        return _record;
    }

    private T Settled<T>(ref T counted)
    {
        _behind.Settle();
        return counted;
    }

    private void WriteNow(IReadOnlyList<WriteBehind.Content> contents)
    {
        var record = _record!;
        var unwritten = new List<WriteBehind.Content>(contents.Count);
        foreach (var content in contents)
        {
            if (Settle(record, content.Name, content.Key, Checksum.Of(content.Bytes.Span), content.Bytes.Length, content.State))
            {
                unwritten.Add(content);
            }
        }

        // One write for all lines: that they are there before their files is all that counts.
        record.Flush();
        foreach (var (name, _, bytes, _) in unwritten)
        {
            if (_behind.IsGivenUp)
            {
                return;
            }

            var path = PathOf(name);
            if (!NamelessFile.TryMake(FolderOf(path), path, bytes.Span))
            {
                Replace(path, bytes.Span);
            }

            _written++;
        }
    }

    private void Replace(string path, ReadOnlySpan<byte> content)
    {
        // Who holds the record is alone here; locking each file as well would cost as much again as writing it. A file that
        // is new and not one that is cut to nothing: of such a one file systems write out every byte when it is closed.
        using (var file = DiskFile.Placed(File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)))
        {
            RandomAccess.Write(file, content, 0);
        }

        File.Move(_temporary, path, overwrite: true);
    }

    /// <summary>
    /// Whether the file has to be written; then it stands in the record. What is there and is not what was written here
    /// before, stays.
    /// </summary>
    private bool Settle(OutputRecord record, string name, ulong key, ulong hash, long length, ulong state)
    {
        var path = PathOf(name);
        var file = new FileInfo(path);
        if (_isNew || (!file.Exists && !Directory.Exists(path)))
        {
            record.Add(key, hash, length, name, state);
            return true;
        }

        if (file.Exists && record.Last(key) is { } last && last.Hash == hash && last.Length == length && file.Length == length)
        {
            if (last.State != state)
            {
                record.Add(key, hash, length, name, state);
            }

            return false;
        }

        if (!IsFile(path))
        {
            _kept++;
            _firstKept ??= name;
            return false;
        }

        var there = HashOf(path);
        var isThere = there == hash && file.Length == length;
        var isOurs = isThere || record.HasWritten(key, there);
        if (!isOurs && !((_mayReplace || file.Length == 0) && !_never.Contains(RealPath.Of(path))))
        {
            _kept++;
            _firstKept ??= name;
            return false;
        }

        if (!isOurs)
        {
            record.AddForeign(name);
        }

        record.Add(key, hash, length, name, state);
        return !isThere;
    }

    /// <summary>Not a folder, a pipe or a device: to read such a one may be to wait for ever, and none is replaced.</summary>
    private static bool IsFile(string path) => File.Exists(path) && FileStatus.Of(path) is { IsKnown: false } or { IsFile: true };

    /// <summary>The folder of a file, which is there.</summary>
    private string FolderOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (folder != _folder && _folders.Add(folder))
        {
            Directory.CreateDirectory(folder);
        }

        return folder;
    }

    private string PathOf(string name)
    {
        if (name is [not '/', ..] && name.AsSpan().IndexOfAny(':', '\\') < 0 && !name.Contains("..", StringComparison.Ordinal))
        {
            return Path.Join(_folder, Path.DirectorySeparatorChar == '/' ? name : name.Replace('/', Path.DirectorySeparatorChar));
        }

        var path = Path.GetFullPath(Path.Combine(_folder, name.Replace('/', Path.DirectorySeparatorChar)));
        return path.StartsWith(_folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path : throw new ArchiverException(Failure.General, $"{_recordPath} names a file outside of its folder. Delete it, or name another folder.");
    }

    private void DeleteEmpty(string folder)
    {
        while (folder.Length > _folder.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }
}
