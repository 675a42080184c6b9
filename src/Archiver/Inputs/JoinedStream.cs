namespace Archiver.Inputs;

/// <summary>What has been read of a stream already, and the rest of it.</summary>
internal sealed class JoinedStream(Stream first, Stream second) : ReadingStream
{
    public override int Read(Span<byte> buffer) => first.Read(buffer) is > 0 and var read ? read : second.Read(buffer);
}
