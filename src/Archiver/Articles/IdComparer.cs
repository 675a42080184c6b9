using System.Runtime.InteropServices;

namespace Archiver.Articles;

/// <summary>
/// IDs as keys. .NET's own hash of a GUID is its four quarters XORed, and whoever writes dumps could give all of theirs one
/// in common; this one has a seed that nobody knows.
/// </summary>
internal sealed class IdComparer : IEqualityComparer<Guid>
{
    public static IdComparer Instance { get; } = new();

    public bool Equals(Guid x, Guid y) => x == y;

    public int GetHashCode(Guid obj) =>
        MemoryMarshal.Read<UInt128>(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in obj))).GetHashCode();
}
