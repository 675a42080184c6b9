using System.Buffers;

namespace Archiver.Formats.Dumps;

/// <summary>
/// Memory for the bytes of many dumps, pooled: an import reads hundreds of megabytes that live until they are staged,
/// which the garbage collector would copy from generation to generation. It is given back when the reader has filled it
/// and every dump in it was released; where one is not, the garbage collector takes all of it.
/// </summary>
internal sealed class DumpMemory
{
    private const int Size = 512 << 10;

    /// <summary>A dump that is longer has memory of its own.</summary>
    public const int LongDump = Size / 8;

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private int _used;

    /// <summary>The dumps that are not released yet, and the reader itself.</summary>
    private int _holders = 1;

    /// <returns>False where there is no room for so much.</returns>
    public bool TryCopy(ReadOnlySpan<byte> bytes, out ReadOnlyMemory<byte> copy)
    {
        if (_bytes.Length - _used < bytes.Length)
        {
            copy = default;
            return false;
        }

        bytes.CopyTo(_bytes.AsSpan(_used));
        copy = _bytes.AsMemory(_used, bytes.Length);
        _used += bytes.Length;
        return true;
    }

    public bool IsFree => Volatile.Read(ref _holders) == 0;

    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Once for each <see cref="Hold"/>, and once for the reader.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
