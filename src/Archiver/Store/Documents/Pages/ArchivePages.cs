using System.Buffers.Binary;
using Archiver.Articles;
using Archiver.Files;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents.Pages;

internal enum PageState
{
    /// <summary>It has the content of its checksum; a page of the log has none.</summary>
    Whole,

    /// <summary>It has not.</summary>
    Damaged,

    /// <summary>It has not, but some documents on it have that of theirs; only those are there.</summary>
    Mended,

    /// <summary>The disk does not give it: a bad sector, or a device that is gone.</summary>
    Unreadable,

    /// <summary>The file ends before it.</summary>
    Missing,
}

/// <summary>
/// The pages of an archive as a reader sees them, without LiteDB: those of the archive file, and in their stead those
/// of the last transaction of the log that is confirmed and wrote them. Any number of threads may read.
/// </summary>
/// <remarks>LiteDB gives up at the first page that it cannot use. Here each is read by itself.</remarks>
internal class ArchivePages : IDisposable
{
    /// <summary>How many pages are looked at for one of an archive's, where the first is not.</summary>
    private const int Looked = 4096;

    private const int LastPageAt = 64;

    private readonly SafeFileHandle _data;
    private readonly SafeFileHandle? _log;
    private readonly ArchiveLock? _lock;
    private readonly LogContent _content;
    private readonly FirstPage _first;

