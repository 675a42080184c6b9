using System.Globalization;
using Archiver.Files;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Documents;

/// <content>A reader that lets others write between two questions.</content>
internal sealed partial class Database
{
    /// <summary>A name for the state that this reader sees, which every transaction and every checkpoint changes.</summary>
    public string State => _data.Ledger is { Exists: true } ledger
        ? string.Create(CultureInfo.InvariantCulture,
            $"{ledger.Archive:x}-{ledger.State:x}-{ledger.LogPages:x}-{ledger.LogSum:x}")
        : string.Create(CultureInfo.InvariantCulture,
            $"{_data.Status.Number:x}-{Bytes:x}-{File.GetLastWriteTimeUtc(_path).Ticks:x}");

    /// <summary>Gives the reader's lock back: from now on the file may change, and must not be read.</summary>
    public void Pause()
    {
        (_documents as PageReader)?.KeepMore();
        _lock?.Dispose();
        _lock = null;
    }

    /// <summary>Takes the reader's lock again.</summary>
    /// <returns>False where the archive is not what it was any more; then the lock is given back.</returns>
    public bool TryResume(LockWait wait, CancellationToken cancellation) => Guard(() =>
    {
        _lock = ArchiveLock.Read(_path, wait, cancellation);
        if (IsUnchanged())
        {
            return true;
        }

        Pause();
        return false;
    });

    /// <summary>
    /// Whether the file at the path says of itself what it said when it was opened. Every acknowledged transaction and
    /// every checkpoint changes that, and another archive has other numbers.
    /// </summary>
    private bool IsUnchanged()
    {
        if (!_data.Ledger.Exists || !FileFailure.IsThere(_path))
        {
            return false;
        }

        // A whole copy in the place of a damaged file says the same of itself.
        using var file = DiskFile.OpenArchive(_path, FileAccess.Read);
        if (!FileStatus.Of(file).IsSameAs(_data.Status) || RandomAccess.GetLength(file) < _data.Length)
        {
            return false;
        }

        Span<byte> sector = stackalloc byte[FirstPage.SectorSize];
        return RandomAccess.Read(file, sector, 0) == sector.Length
            && Ledger.TryRead(sector, out var ledger) && ledger == _data.Ledger;
    }
}
