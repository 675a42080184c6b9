using System.Buffers.Binary;
using Archiver.Texts;

namespace Archiver.Store.Documents.Pages;

/// <summary>
/// The layout of LiteDB's pages, as far as Archiver looks into them (its <c>BasePage</c>), and the checksum that it
/// adds to those of the archive file. LiteDB uses the number of a page's transaction in the log only; in the archive
/// file it is always the same, and so the checksum lies in its place.
/// </summary>
internal static class Page
{
    public const int Size = 8192;

    /// <summary>Offset of the page's type, 0 to <see cref="LastType"/>.</summary>
    public const int Type = 4;

    public const byte LastType = 4;

    /// <summary>Offset of the 32 bits of the page's transaction, or of its checksum.</summary>
    public const int Transaction = 14;

    /// <summary>Offset of the byte that confirms a page's transaction; set in the transaction's last page only.</summary>
    public const int Confirmed = 18;

    /// <summary>The part of a page that a disk writes whole or not at all.</summary>
    public const int Sector = 512;

    /// <summary>What LiteDB writes for "no transaction".</summary>
    public const uint NoTransaction = uint.MaxValue;

    public static uint IdOf(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page);

    public static uint TransactionOf(ReadOnlySpan<byte> page) =>
        BinaryPrimitives.ReadUInt32LittleEndian(page[Transaction..]);

    /// <summary>Puts the checksum of a page of the archive file into it.</summary>
    public static void Seal(Span<byte> page)
    {
        Clear(page);
        BinaryPrimitives.WriteUInt32LittleEndian(page[Transaction..], (uint)Checksum.Of(page));
    }

    /// <summary>Takes the checksum out of a page, which is then as LiteDB wrote it.</summary>
    /// <returns>Whether the page has the content of its checksum.</returns>
    public static bool TryOpen(Span<byte> page)
    {
        var checksum = TransactionOf(page);
        Clear(page);
        return checksum == (uint)Checksum.Of(page);
    }

    private static void Clear(Span<byte> page) =>
        BinaryPrimitives.WriteUInt32LittleEndian(page[Transaction..], NoTransaction);
}
