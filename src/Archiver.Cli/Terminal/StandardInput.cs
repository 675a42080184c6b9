namespace Archiver.Cli.Terminal;

/// <summary>
/// Standard input that a cancellation ends: a read that waits for a person or for a slow program returns, as if the
/// input were at its end, when the token is cancelled.
/// </summary>
internal sealed class StandardInput(Stream input, CancellationToken cancellation) : Stream
{
    /// <summary>Not the caller's: a read that was given up may still come back and fill it.</summary>
    private byte[] _bytes = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (cancellation.IsCancellationRequested)
        {
            return 0;
        }

        if (_bytes.Length < count)
        {
            _bytes = new byte[count];
        }

        var reading = Task.Run(() => input.Read(_bytes, 0, count), CancellationToken.None);
        try
        {
            Task.WaitAny([reading], cancellation);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }

        var read = reading.GetAwaiter().GetResult();
        _bytes.AsSpan(0, read).CopyTo(buffer.AsSpan(offset));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
