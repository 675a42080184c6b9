using System.Buffers.Binary;
using Archiver.Articles;
using Archiver.Formats.Dumps;

namespace Archiver.Importing.Incoming;

/// <summary>What an import must know of an article to judge other states of it.</summary>
/// <param name="Number">The article's number.</param>
/// <param name="Updated">When its current state was updated, as it says itself.</param>
/// <param name="Sha256">The SHA-256 of the original bytes of one state.</param>
/// <param name="Words">The words of its current state.</param>
/// <param name="Identity">Where its ID comes from.</param>
/// <param name="States">What is known of more states, and whether it lies in the bin; null where there is nothing to know.</param>
internal readonly record struct KnownArticle(
    int Number, WallTime? Updated, Digest Sha256, int Words,
    IdentityKind Identity = IdentityKind.Derived, KnownStates? States = null)
{
    /// <summary>Whether it lies in the bin.</summary>
    public bool IsRemoved => States?.IsRemoved ?? false;

    public bool Has(Digest sha256) => Sha256 == sha256 || (States?.Originals.Contains(sha256) ?? false);

    /// <summary>
    /// Whether it stays as it is when another state of it comes: where that says itself that it is older, or states less. What
    /// does not say when it was updated is newer.
    /// </summary>
    public bool StaysBefore(PreparedArticle other) => other.Stated.Details.Updated < Updated || StatesMoreThan(other);

    /// <summary>Whether another state of it has no text, or of a page or an app's entry less than half as much.</summary>
    public bool StatesMoreThan(PreparedArticle other)
    {
        var words = other.Texts.Body.Length == 0 ? 0 : other.Stated.CountedWords;
        return Precedence.StatesMore(Words, words, other.Stated.Format == DumpFormat.FormatName);
    }
}

/// <summary>The states of an article of which an import has met more than one; it grows with them.</summary>
internal sealed class KnownStates
{
    /// <summary>The SHA-256 of the originals of the states but one.</summary>
    public HashSet<Digest> Originals { get; } = [];

    /// <summary>What all states have (<see cref="ContentDigest"/>); null until somebody asked.</summary>
    public HashSet<Digest>? Contents { get; set; }

    /// <summary>Whether the article lies in the bin.</summary>
    public bool IsRemoved { get; set; }
}

/// <summary>A SHA-256 as a value: an import keeps one for each of its articles, and arrays would be twice as large.</summary>
internal readonly record struct Digest(UInt128 First, UInt128 Second) : IComparable<Digest>
{
    public int CompareTo(Digest other) => (First, Second).CompareTo((other.First, other.Second));

    public static Digest From(ReadOnlySpan<byte> sha256) => new(
        BinaryPrimitives.ReadUInt128BigEndian(sha256), BinaryPrimitives.ReadUInt128BigEndian(sha256[16..]));
}
