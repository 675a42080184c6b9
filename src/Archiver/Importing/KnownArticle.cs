using System.Buffers.Binary;

namespace Archiver.Importing;

/// <summary>What an import must know of an article to judge other states of it.</summary>
/// <param name="Number">The article's number.</param>
/// <param name="Updated">When its current state was updated, as it says itself.</param>
/// <param name="Sha256">The SHA-256 of the original bytes of one state.</param>
/// <param name="Others">Those of its other states, if there are any.</param>
internal readonly record struct KnownArticle(int Number, WallTime? Updated, Digest Sha256, Digest[]? Others = null)
{
    public bool Has(Digest sha256) => Sha256 == sha256 || (Others is not null && Others.Contains(sha256));

    /// <summary>Whether a dump says itself that it is older. What does not say when it was updated is newer.</summary>
    public bool IsNewerThan(PreparedDump dump) => dump.Dump.Details.Updated < Updated;
}

/// <summary>A SHA-256 as a value: an import keeps one for each of its articles, and arrays would be twice as large.</summary>
internal readonly record struct Digest(UInt128 First, UInt128 Second)
{
    public static Digest From(ReadOnlySpan<byte> sha256) => new(
        BinaryPrimitives.ReadUInt128BigEndian(sha256), BinaryPrimitives.ReadUInt128BigEndian(sha256[16..]));
}
