using Archiver.Texts.Encodings;

namespace Archiver.Formats.Reading;

/// <summary>The bytes of an input that were read and not taken yet. It grows to the longest record, and counts lines.</summary>
/// <param name="capacity">How much there is room for at first.</param>
internal sealed class ByteWindow(int capacity = 64 << 10)
{
    private byte[] _buffer = new byte[capacity];
    private int _start, _end;
    private Stream _input = Stream.Null;

    /// <summary>Where the next byte stands in the input.</summary>
    public long Offset { get; private set; }

    /// <summary>The line in which it stands, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>What was read and not taken.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    public void Begin(Stream input) => (_input, _start, _end, Offset, Line) = (input, 0, 0, 0, 1);

    /// <summary>Reads more, so that <see cref="Bytes"/> is longer; what was taken gives its room.</summary>
    /// <returns>Whether there was more.</returns>
    public bool Grow()
    {
        if (_end == _buffer.Length)
        {
            if (_start > _buffer.Length / 2)
            {
                Bytes.CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }
            else
            {
                var larger = new byte[_buffer.Length * 2];
                Bytes.CopyTo(larger);
                (_buffer, _start, _end) = (larger, 0, _end - _start);
            }
        }

        var read = _input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    /// <summary>Whether there is at least one byte.</summary>
    public bool IsAny() => _end > _start || Grow();

    /// <summary>Takes a byte order mark of UTF-8 at the beginning.</summary>
    /// <returns>Its length.</returns>
    public int MarkLength()
    {
        while (Bytes.Length < 3 && Grow())
        {
        }

        return Offset == 0 && Bytes.StartsWith(TextEncoding.ByteOrderMark) ? 3 : 0;
    }

    /// <summary>Takes bytes off, as a stretch.</summary>
    public Stretch Take(
        int length, StretchKind kind, string? format, StatedArticle? article = null, string? reason = null)
    {
        var bytes = Bytes[..length];
        var ends = bytes.Count((byte)'\n');
        var stretch = new Stretch
        {
            Offset = Offset,
            Length = length,
            FirstLine = Line,
            LineCount = ends + (bytes is [.., (byte)'\n'] ? 0 : 1),
            Kind = kind,
            Format = format,
            Article = article,
            Reason = reason,
        };
        (_start, Offset, Line) = (_start + length, Offset + length, Line + ends);
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }

        return stretch;
    }
}