    /// <param name="data">The archive file.</param>
    /// <param name="log">The log, if there is one.</param>
    /// <param name="held">What keeps the file as it is.</param>
    /// <param name="content">What the log holds, where that is known already.</param>
    public ArchivePages(
        SafeFileHandle data, SafeFileHandle? log = null, ArchiveLock? held = null, LogContent? content = null)
    {
        (_data, _log, _lock) = (data, log, held);
        var length = RandomAccess.GetLength(data);
        (InFile, Remainder) = ((uint)(length / Page.Size), (int)(length % Page.Size));
        var header = new byte[Page.Size];
        _first = FirstPage.Read(data, header);
        _content = content ?? LogContent.Read(log, _first.Ledger);
        Version = Read(0, header) == PageState.Whole ? ArchiveFormat.VersionOf(header) : null;
        Expected = HasHeader ? BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(LastPageAt)) + 1L : InFile;
    }

    /// <summary>How many whole pages the archive file has.</summary>
    public uint InFile { get; }

    /// <summary>The bytes of the archive file that follow its last whole page.</summary>
    public int Remainder { get; }

    /// <summary>How many pages lie in the log.</summary>
    public int InLog => _content.Pages.Count;

    /// <summary>Whether the log is the archive's, and there as far as it must be.</summary>
    public LogProblem Problem => _content.Problem;

    /// <summary>
    /// Whether the first page, as it lies in the file, is torn or damaged, and no checkpoint that was cut short tells why.
    /// </summary>
    public bool IsFirstPageDamaged => !_first.HasLedger || (!_first.IsWhole && !_first.MayBeTorn);

    /// <summary>Whether a checkpoint may have been cut short: then the file may be longer than its first page says.</summary>
    public bool MayBeInCheckpoint => _first.MayBeTorn && InLog > 0;

    /// <summary>How many bytes of the log follow what was acknowledged last: a process or a disk ended before they counted.</summary>
    public long LogTail => _content is { Problem: LogProblem.None, IsMoved: false }
        ? Math.Max(0, _content.FileLength - _content.PlaceOf(_content.Entries))
        : 0;

    /// <summary>The archive's file.</summary>
    public string Path { get; private init; } = "";

    /// <summary>The version that the first page has; null where it is not an archive's.</summary>
    public int? Version { get; }

    /// <summary>Whether the first page is an archive's.</summary>
    public bool HasHeader => Version is not null;

    /// <summary>How many pages the first page says that there are.</summary>
    public long Expected { get; }

    /// <summary>The numbers of all pages that there are.</summary>
    public IEnumerable<uint> Numbers
    {
        get
        {
            var inFile = (uint)Math.Min(InFile, Expected);
            for (var id = 0u; id < inFile; id++)
            {
                yield return id;
            }

            foreach (var id in _content.Pages.Keys.Where(id => id >= inFile).Order())
            {
                yield return id;
            }
        }
    }

    /// <summary>Opens an archive however damaged it is, and keeps it from changing.</summary>
    /// <exception cref="ArchiverException">There is no archive, or nothing of one.</exception>
    public static ArchivePages Open(string path, LockWait wait, CancellationToken cancellation)
    {
        ArchiveFormat.Require(path);
        try
        {
            path = RealPath.OfFile(path);
            RequireArchive(path);
            var held = ArchiveLock.Read(path, wait, cancellation);
            try
            {
                RequireArchive(path);
                var pages = OpenHeld(path, held);
                if (pages.Problem is LogProblem.None)
                {
                    return pages;
                }

                // The log may have been begun by another process after it was looked for.
                pages._data.Dispose();
                pages._log?.Dispose();
                return OpenHeld(path, held);
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StorageError.Describe(exception, path);
        }
    }

    public bool IsInLog(uint id) => _content.Pages.ContainsKey(id);

    /// <summary>
    /// Whether the pages in the file are those that were written last: no page of before has the place of one. Only where
    /// each of them can be read this is known.
    /// </summary>
    public bool HasRightSum()
    {
        if (!_first.Ledger.Exists)
        {
            return true;
        }

        var sum = 0UL;
        Span<byte> head = stackalloc byte[Page.Transaction + sizeof(uint)];
        for (var id = 1u; id < InFile; id++)
        {
            if (!(_first.Ledger.IsInCheckpoint && IsInLog(id)) && ReadAll(_data, head, (long)id * Page.Size) == head.Length)
            {
                sum += Ledger.Term(id, Page.TransactionOf(head));
            }
        }

        return sum == _first.Ledger.PageSum;
    }

    public PageState Read(uint id, Span<byte> page)
    {
        try
        {
            if (_content.Pages.TryGetValue(id, out var entry))
            {
                return _content.TryReadPage(_log!, entry, page) ? PageState.Whole : PageState.Damaged;
            }

            return ReadAll(_data, page, (long)id * Page.Size) != Page.Size ? PageState.Missing
                : Page.TryOpen(page) ? PageState.Whole : PageState.Damaged;
        }
        catch (IOException)
        {
            return PageState.Unreadable;
        }
    }

    /// <summary>A disk may give less than it is asked for, and the rest when it is asked again.</summary>
    private int ReadAll(SafeFileHandle file, Span<byte> bytes, long at)
    {
        var read = 0;
        while (read < bytes.Length && ReadFile(file, bytes[read..], at + read) is > 0 and var got)
        {
            read += got;
        }

        return read;
    }

    /// <summary>What the disk gives; tests make it fail.</summary>
    protected virtual int ReadFile(SafeFileHandle file, Span<byte> bytes, long at) =>
        RandomAccess.Read(file, bytes, at);

    public void Dispose()
    {
        _data.Dispose();
        _log?.Dispose();
        _lock?.Dispose();
    }

    /// <summary>
    /// Whatever is damaged passes; what never was an archive does not: it has neither the mark nor a page with our
    /// checksum.
    /// </summary>
    private static void RequireArchive(string path)
    {
        try
        {
            ArchiveFormat.Check(path, ArchiveFiles.HasLog(path));
        }
        catch (ArchiverException exception) when (exception.Failure == Failure.Damaged)
        {
        }
        catch (ArchiverException) when (!Directory.Exists(path) && IsWithoutHeader(path))
        {
        }
    }

    private static bool IsWithoutHeader(string path)
    {
        using var file = Open(path);
        var page = new byte[Page.Size];
        if (RandomAccess.Read(file, page, 0) == Page.Size && Page.TryOpen(page) && Page.IdOf(page) == 0)
        {
            return false;
        }

        for (var number = 1L; number < Looked && RandomAccess.Read(file, page, number * Page.Size) == Page.Size; number++)
        {
            if (Page.TryOpen(page) && new PageView(page).IsSound((uint)number))
            {
                return true;
            }
        }

        return false;
    }

    private static ArchivePages OpenHeld(string path, ArchiveLock held)
    {
        var log = ArchiveFiles.HasLog(path) ? DiskFile.Open(ArchiveFiles.LogPath(path), FileAccess.Read) : null;
        return new(Open(path), log, held) { Path = path };
    }

    private static SafeFileHandle Open(string path) => DiskFile.OpenArchive(path, FileAccess.Read);
}
