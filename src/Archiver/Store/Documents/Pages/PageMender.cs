using System.Buffers.Binary;

namespace Archiver.Store.Documents.Pages;

/// <summary>
/// Makes of a damaged page one that has only what proves itself: a document that lies on it whole and has the content of
/// its own checksum. A disk loses less than a page.
/// </summary>
internal static class PageMender
{
    private const int HeadSize = 32;
    private const int CountAt = 23;
    private const int UsedAt = 24;
    private const int HighestAt = 30;
    private const int SlotSize = 4;

    /// <summary>What a block has before a document that goes on on no other page.</summary>
    private const int BlockHead = 1 + PageAddress.Size;

    /// <summary>How each of our documents goes on after its length: the number comes first.</summary>
    private static ReadOnlySpan<byte> Beginning => "\u0010_id\0"u8;

    /// <param name="id">The page's number.</param>
    /// <param name="page">The damaged page; gets the one that is made of it, if there is any.</param>
    public static bool TryMend(uint id, Span<byte> page)
    {
        var mended = new byte[Page.Size];
        var taken = new bool[byte.MaxValue];
        var (used, count, highest) = (HeadSize, 0, -1);
        for (var at = HeadSize + BlockHead; at < Page.Size;)
        {
            var next = page[Math.Min(at + sizeof(int), Page.Size)..].IndexOf(Beginning);
            if (next < 0)
            {
                break;
            }

            at += next;
            var length = StoredBson.LengthOf(page[at..]);
            if (length <= 0 || length > Page.Size - at || !StoredBson.Look(page.Slice(at, length)).IsIntact
                || SlotOf(page, at - BlockHead, length + BlockHead, taken) is not { } slot)
            {
                at++;
                continue;
            }

            PutSlot(mended, slot, used, length + BlockHead);
            mended[used] = 0;
            mended.AsSpan(used + 1, PageAddress.Size).Fill(byte.MaxValue);
            page.Slice(at, length).CopyTo(mended.AsSpan(used + BlockHead));
            used += BlockHead + length;
            (count, highest, taken[slot]) = (count + 1, Math.Max(highest, slot), true);
            at += length;
        }

        if (count == 0 || used > Page.Size - ((highest + 1) * SlotSize))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(mended, id);
        mended[Page.Type] = (byte)PageType.Data;
        (mended[CountAt], mended[HighestAt]) = ((byte)count, (byte)highest);
        BinaryPrimitives.WriteUInt16LittleEndian(mended.AsSpan(UsedAt), (ushort)(used - HeadSize));
        mended.CopyTo(page);
        return true;
    }

    /// <summary>The slot that a block had; where that is lost, one that is free.</summary>
    private static int? SlotOf(ReadOnlySpan<byte> page, int position, int length, bool[] taken)
    {
        for (var slot = 0; slot < taken.Length; slot++)
        {
            var entry = page[(Page.Size - ((slot + 1) * SlotSize))..];
            if (!taken[slot] && BinaryPrimitives.ReadUInt16LittleEndian(entry) == length
                && BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]) == position)
            {
                return slot;
            }
        }

        return Array.IndexOf(taken, false) is >= 0 and var free ? free : null;
    }

    private static void PutSlot(byte[] page, int slot, int position, int length)
    {
        var entry = page.AsSpan(Page.Size - ((slot + 1) * SlotSize));
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], (ushort)position);
    }
}
