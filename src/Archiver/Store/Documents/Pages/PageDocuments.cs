using System.Buffers;

namespace Archiver.Store.Documents.Pages;

/// <summary>Reads documents by where they lie, from pages of which some may be damaged. For one thread.</summary>
/// <param name="pages">The pages.</param>
/// <param name="mends">Whether to read of a damaged page the documents that prove themselves.</param>
internal sealed class PageDocuments(ArchivePages pages, bool mends = false)
{
    /// <summary>Pages are kept at the place of their number's last bits. Few: new memory takes longer than a read.</summary>
    private const int Kept = 16;

    /// <summary>How many pages are kept after <see cref="KeepMore"/>: then many documents are read.</summary>
    private const int KeptForLong = 1024;

    /// <summary>LiteDB's own limit: no document is longer.</summary>
    private const int MaxLength = 2047 * Page.Size;

    /// <summary>What a block of a document has before its bytes: whether it goes on another's, and where it goes on.</summary>
    private const int BlockHead = 1 + PageAddress.Size;

    private byte[]?[] _pages = new byte[Kept][];
    private uint[] _numbers = new uint[Kept];
    private PageState[] _states = new PageState[Kept];
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>From now on keeps more pages: what reads them goes on for long.</summary>
    public void KeepMore()
    {
        if (_pages.Length == Kept)
        {
            (_pages, _numbers, _states) = (new byte[KeptForLong][], new uint[KeptForLong], new PageState[KeptForLong]);
        }
    }

    /// <param name="id">The page's number.</param>
    /// <param name="page">The page; valid until another is read.</param>
    public PageState Load(uint id, out ReadOnlySpan<byte> page)
    {
        var place = (int)(id % (uint)_pages.Length);
        var kept = _pages[place];
        if (kept is null || _numbers[place] != id)
        {
            kept = _pages[place] ??= GC.AllocateUninitializedArray<byte>(Page.Size);
            (_numbers[place], _states[place]) = (id, PageState.Damaged);
            _states[place] = pages.Read(id, kept);
            if (_states[place] == PageState.Damaged && mends && PageMender.TryMend(id, kept))
            {
                _states[place] = PageState.Mended;
            }
        }

        page = kept;
        return _states[place];
    }

    /// <summary>A page that must be whole; valid until another is read.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public ReadOnlySpan<byte> Require(uint id) =>
        Load(id, out var page) == PageState.Whole ? page : throw Unusable(new PageAddress(id, 0));

    /// <summary>What to say where an address leads to nothing of use.</summary>
    public InvalidDataException Unusable(PageAddress address) => new(Load(address.Page, out _) switch
    {
        PageState.Damaged => $"page {address.Page}, at byte {(long)address.Page * Page.Size}, is not as it was written.",
        PageState.Unreadable => $"page {address.Page}, at byte {(long)address.Page * Page.Size}, cannot be read from the disk. "
            + "Copy the archive elsewhere, or restore a backup.",
        PageState.Missing => $"page {address.Page} is missing.",
        _ => $"page {address.Page} does not hold what others say.",
    });

    /// <summary>The bytes of the item at an address; empty where there is none.</summary>
    public ReadOnlySpan<byte> Item(PageAddress address, PageType type) =>
        Load(address.Page, out var bytes) is PageState.Whole or PageState.Mended && new PageView(bytes) is var view && view.Type == type
            && view.Id == address.Page && view.TryGet(address.Slot, out var item) ? item : default;

    /// <summary>The node of an index at an address; without levels where there is none.</summary>
    public IndexNode Node(PageAddress address) => new(Item(address, PageType.Index));

    /// <summary>Whether a document begins at this slot, and no later part of one lies there.</summary>
    public bool BeginsAt(PageAddress address) =>
        Item(address, PageType.Data) is { Length: > BlockHead } item && item[0] == 0;

    /// <summary>Reads the bytes of a document, from all the pages it lies on.</summary>
    /// <param name="address">Where it begins.</param>
    /// <param name="bytes">Gets them, instead of what it had.</param>
    /// <returns>Whether they can all be read; else it has those before the first that cannot.</returns>
    public bool TryRead(PageAddress address, ArrayBufferWriter<byte> bytes)
    {
        bytes.ResetWrittenCount();
        var block = Item(address, PageType.Data);
        if (block.Length <= BlockHead || block[0] != 0)
        {
            return false;
        }

        var length = StoredBson.LengthOf(block[BlockHead..]);
        if (length < sizeof(int) || length > MaxLength)
        {
            return false;
        }

        bytes.GetSpan(length);
        while (true)
        {
            var piece = block[BlockHead..];
            if (piece.Length > length - bytes.WrittenCount)
            {
                return false;
            }

            bytes.Write(piece);
            if (bytes.WrittenCount == length)
            {
                return true;
            }

            block = Item(PageAddress.Read(block[1..]), PageType.Data);
            if (block.Length <= BlockHead || block[0] == 0)
            {
                return false;
            }
        }
    }

    /// <summary>A document that is intact.</summary>
    public Document? Document(PageAddress address) => TryRead(address, _bytes) && StoredBson.Look(_bytes.WrittenSpan).IsIntact
        ? new Document(_bytes.WrittenSpan.ToArray())
        : null;
}
