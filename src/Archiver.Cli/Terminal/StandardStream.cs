namespace Archiver.Cli.Terminal;

/// <summary>A standard stream to write to, and what happens where it cannot be written.</summary>
/// <param name="stream">The stream.</param>
/// <param name="fail">Throws what is to be thrown, or passes over the failure.</param>
internal class StandardStream(Stream stream, Action<IOException> fail) : Stream
{
    /// <summary>What is written to.</summary>
    protected Stream Inner => stream;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (IOException exception)
        {
            fail(exception);
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            // What .NET's console makes of memory that is missing.
            fail(new IOException(exception.Message, exception));
        }
        catch (UnauthorizedAccessException exception)
        {
            // What .NET makes of a stream that is closed.
            fail(exception.InnerException as IOException ?? new IOException(exception.Message, exception));
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
