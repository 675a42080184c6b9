namespace Archiver.Inputs;

/// <summary>Unpacks a layer or a member.</summary>
/// <param name="limit">The limit; null where what is around it counts.</param>
internal abstract class Unpacker(UnpackLimit? limit) : ReadingStream
{
    /// <summary>The bytes that came out so far.</summary>
    protected long Unpacked { get; private set; }

    /// <summary>The bytes that went in so far.</summary>
    protected abstract long Packed { get; }

    /// <exception cref="UnreadableException">What is packed is damaged, cut off or too much; the message is for people.</exception>
    public sealed override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var read = Unpack(buffer);
        Unpacked += read;
        limit?.Count(read, Unpacked, Packed);
        return read;
    }

    protected abstract int Unpack(Span<byte> buffer);
}
