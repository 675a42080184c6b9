namespace Archiver.Store.Runs;

/// <summary>An entry of a run, ordered by key, then number. A removal takes back the same entry of an older run.</summary>
internal readonly record struct RunEntry : IComparable<RunEntry>
{
    private const uint RemovalBit = 0x8000_0000;

    /// <summary>The number, and whether this is a removal, as it is stored.</summary>
    private readonly uint _value;

    /// <param name="key">The key.</param>
    /// <param name="number">The number, as it is stored.</param>
    public RunEntry(ulong key, uint number) => (Key, _value) = (key, number);

    public ulong Key { get; }

    public uint Number => _value & ~RemovalBit;

    public bool IsRemoval => (_value & RemovalBit) != 0;

    public RunEntry AsRemoval() => new(Key, _value | RemovalBit);

    public bool IsSameAs(RunEntry other) => Key == other.Key && Number == other.Number;

    public int CompareTo(RunEntry other)
    {
        var byKey = Key.CompareTo(other.Key);
        return byKey != 0 ? byKey : Number.CompareTo(other.Number);
    }

    public static bool operator <(RunEntry left, RunEntry right) => left.CompareTo(right) < 0;

    public static bool operator >(RunEntry left, RunEntry right) => left.CompareTo(right) > 0;

    public static bool operator <=(RunEntry left, RunEntry right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RunEntry left, RunEntry right) => left.CompareTo(right) >= 0;
}
