using System.IO.Compression;

namespace Archiver.Inputs;

/// <summary>
/// Unpacks deflated data whose length nobody tells. .NET's stream reads past its end and does not say how far; it is
/// therefore fed in small pieces, and what follows the data is looked for in the last of them.
/// </summary>
internal sealed class Inflater : IDisposable
{
    private const int PieceLength = 1024;

    private readonly ByteSource _source;
    private readonly Feed _feed;
    private readonly DeflateStream _stream;
    private readonly long _start;

    public Inflater(ByteSource source)
    {
        (_source, _start) = (source, source.Position);
        _feed = new Feed(source);
        _stream = new DeflateStream(_feed, CompressionMode.Decompress, leaveOpen: true);
    }

    public int Read(Span<byte> buffer) => _stream.Read(buffer);

    public delegate bool Trailer(ReadOnlySpan<byte> bytes, long packedLength);

    /// <summary>Once there is no more to read: puts the source after the data, if what must follow is there.</summary>
    /// <param name="isTrailer">Whether the bytes at a place are what must follow, after so many bytes of packed data.</param>
    /// <param name="length">The length of what must follow, at most.</param>
    public bool FindTrailer(Trailer isTrailer, int length)
    {
        _source.GoBack(_feed.LastLength);
        var bytes = _source.Peek(_feed.LastLength + length);
        var start = _source.Position - _start;
        for (var at = 0; at <= _feed.LastLength; at++)
        {
            if (isTrailer(bytes[at..], start + at))
            {
                _source.Take(at);
                return true;
            }
        }

        _source.Take(_feed.LastLength);
        return false;
    }

    public void Dispose() => _stream.Dispose();

    private sealed class Feed(ByteSource source) : ReadingStream
    {
        public int LastLength { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var read = source.Read(buffer[..Math.Min(PieceLength, buffer.Length)]);
            LastLength = read > 0 ? read : LastLength;
            return read;
        }
    }
}
