using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents.Pages;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Documents;

/// <summary>A file of pages as LiteDB reads and writes it: random access, one owner, whole pages only.</summary>
internal abstract class PageFile(SafeFileHandle file, bool writable) : Stream
{
    private long _length;

    protected SafeFileHandle File { get; } = file;

    /// <summary>Which file it is.</summary>
    public FileStatus Status => FileStatus.Of(File);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => writable;

    /// <summary>
    /// For a reader the length when it opened the file: what a writer appends later does not concern it. For a writer
    /// the length as it is now.
    /// </summary>
    public override long Length => Volatile.Read(ref _length);

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = 0;
        for (; read < count && ReadPage(buffer.AsSpan(offset + read, Page.Size), Position); read += Page.Size)
        {
            Position += Page.Size;
        }

        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        for (var end = offset + count; offset < end; offset += Page.Size)
        {
            WritePage(buffer.AsSpan(offset, Page.Size), Position);
            Position += Page.Size;
            SetKnownLength(Math.Max(Length, Position));
        }
    }

    public override void SetLength(long value)
    {
        ChangeLength(value);
        Sync();
        SetKnownLength(value);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <summary>Returns when the disk has what was written.</summary>
    /// <exception cref="IOException">It may not have it.</exception>
    public virtual void Sync() => DiskFile.Sync(File);

    /// <summary>Whether this is still the file at a path: a file that was moved away or replaced is written in vain.</summary>
    public bool IsAt(string path) =>
        FileStatus.Of(File) is var own && (!own.IsKnown || own.IsSameAs(FileStatus.Of(path)));

    /// <summary>What reaches the file, in order; tests record it and make it fail.</summary>
    protected virtual void Put(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(File, bytes, offset);

    /// <summary>As <see cref="Put"/>, of the length.</summary>
    protected virtual void ChangeLength(long length) => RandomAccess.SetLength(File, length);

    /// <summary>Reads a page.</summary>
    /// <param name="page">Gets it.</param>
    /// <param name="position">Where LiteDB believes it to be.</param>
    /// <returns>Whether there is one.</returns>
    protected abstract bool ReadPage(Span<byte> page, long position);

    /// <param name="page">The page.</param>
    /// <param name="position">Where LiteDB believes it to be.</param>
    protected abstract void WritePage(ReadOnlySpan<byte> page, long position);

    protected void SetKnownLength(long length) => Volatile.Write(ref _length, length);

    /// <summary>Copies bytes as they are.</summary>
    protected void Copy(SafeFileHandle to, long at, Span<byte> bytes)
    {
        if (!TryFill(bytes, at))
        {
            throw new ArchiverException(Failure.Damaged, "The archive was cut short while it was copied.");
        }

        RandomAccess.Write(to, bytes, at);
    }

    /// <summary>Reads exactly so many bytes.</summary>
    /// <returns>Whether there are so many.</returns>
    protected bool TryFill(Span<byte> bytes, long at)
    {
        for (var read = 0; read < bytes.Length;)
        {
            var got = RandomAccess.Read(File, bytes[read..], at + read);
            if (got == 0)
            {
                return false;
            }

            read += got;
        }

        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            File.Dispose();
        }

        base.Dispose(disposing);
    }
}
