using System.Buffers;
using System.Collections.Concurrent;

namespace Archiver.Store.Packs;

/// <summary>Memory for packs while they are made. From the shared pool each would get a megabyte, the next power of two.</summary>
internal static class PackMemory
{
    /// <summary>A full pack of bodies with its head, or what it may at worst become when it is compressed.</summary>
    private const int Length = Pack.TargetSize + (48 << 10);

    private static readonly ConcurrentBag<byte[]> Free = [];

    public static byte[] Rent(int length) =>
        length is <= Length / 2 or > Length ? ArrayPool<byte>.Shared.Rent(length)
        : Free.TryTake(out var free) ? free
        : GC.AllocateUninitializedArray<byte>(Length);

    public static void Return(byte[] memory)
    {
        if (memory.Length == Length)
        {
            Free.Add(memory);
        }
        else
        {
            ArrayPool<byte>.Shared.Return(memory);
        }
    }
}
