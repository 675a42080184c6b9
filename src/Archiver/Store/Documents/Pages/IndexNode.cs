using System.Buffers.Binary;

namespace Archiver.Store.Documents.Pages;

/// <summary>
/// A node of LiteDB's primary index, a skip list (its <c>IndexNode</c>): what slot of the index it is of, how many levels
/// it is on, where its document begins, and for each level the nodes before and after it; then its key. Nothing in it is
/// believed.
/// </summary>
internal readonly ref struct IndexNode
{
    /// <summary>How many levels there may be; the ends of the list are on all of them.</summary>
    public const int MaxLevels = 32;

    private const int LevelsAt = 1;
    private const int BlockAt = 2;
    private const int LinksAt = 12;
    private const int LinkSize = 2 * PageAddress.Size;

    /// <summary>LiteDB's type of a key that is a number of 32 bits.</summary>
    private const byte Int32Key = 2;

    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">An item of an index page; empty where it cannot be read.</param>
    public IndexNode(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        Levels = bytes.Length > LinksAt && bytes[LevelsAt] is > 0 and <= MaxLevels and var levels
            && bytes.Length > LinksAt + (levels * LinkSize) ? levels : 0;
    }

    /// <summary>How many levels it is on; 0 where it is no node.</summary>
    public int Levels { get; }

    /// <summary>Where its document begins.</summary>
    public PageAddress Block => PageAddress.Read(_bytes[BlockAt..]);

    /// <summary>The number of its document; null for an end of the list, and where it is no number.</summary>
    public int? Key
    {
        get
        {
            var key = Levels == 0 ? default : _bytes[(LinksAt + (Levels * LinkSize))..];
            return key.Length > sizeof(int) && key[0] == Int32Key
                ? BinaryPrimitives.ReadInt32LittleEndian(key[1..])
                : null;
        }
    }

    public PageAddress Previous(int level) => PageAddress.Read(_bytes[(LinksAt + (level * LinkSize))..]);

    public PageAddress Next(int level) => PageAddress.Read(_bytes[(LinksAt + (level * LinkSize) + PageAddress.Size)..]);

    /// <summary>Where the index of a collection begins and ends.</summary>
    /// <param name="page">The page that describes the collection.</param>
    /// <param name="head">The node before the first.</param>
    /// <param name="tail">The node after the last.</param>
    /// <returns>Whether that can be read.</returns>
    public static bool TryFindEnds(ReadOnlySpan<byte> page, out PageAddress head, out PageAddress tail)
    {
        const int IndexesAt = 96;
        (head, tail) = (PageAddress.None, PageAddress.None);
        if (new PageView(page).Type != PageType.Collection)
        {
            return false;
        }

        // The only index: its slot, its type, its name and its expression, whether it is unique, its ends.
        var index = page[IndexesAt..];
        var names = index[0] == 1 ? index[3..] : default;
        if (!names.StartsWith("_id\0$._id\0"u8))
        {
            return false;
        }

        names = names["_id\0$._id\0"u8.Length..];
        (head, tail) = (PageAddress.Read(names[1..]), PageAddress.Read(names[(1 + PageAddress.Size)..]));
        return true;
    }
}
