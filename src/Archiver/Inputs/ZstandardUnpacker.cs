using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Archiver.Inputs;

/// <summary>Unpacks zstd, however many frames there are.</summary>
/// <param name="packed">What is packed, and nothing after it.</param>
/// <param name="isOuter">Whether no other layer is around it.</param>
/// <param name="limit">The limit; null where what is around it counts.</param>
internal sealed class ZstandardUnpacker(ByteSource packed, bool isOuter, UnpackLimit? limit) : Unpacker(limit)
{
    /// <summary>128 MiB, as the program zstd has it: what levels up to 22 may need.</summary>
    private const int OuterWindow = 27;

    /// <summary>8 MiB, enough for levels up to 19: several layers must not need several large windows.</summary>
    private const int InnerWindow = 23;

    private readonly DecompressionStream _stream = Open(packed, isOuter);

    protected override long Packed => packed.Position;

    protected override int Unpack(Span<byte> buffer)
    {
        try
        {
            return _stream.Read(buffer);
        }
        catch (EndOfStreamException) when (packed.Trouble is { } failure)
        {
            throw new UnreadableException(failure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private static DecompressionStream Open(ByteSource packed, bool isOuter)
    {
        var decompressor = new Decompressor();
        decompressor.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, isOuter ? OuterWindow : InnerWindow);
        return new DecompressionStream(packed, decompressor, preserveDecompressor: false, leaveOpen: true);
    }
}
