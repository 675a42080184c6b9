using System.Buffers;

namespace Archiver.Formats.Frames;

/// <summary>
/// A buffer that ends where what it gets is longer than it should be: a few bytes of a frame that nobody wrote so may ask
/// for gigabytes.
/// </summary>
/// <param name="most">How many bytes it may get.</param>
internal sealed class BoundedBuffer(long most) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <exception cref="InvalidDataException">It is more than there may be.</exception>
    public void Advance(int count)
    {
        _bytes.Advance(count);
        if (_bytes.WrittenCount > most)
        {
            throw new InvalidDataException("What a frame gives is longer than what it was made of.");
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);
}
