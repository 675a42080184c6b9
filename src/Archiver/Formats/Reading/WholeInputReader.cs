using System.Buffers;
using Archiver.Inputs;

namespace Archiver.Formats.Reading;

/// <summary>Reads inputs that are one thing as a whole, such as a page.</summary>
/// <param name="maxLength">What is longer is rejected, and not kept in memory.</param>
/// <param name="cancellation">Ends the reading: nothing follows then.</param>
internal abstract class WholeInputReader(long maxLength, CancellationToken cancellation) : IArticleReader
{
    /// <summary>Up to this many bytes the memory that an input was read into serves the next one.</summary>
    private const int Kept = 4 << 20;

    private const int Block = 64 << 10;
    private ArrayBufferWriter<byte> _bytes = new();
    private Stream? _input;

    public void Begin(Stream input) => _input = input;

    public Stretch? Read()
    {
        if (_input is not { } input)
        {
            return null;
        }

        _input = null;
        _bytes.ResetWrittenCount();
        if (input is ByteSource { File: { } file } && file.Length > Kept)
        {
            // To grow takes twice the memory.
            _bytes = new ArrayBufferWriter<byte>((int)Math.Min(file.Length, maxLength) + Block);
        }

        long length = 0;
        for (int read; (read = input.Read(_bytes.GetSpan(Block))) > 0;)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            length += read;
            if (length <= maxLength)
            {
                _bytes.Advance(read);
            }
        }

        if (length == 0 || cancellation.IsCancellationRequested)
        {
            return null;
        }

        var isLong = _bytes.WrittenCount > Kept;
        var bytes = isLong ? _bytes.WrittenMemory : _bytes.WrittenSpan.ToArray();
        _bytes = isLong ? new ArrayBufferWriter<byte>() : _bytes;
        return length > maxLength ? TooLong(length) : Read(bytes);
    }

    /// <summary>What an input is that is too long to be kept in memory.</summary>
    protected virtual Stretch TooLong(long length) =>
        new() { Length = length, Kind = StretchKind.Rejected, Reason = $"too long: more than {maxLength >> 20} MiB" };

    /// <summary>What the input is.</summary>
    /// <param name="bytes">All of it; it may be kept.</param>
    protected abstract Stretch Read(ReadOnlyMemory<byte> bytes);

    /// <summary>The input as one stretch that is an article.</summary>
    protected static Stretch Whole(ReadOnlyMemory<byte> bytes, StatedArticle article) => new()
    {
        Length = bytes.Length,
        LineCount = LinesOf(bytes.Span),
        Kind = StretchKind.Article,
        Article = article,
    };

    /// <summary>The input as one stretch that cannot be read as an article.</summary>
    protected static Stretch Rejected(ReadOnlyMemory<byte> bytes, string format, string reason) => new()
    {
        Length = bytes.Length,
        LineCount = LinesOf(bytes.Span),
        Kind = StretchKind.Rejected,
        Format = format,
        Reason = reason,
    };

    private static int LinesOf(ReadOnlySpan<byte> bytes) =>
        bytes.Count((byte)'\n') + (bytes is [.., (byte)'\n'] ? 0 : 1);
}
