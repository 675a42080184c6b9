using Archiver.Files;

namespace Archiver.Inputs;

/// <summary>
/// A pipe or a terminal to read, which a cancellation ends: opening or reading it, which may wait for ever, then returns
/// as if it were at its end.
/// </summary>
/// <param name="open">Opens it, when it is read first.</param>
/// <param name="cancellation">Ends it.</param>
public sealed class WaitingStream(Func<Stream> open, CancellationToken cancellation) : ReadingStream
{
    /// <summary>Not the caller's: a read that was given up may still come back and fill it.</summary>
    private byte[] _bytes = [];

    private Stream? _stream;
    private bool _isLeft;

    public override int Read(Span<byte> buffer)
    {
        if (_isLeft || cancellation.IsCancellationRequested)
        {
            return 0;
        }

        if (_bytes.Length < buffer.Length)
        {
            _bytes = new byte[buffer.Length];
        }

        try
        {
            var length = buffer.Length;
            var read = Waiting.For(() => (_stream ??= open()).Read(_bytes, 0, length), cancellation);
            _bytes.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        catch (OperationCanceledException)
        {
            _isLeft = true;
            return 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        // A call that was left still uses it, and the process is about to end.
        if (disposing && !_isLeft)
        {
            _stream?.Dispose();
        }

        base.Dispose(disposing);
    }
}
