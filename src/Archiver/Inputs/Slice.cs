namespace Archiver.Inputs;

/// <summary>A number of bytes of an archive file, from where it is read: a member.</summary>
internal sealed class Slice(ByteSource source, long length) : ReadingStream
{
    private long _rest = length;

    /// <exception cref="UnreadableException">The archive file ends before the slice does.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer[..(int)Math.Min(buffer.Length, _rest)]);
        _rest -= read;
        return read > 0 || _rest == 0 || buffer.IsEmpty ? read
            : throw new UnreadableException(source.Trouble ?? $"cut off: {_rest} bytes of it are missing");
    }

    /// <summary>Goes past what was not read.</summary>
    public void Finish() => _rest -= source.Skip(_rest);
}
