using Archiver.Articles;
using Archiver.Files;
using ZstdSharp;

namespace Archiver.Inputs;

/// <summary>
/// What an input or a member consists of, to be looked at before it is read. A failure to read on is an end, too: what
/// came before it is read as if nothing had happened, and <see cref="Trouble"/> says what did. One source serves many
/// inputs, and keeps its buffer.
/// </summary>
/// <param name="cancellation">Ends it, too.</param>
internal sealed class ByteSource(CancellationToken cancellation = default) : ReadingStream
{
    /// <summary>How far one can look ahead, and go back.</summary>
    public const int Capacity = 64 * 1024;

    private byte[] _buffer = [];
    private int _start, _end;
    private Stream _inner = Null;

    /// <summary>Where the buffer's end stands in the source.</summary>
    private long _read;

    /// <summary>The most that may be read; null where there is no limit.</summary>
    private long? _limit;

    /// <summary>Why it ended before its end; null where it did not.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Where the next byte stands in the source.</summary>
    public override long Position
    {
        get => _read - (_end - _start);
        set => throw new NotSupportedException();
    }

    /// <summary>The file itself, where the source is one that can be read in any order.</summary>
    public FileStream? File => _inner is FileStream { CanSeek: true } file ? file : null;

    /// <summary>Begins another source; its stream stays the caller's.</summary>
    public void Begin(Stream inner, long? limit = null)
    {
        (_inner, _limit, _start, _end, _read, Trouble) = (inner, limit, 0, 0, 0, null);
        if (_buffer.Length == 0)
        {
            _buffer = new byte[Capacity];
        }
    }

    /// <summary>The next bytes, which stay where they are: as many as asked for, fewer only before the end.</summary>
    public ReadOnlySpan<byte> Peek(int length)
    {
        if (_buffer.Length - _start < length)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end - _start < length && ReadInner(_buffer.AsSpan(_end)) is > 0 and var read)
        {
            _end += read;
        }

        return _buffer.AsSpan(_start, Math.Min(length, _end - _start));
    }

    /// <summary>Peeks and takes.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        var bytes = Peek(length);
        _start += bytes.Length;
        return bytes;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            if (buffer.Length >= Capacity)
            {
                return ReadInner(buffer);
            }

            if (!Refill())
            {
                return 0;
            }
        }

        var length = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, length).CopyTo(buffer);
        _start += length;
        return length;
    }

    /// <returns>How many bytes there were to skip.</returns>
    public long Skip(long length)
    {
        var skipped = 0L;
        while (skipped < length)
        {
            if (_start == _end && !Refill())
            {
                break;
            }

            var step = (int)Math.Min(length - skipped, _end - _start);
            _start += step;
            skipped += step;
        }

        return skipped;
    }

    /// <summary>Goes back over bytes that were just read, in a read of fewer bytes than <see cref="Capacity"/>.</summary>
    public void GoBack(int length) => _start -= length;

    /// <summary>Replaces what was read; at the end it stays, to go back over.</summary>
    private bool Refill()
    {
        var read = ReadInner(_buffer);
        (_start, _end) = read > 0 ? (0, read) : (_start, _end);
        return read > 0;
    }

    private int ReadInner(Span<byte> buffer)
    {
        if (Trouble is not null || buffer.IsEmpty || cancellation.IsCancellationRequested)
        {
            return 0;
        }

        try
        {
            var read = _inner.Read(buffer);
            if (_read + read > _limit)
            {
                Trouble = $"it is longer than {ByteSize.Of(_limit.Value)}, and the rest is not read; --max-input allows more";
                read = (int)(_limit.Value - _read);
            }

            _read += read;
            return read;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Trouble = ReasonOf(exception);
            return 0;
        }
    }

    /// <summary>What to say of a file or of packed data that cannot be read.</summary>
    public static string ReasonOf(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
        UnauthorizedAccessException => "it cannot be read: permission is missing",
        UnreadableException or ArchiverException => exception.Message,
        InvalidDataException => "damaged: what is packed in it cannot be unpacked",
        EndOfStreamException => "cut off: the packed data ends too early",
        ZstdException => $"damaged: the zstd data cannot be read ({exception.Message})",
        OutOfMemoryException => "there is not enough memory to read it",
        IOException => $"it cannot be read: {FileFailure.Reason(exception).TrimEnd('.')}",
        _ => $"this is a bug in Archiver, please report it: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}",
    };
}
