using Microsoft.Win32.SafeHandles;

namespace Archiver.Storage;

/// <summary>A file of pages as LiteDB reads and writes it: random access, one owner, whole pages only.</summary>
internal abstract class PageFile(SafeFileHandle file, bool writable) : Stream
{
    protected SafeFileHandle File { get; } = file;

    /// <summary>
    /// The length when a reader opened the file: what a writer appends later is none of its business. A writer's own
    /// length moves with it.
    /// </summary>
    private long _length = RandomAccess.GetLength(file) / Page.Size * Page.Size;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => writable;

    public override long Length => Volatile.Read(ref _length);

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = ReadAt(buffer.AsSpan(offset, count), Position);
        Position += read;
        return read;
    }

    /// <summary>A disk may give less than it is asked for, and the rest when it is asked again.</summary>
    private int ReadAt(Span<byte> bytes, long at)
    {
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(File, bytes[read..], at + read) is > 0 and var got)
        {
            read += got;
        }

        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        WriteAt(buffer.AsSpan(offset, count), Position);
        Position += count;
        Extend(Position);
    }

    private void Extend(long length) => Volatile.Write(ref _length, Math.Max(_length, length));

    /// <summary>
    /// Copies the pages byte for byte, whatever they hold: what a checkpoint that was cut short has torn is whole in the
    /// log, and what is damaged must not get a checksum that makes it right.
    /// </summary>
    public void CopyPages(PageFile to, Action copied)
    {
        var page = new byte[Page.Size];
        var length = Length;
        for (var at = 0L; at < length; at += Page.Size, copied())
        {
            if (ReadAt(page, at) != Page.Size)
            {
                throw new ArchiverException(Failure.Damaged, "The archive was cut short while it was copied.");
            }

            RandomAccess.Write(to.File, page, at);
        }

        to.Extend(length);
    }

    public override void SetLength(long value)
    {
        RandomAccess.SetLength(File, value);
        Sync();
        Volatile.Write(ref _length, value);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <summary>Returns when the disk has what was written.</summary>
    public virtual void Sync() => DiskFile.Sync(File);

    protected virtual void WriteAt(ReadOnlySpan<byte> bytes, long offset) => Put(bytes, offset);

    /// <summary>What reaches the file, in order; tests record it and make it fail.</summary>
    protected virtual void Put(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(File, bytes, offset);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            File.Dispose();
        }

        base.Dispose(disposing);
    }
}
