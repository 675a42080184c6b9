using System.Buffers;
using System.Buffers.Binary;
using ZstdSharp;

namespace Archiver.Store.Packs;

/// <summary>
/// Unpacks a part of a pack as far as it is asked for: who wants one text of a pack spares half of it on average.
/// </summary>
internal static class PackDecoder
{
    [ThreadStatic]
    private static Decompressor? _ofThread;

    /// <param name="packed">One frame of zstd.</param>
    /// <param name="content">Gets what is in it; it has the length of all of it.</param>
    /// <param name="place">The text up to whose end it is needed; <see cref="int.MaxValue"/> for all of it.</param>
    /// <returns>How much was unpacked; -1 where it does not come out as it should.</returns>
    public static int Decode(ReadOnlySpan<byte> packed, Span<byte> content, int place)
    {
        var decompressor = Begin();
        var (read, written, status) = (0, 0, OperationStatus.Done);
        while (NeededFor(place, content[..written], content.Length) is var needed && written < needed)
        {
            status = decompressor.UnwrapStream(packed[read..], content[written..needed], out var consumed, out var produced);
            if (consumed + produced == 0 || status == OperationStatus.InvalidData)
            {
                return -1;
            }

            read += consumed;
            written += produced;
        }

        return written < content.Length || status == OperationStatus.Done ? written : -1;
    }

    /// <summary>Unpacks what is there of a frame, up to the first block that does not come out.</summary>
    /// <returns>How much was unpacked.</returns>
    public static int DecodeBeginning(ReadOnlySpan<byte> packed, Span<byte> content)
    {
        // zstd says of damage that it is there, and not how far it came: so the longest beginning that comes out is sought.
        var (low, high) = (0, content.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Unpack(packed, content[..middle]) == middle ? (middle, high) : (low, middle - 1);
        }

        return Unpack(packed, content[..low]);
    }

    private static int Unpack(ReadOnlySpan<byte> packed, Span<byte> content) =>
        Begin().UnwrapStream(packed, content, out _, out var written) == OperationStatus.InvalidData ? -1 : written;

    private static Decompressor Begin()
    {
        var decompressor = _ofThread ??= new Decompressor();
        decompressor.ResetStream();
        return decompressor;
    }

    /// <summary>How much of a content is needed to have the text at a place, as far as its beginning tells.</summary>
    private static int NeededFor(int place, ReadOnlySpan<byte> content, int length)
    {
        var head = sizeof(int) * (place + 2L);
        if (head > length)
        {
            return length;
        }

        if (content.Length < head)
        {
            return (int)head;
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(content);
        if (place >= count)
        {
            return length;
        }

        var needed = sizeof(int) * (1L + count);
        for (var at = 0; at <= place; at++)
        {
            needed += BinaryPrimitives.ReadInt32LittleEndian(content[(sizeof(int) * (at + 1))..]);
        }

        return (int)Math.Clamp(needed, head, length);
    }
}
