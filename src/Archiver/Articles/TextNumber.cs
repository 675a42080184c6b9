namespace Archiver.Articles;

/// <summary>Where a paragraph lies: 19 bits of pack number and 12 bits of place in the pack. 0 is no paragraph.</summary>
internal readonly record struct TextNumber(uint Value)
{
    private const int PlaceBits = 12;

    /// <summary>How many paragraphs a pack can hold.</summary>
    public const int PackCapacity = 1 << PlaceBits;

    public const int MaxPack = (1 << (31 - PlaceBits)) - 1;

    public static TextNumber None => default;

    public TextNumber(int pack, int place)
        : this(((uint)pack << PlaceBits) | (uint)place)
    {
    }

    public int Pack => (int)(Value >> PlaceBits);

    public int Place => (int)(Value & (PackCapacity - 1));
}
