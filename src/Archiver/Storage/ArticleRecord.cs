using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Archiver.Dumps;

namespace Archiver.Storage;

/// <summary>
/// What the archive knows of an article and a listing does not need, as it lies in a pack beside the article's
/// paragraphs: the SHA-256 of the original, its length, the second of the import (Unix time), both in 64 bits, the
/// length of the input's name in 32, the name, and the article's references.
/// </summary>
internal sealed record ArticleRecord(Source Source, TextReferences Text)
{
    private const int HashSize = 32;
    private const int ImportedAt = HashSize + sizeof(long);
    private const int NameLengthAt = ImportedAt + sizeof(long);
    private const int HeadSize = NameLengthAt + sizeof(int);

    public byte[] ToBytes()
    {
        var nameLength = Encoding.UTF8.GetByteCount(Source.Input);
        var text = Text.ToBytes();
        var bytes = new byte[HeadSize + nameLength + text.Length];
        Source.Sha256.Span.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HashSize), Source.Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ImportedAt),
            new DateTimeOffset(Source.Imported).ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(NameLengthAt), nameLength);
        Encoding.UTF8.GetBytes(Source.Input, bytes.AsSpan(HeadSize));
        text.CopyTo(bytes.AsSpan(HeadSize + nameLength));
        return bytes;
    }

    public ArticleText ReadText(Converter<ParagraphNumber, ReadOnlyMemory<byte>> read) => new(
        Array.ConvertAll(Text.Body, read),
        Array.ConvertAll(Text.Similar, read),
        Array.ConvertAll(Text.Summary, read),
        Source)
    {
        Numbers = Text.Body,
    };

    /// <summary>The text without the similar readings, which lie in many packs.</summary>
    public ArticleText ReadOwnText(Converter<ParagraphNumber, ReadOnlyMemory<byte>> read) => new(
        Array.ConvertAll(Text.Body, read), [], Array.ConvertAll(Text.Summary, read), Source);

    /// <summary>The bytes that were imported, which have the SHA-256 they had then.</summary>
    /// <exception cref="ArchiverException">They have not: the archive is damaged.</exception>
    public ReadOnlyMemory<byte> Original(Article article, Converter<ParagraphNumber, ReadOnlyMemory<byte>> read)
    {
        var bytes = new ArrayBufferWriter<byte>();
        if (Text.Frame == ParagraphNumber.None)
        {
            foreach (var piece in Text.Original)
            {
                bytes.Write(read(piece).Span);
            }
        }
        else
        {
            Frame.Rebuild(read(Text.Frame).Span, ReadText(read), article.Details, bytes);
        }

        return ContentHash.Sha256(bytes.WrittenSpan).AsSpan().SequenceEqual(Source.Sha256.Span)
            ? bytes.WrittenMemory
            : throw new ArchiverException(Failure.Damaged,
                $"The original of article {article.Id} cannot be rebuilt: what is stored does not have its SHA-256.");
    }

    /// <summary>What a record refers to, without the rest of it.</summary>
    public static TextReferences ReadReferences(ReadOnlySpan<byte> bytes) =>
        TextReferences.From(bytes[(HeadSize + LengthOfName(bytes))..]);

    public static ArticleRecord Read(ReadOnlySpan<byte> bytes)
    {
        var nameLength = LengthOfName(bytes);
        return new ArticleRecord(
            new Source(
                Encoding.UTF8.GetString(bytes.Slice(HeadSize, nameLength)),
                bytes[..HashSize].ToArray(),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[HashSize..]),
                DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[ImportedAt..])).UtcDateTime),
            TextReferences.From(bytes[(HeadSize + nameLength)..]));
    }

    private static int LengthOfName(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length < HeadSize ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[NameLengthAt..]);
        return length >= 0 && length <= bytes.Length - HeadSize
            ? length
            : throw new ArchiverException(Failure.Damaged, "The record of an article is damaged. Restore the archive from a backup.");
    }
}
