namespace Archiver.Store.Packs;

/// <summary>
/// Cuts an original that no frame rebuilds into pieces, each of which is stored once. Where it is cut depends on the
/// bytes before the cut alone (a rolling hash, as in FastCDC), so that pages of one site share what they have in common.
/// </summary>
internal static class OriginalPieces
{
    private const int Shortest = 1 << 10;

    private const int Longest = 64 << 10;

    /// <summary>So many bits of the hash are zero at a cut: a piece has some 4 KiB beyond the shortest.</summary>
    private const ulong Mask = 0xFFF0_0000_0000_0000;

    private static readonly ulong[] Gear = MakeGear();

    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> original)
    {
        while (!original.IsEmpty)
        {
            var length = LengthOfFirst(original.Span);
            yield return original[..length];
            original = original[length..];
        }
    }

    private static int LengthOfFirst(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Shortest)
        {
            return bytes.Length;
        }

        bytes = bytes[..Math.Min(bytes.Length, Longest)];
        var gear = Gear;
        ulong hash = 0;
        for (var at = Shortest - 64; at < bytes.Length; at++)
        {
            hash = (hash << 1) + gear[bytes[at]];
            if ((hash & Mask) == 0 && at >= Shortest)
            {
                return at + 1;
            }
        }

        return bytes.Length;
    }

    /// <summary>A random number for each byte, the same ones always (SplitMix64 from 1).</summary>
    private static ulong[] MakeGear()
    {
        var gear = new ulong[256];
        ulong state = 1;
        foreach (ref var number in gear.AsSpan())
        {
            state += 0x9E37_79B9_7F4A_7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
            number = mixed ^ (mixed >> 31);
        }

        return gear;
    }
}
