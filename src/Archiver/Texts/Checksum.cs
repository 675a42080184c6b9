using System.IO.Hashing;

namespace Archiver.Texts;

/// <summary>The one definition of the hash behind checksums and the identity of texts: XXH3, 64 bits, seed 0.</summary>
internal static class Checksum
{
    public static ulong Of(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

    /// <summary>The hash of what a stream has from its position to its end.</summary>
    public static ulong Of(Stream stream)
    {
        var hash = new XxHash3();
        hash.Append(stream);
        return hash.GetCurrentHashAsUInt64();
    }
}
