using Microsoft.Win32.SafeHandles;

namespace Archiver.Storage;

/// <summary>
/// The archive file. LiteDB writes it in a checkpoint only and flushes it once, at the end: then it is synced. Every
/// page has a checksum on the disk, which LiteDB never sees.
/// </summary>
internal class DataFile(SafeFileHandle file, LogFile? log, bool writable) : PageFile(file, writable)
{
    private readonly byte[] _sealed = new byte[Page.Size];

    public override void Flush()
    {
        if (CanWrite)
        {
            Sync();
        }
    }

    /// <exception cref="InvalidDataException">A page has not the content of its checksum.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var number = Position / Page.Size;
        var read = base.Read(buffer, offset, count);
        for (var at = 0; at + Page.Size <= read; at += Page.Size, number++)
        {
            var page = buffer.AsSpan(offset + at, Page.Size);

            // A checkpoint that was cut short may leave any page torn. They all are in the log, and LiteDB reads them
            // there; but the first page it reads here, before it looks at the log.
            if (!Page.TryOpen(page) && !(number == 0 && log is not null && log.TryReadHeader(page)))
            {
                throw new InvalidDataException(
                    $"page {number}, at byte {number * Page.Size}, is not as it was written. Restore a backup.");
            }
        }

        return read;
    }

    protected override void WriteAt(ReadOnlySpan<byte> bytes, long offset)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Page.Size..], offset += Page.Size)
        {
            bytes[..Page.Size].CopyTo(_sealed);
            Page.Seal(_sealed);
            Put(_sealed, offset);
        }
    }
}
