using System.Buffers.Binary;
using ZstdSharp.Unsafe;

namespace Archiver.Store.Packs;

/// <summary>
/// Unpacks a part of a pack, block by block of zstd's, as far as it is asked for: who wants one text of a pack spares
/// half of it on average. ZstdSharp's own decompressor knows all or nothing.
/// </summary>
internal sealed unsafe class PackDecoder
{
    [ThreadStatic]
    private static PackDecoder? _ofThread;

    private readonly ZSTD_DCtx_s* _context = Methods.ZSTD_createDCtx();

    private PackDecoder()
    {
    }

    ~PackDecoder() => Methods.ZSTD_freeDCtx(_context);

    public static PackDecoder OfThread => _ofThread ??= new PackDecoder();

    /// <param name="packed">One frame of zstd.</param>
    /// <param name="content">Gets what is in it; it has the length of all of it.</param>
    /// <param name="place">The text up to whose end it is needed; <see cref="int.MaxValue"/> for all of it.</param>
    /// <returns>How much was unpacked; -1 where it does not come out as it should.</returns>
    public int Decode(ReadOnlySpan<byte> packed, Span<byte> content, int place)
    {
        var (read, written) = (0, 0);
        fixed (byte* source = packed, target = content)
        {
            _ = Methods.ZSTD_decompressBegin(_context);
            while (written < NeededFor(place, content[..written], content.Length) || place == int.MaxValue)
            {
                var next = (int)Methods.ZSTD_nextSrcSizeToDecompress(_context);
                if (next == 0)
                {
                    return written == content.Length && read == packed.Length ? written : -1;
                }

                if (next < 0 || next > packed.Length - read)
                {
                    return -1;
                }

                var result = Methods.ZSTD_decompressContinue(
                    _context, target + written, (nuint)(content.Length - written), source + read, (nuint)next);
                if (Methods.ZSTD_isError(result))
                {
                    return -1;
                }

                read += next;
                written += (int)result;
            }
        }

        return written;
    }

    /// <summary>Unpacks what is there of a frame, up to the first block that does not come out.</summary>
    /// <returns>How much was unpacked.</returns>
    public int DecodeBeginning(ReadOnlySpan<byte> packed, Span<byte> content)
    {
        var (read, written) = (0, 0);
        fixed (byte* source = packed, target = content)
        {
            _ = Methods.ZSTD_decompressBegin(_context);
            while (true)
            {
                var next = (int)Methods.ZSTD_nextSrcSizeToDecompress(_context);
                if (next <= 0 || next > packed.Length - read)
                {
                    return written;
                }

                var result = Methods.ZSTD_decompressContinue(
                    _context, target + written, (nuint)(content.Length - written), source + read, (nuint)next);
                if (Methods.ZSTD_isError(result))
                {
                    return written;
                }

                read += next;
                written += (int)result;
            }
        }
    }

    /// <summary>How much of a content is needed to have the text at a place, as far as its beginning tells.</summary>
    private static long NeededFor(int place, ReadOnlySpan<byte> content, int length)
    {
        var head = sizeof(int) * (place + 2L);
        if (head > length)
        {
            return length;
        }

        if (content.Length < head)
        {
            return head;
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

        return Math.Clamp(needed, head, length);
    }
}
