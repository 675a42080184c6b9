namespace Archiver.Formats.Feeds;

/// <summary>A stream whose beginning was looked at before it is read.</summary>
internal sealed class PeekedStream : Stream
{
    private const int HeadLength = 64 << 10;

    private readonly byte[] _head = new byte[HeadLength];
    private readonly Stream _input;
    private readonly int _length;
    private int _position;

    public PeekedStream(Stream input)
    {
        _input = input;
        for (int read; _length < HeadLength && (read = input.Read(_head, _length, HeadLength - _length)) > 0;)
        {
            _length += read;
        }
    }

    public ReadOnlySpan<byte> Head => _head.AsSpan(0, _length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position == _length)
        {
            return _input.Read(buffer);
        }

        var length = Math.Min(buffer.Length, _length - _position);
        _head.AsSpan(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
