using System.Buffers.Binary;

namespace Archiver.Store.Documents.Pages;

/// <summary>What LiteDB keeps in a page; the values are its own.</summary>
internal enum PageType : byte
{
    Empty,
    Header,
    Collection,
    Index,
    Data,
}

/// <summary>Where a document begins or an index node lies: a page, and a slot at the page's end.</summary>
internal readonly record struct PageAddress(uint Page, byte Slot)
{
    /// <summary>What LiteDB writes for "nothing follows".</summary>
    public static PageAddress None => new(uint.MaxValue, byte.MaxValue);

    public const int Size = 5;

    public static PageAddress Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(bytes), bytes[sizeof(uint)]);
}

/// <summary>
/// A page as LiteDB lays it out (its <c>BasePage</c>): a head of 32 bytes, items, and from the end backwards a slot for
/// each item, which has its length and its position in 16 bits each. Nothing in it is believed.
/// </summary>
internal readonly ref struct PageView(ReadOnlySpan<byte> page)
{
    private const int HeadSize = 32;
    private const int CollectionAt = 19;
    private const int CountAt = 23;
    private const int UsedAt = 24;
    private const int HighestAt = 30;
    private const int SlotSize = 4;

    private readonly ReadOnlySpan<byte> _page = page;

    public PageType Type => (PageType)_page[Page.Type];

    public uint Id => Page.IdOf(_page);

    /// <summary>The page that describes the collection it belongs to.</summary>
    public uint Collection => BinaryPrimitives.ReadUInt32LittleEndian(_page[CollectionAt..]);

    /// <summary>How many slots there are, empty ones included.</summary>
    public int Slots => _page[HighestAt] == byte.MaxValue ? 0 : _page[HighestAt] + 1;

    public bool TryGet(int slot, out ReadOnlySpan<byte> item)
    {
        item = default;
        if (slot >= Slots)
        {
            return false;
        }

        var at = Page.Size - ((slot + 1) * SlotSize);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(_page[at..]);
        int position = BinaryPrimitives.ReadUInt16LittleEndian(_page[(at + 2)..]);
        if (length == 0 || position < HeadSize || position + length > Page.Size - (Slots * SlotSize))
        {
            return false;
        }

        item = _page.Slice(position, length);
        return true;
    }

    /// <summary>Whether it says of itself what is true: its number, its type, how many items it has and their bytes.</summary>
    public bool IsSound(uint id)
    {
        if (Id != id || _page[Page.Type] > Page.LastType)
        {
            return false;
        }

        if (Type is PageType.Header or PageType.Collection)
        {
            return true;
        }

        var (count, used) = (0, 0);
        for (var slot = 0; slot < Slots; slot++)
        {
            var at = Page.Size - ((slot + 1) * SlotSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(_page[at..]) == 0)
            {
                continue;
            }

            if (!TryGet(slot, out var item))
            {
                return false;
            }

            count++;
            used += item.Length;
        }

        return count == _page[CountAt] && used == BinaryPrimitives.ReadUInt16LittleEndian(_page[UsedAt..]);
    }
}
