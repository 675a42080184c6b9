using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents.Pages;

/// <summary>An archive's first page as it lies in its file.</summary>
/// <param name="Length">How many bytes of it there are.</param>
/// <param name="IsWhole">Whether it has the content of its checksum.</param>
/// <param name="Ledger">What it says of the log and the pages.</param>
/// <param name="HasLedger">Whether that is as it was written.</param>
internal readonly record struct FirstPage(int Length, bool IsWhole, Ledger Ledger, bool HasLedger)
{
    /// <summary>What a disk has whole, the old or the new: the ledger lies in the first of these.</summary>
    public const int SectorSize = 512;

    /// <summary>How often it is read again where a writer may just be changing its ledger.</summary>
    private const int Attempts = 100;

    /// <summary>
    /// Whether it may be torn all the same: in a checkpoint that was cut short, or in an archive whose format has no
    /// ledger to tell of one.
    /// </summary>
    public bool MayBeTorn => HasLedger && (Ledger.IsInCheckpoint || !Ledger.Exists);

    /// <param name="file">The archive's file.</param>
    /// <param name="page">Gets the page as it lies in the file.</param>
    public static FirstPage Read(SafeFileHandle file, Span<byte> page)
    {
        Span<byte> opened = stackalloc byte[Page.Size];
        for (var attempt = 1; ; attempt++)
        {
            page.Clear();
            var length = 0;
            while (length < page.Length && RandomAccess.Read(file, page[length..], length) is > 0 and var read)
            {
                length += read;
            }

            page.CopyTo(opened);
            var isWhole = length == Page.Size && Page.TryOpen(opened);
            var first = new FirstPage(length, isWhole, default, HasLedger: Ledger.TryRead(page, out var ledger)) { Ledger = ledger };
            if (attempt == Attempts || (first.HasLedger && isWhole) || first.MayBeTorn || length < Page.Size)
            {
                return first;
            }
        }
    }
}
