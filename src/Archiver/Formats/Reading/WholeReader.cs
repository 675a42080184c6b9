using System.Buffers;
using Archiver.Inputs;

namespace Archiver.Formats.Reading;

/// <summary>Reads inputs record by record whose records are not understood without others, which may come after them.</summary>
/// <param name="options">What is stated about the inputs.</param>
/// <param name="prepare">Looks at the whole, as far as it is kept in memory, and gives what reads it.</param>
internal sealed class WholeReader(ReadingOptions options, Func<ReadOnlyMemory<byte>, IArticleReader> prepare) : IArticleReader
{
    /// <summary>What comes after so much is not known beforehand.</summary>
    private const int MaxKept = 256 << 20;

    private IArticleReader? _reader;

    public void Begin(Stream input)
    {
        var kept = new ArrayBufferWriter<byte>(64 << 10);
        for (int read; kept.WrittenCount < MaxKept && !options.Cancellation.IsCancellationRequested && (read = input.Read(kept.GetSpan(64 << 10))) > 0;)
        {
            kept.Advance(read);
        }

        _reader = prepare(kept.WrittenMemory);
        _reader.Begin(new Joined(kept.WrittenMemory, input));
    }

    public Stretch? Read() => _reader?.Read();

    /// <summary>What is kept, and then what follows it.</summary>
    private sealed class Joined(ReadOnlyMemory<byte> kept, Stream rest) : ReadingStream
    {
        private ReadOnlyMemory<byte> _kept = kept;

        public override int Read(Span<byte> buffer)
        {
            if (_kept.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, _kept.Length);
            _kept.Span[..length].CopyTo(buffer);
            _kept = _kept[length..];
            return length;
        }
    }
}
