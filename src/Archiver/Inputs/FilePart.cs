using Microsoft.Win32.SafeHandles;

namespace Archiver.Inputs;

/// <summary>A file from a place on, read without moving anybody else's place in it.</summary>
internal sealed class FilePart(SafeFileHandle file, long offset) : ReadingStream
{
    private long _offset = offset;

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, _offset);
        _offset += read;
        return read;
    }
}
