using System.Buffers;
using System.Runtime.InteropServices;
using Archiver.Inputs;

namespace Archiver.Formats.Reading;

/// <summary>The beginning of an input, which is kept in memory.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsWhole">Whether nothing follows.</param>
internal sealed record KeptInput(ReadOnlyMemory<byte> Bytes, bool IsWhole)
{
    /// <summary>Reads it where it lies.</summary>
    public MemoryStream Open() => MemoryMarshal.TryGetArray(Bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(Bytes.ToArray(), writable: false);
}

/// <summary>
/// Reads inputs record by record whose records are not understood without others, which may come after them.
/// </summary>
/// <param name="options">What is stated about the inputs.</param>
/// <param name="prepare">Looks at the whole, as far as it is kept in memory, and gives what reads it.</param>
/// <param name="maxKept">So many bytes are kept; what comes after them is not known beforehand.</param>
internal sealed class WholeReader(
    ReadingOptions options, Func<KeptInput, IArticleReader> prepare, int maxKept = WholeReader.MaxKept) : IArticleReader
{
    /// <summary>A power of two, as the room for it doubles.</summary>
    public const int MaxKept = 256 << 20;

    private IArticleReader? _reader;

    public void Begin(Stream input)
    {
        var kept = new ArrayBufferWriter<byte>(64 << 10);
        while (kept.WrittenCount < maxKept && !options.Cancellation.IsCancellationRequested)
        {
            var room = kept.GetSpan();
            var read = input.Read(room[..Math.Min(room.Length, maxKept - kept.WrittenCount)]);
            if (read == 0)
            {
                break;
            }

            kept.Advance(read);
        }

        _reader = prepare(new KeptInput(kept.WrittenMemory, kept.WrittenCount < maxKept));
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
