using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Archiver.Articles;
using Archiver.Formats.Frames;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Texts;

namespace Archiver.Store;

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

    /// <summary>The first second of the year 1, and the last of 9999: a clock may be wrong by any of them.</summary>
    private const long FirstSecond = -62135596800, LastSecond = 253402300799;

    /// <summary>What the article adds to what was imported.</summary>
    public ReferredTexts ReferredTexts => new(
        Text.Body.Length + Text.Similar.Length + Text.Summary.Length + Text.Original.Length
            + (Text.Frame == TextNumber.None ? 0 : 1),
        Source.Bytes);

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

    /// <summary>The record of an article whose record is lost.</summary>
    public static ArticleRecord Lost => new(new Source("", new byte[HashSize], 0, DateTime.UnixEpoch), new TextReferences());

    /// <summary>Where it came from; null where that is lost.</summary>
    private Source? KnownSource => Source.Sha256.Span.IndexOfAnyExcept((byte)0) < 0 ? null : Source;

    public ArticleText ReadText(Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        var form = Text.Form == TextNumber.None ? ArticleForm.None : ArticleForm.From(read(Text.Form).Span);
        return new ArticleText(
            Array.ConvertAll(Text.Body, read),
            Array.ConvertAll(Text.Similar, read),
            Array.ConvertAll(Text.Summary, read),
            KnownSource)
        {
            Numbers = Text.Body,
            Blocks = form.Blocks,
            Highlights = form.Highlights ?? [],
        };
    }

    /// <summary>The summary alone, and where it is from.</summary>
    public ArticleText ReadSummary(Converter<TextNumber, ReadOnlyMemory<byte>> read) =>
        new([], [], Array.ConvertAll(Text.Summary, read), KnownSource);

    /// <summary>The text without the similar readings, which lie in many packs.</summary>
    public ArticleText ReadOwnText(Converter<TextNumber, ReadOnlyMemory<byte>> read) => new(
        Array.ConvertAll(Text.Body, read), [], Array.ConvertAll(Text.Summary, read), KnownSource);

    /// <summary>The bytes that were imported, which have the SHA-256 they had then.</summary>
    /// <exception cref="ArchiverException">They have not: the archive is damaged, or it was.</exception>
    public ReadOnlyMemory<byte> Original(Article article, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        if (!Text.HasOriginal && article.Lost is not null)
        {
            throw new ArchiverException(Failure.NotFound,
                $"The original of article {article.Id} was lost when the archive was damaged; `show` shows what was saved of it.");
        }

        try
        {
            var bytes = Text.Frame == TextNumber.None
                ? Joined(read)
                : Frame.Rebuild(read(Text.Frame).Span, ReadText(read), article.Stated, Source.Bytes);
            if (ContentHash.Sha256(bytes.Span).AsSpan().SequenceEqual(Source.Sha256.Span))
            {
                return bytes;
            }
        }
        catch (InvalidDataException)
        {
            // The frame is not that of the text.
        }

        throw new ArchiverException(Failure.Damaged,
            $"The original of article {article.Id} cannot be rebuilt: what is stored does not have its SHA-256.");
    }

    private ReadOnlyMemory<byte> Joined(Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        var bytes = new BoundedBuffer(Source.Bytes);
        foreach (var piece in Text.Original)
        {
            bytes.Write(read(piece).Span);
        }

        return bytes.Written;
    }

    /// <summary>What a record refers to, without the rest of it.</summary>
    public static TextReferences ReadReferences(ReadOnlySpan<byte> bytes) =>
        TextReferences.From(bytes[(HeadSize + LengthOfName(bytes))..]);

    public static ArticleRecord Read(ReadOnlySpan<byte> bytes)
    {
        var nameLength = LengthOfName(bytes);
        var length = BinaryPrimitives.ReadInt64LittleEndian(bytes[HashSize..]);
        var imported = BinaryPrimitives.ReadInt64LittleEndian(bytes[ImportedAt..]);
        var name = bytes.Slice(HeadSize, nameLength);
        if (length < 0 || imported is < FirstSecond or > LastSecond || !Utf8.IsValid(name))
        {
            throw Damaged();
        }

        return new ArticleRecord(
            new Source(Encoding.UTF8.GetString(name), bytes[..HashSize].ToArray(), length,
                DateTimeOffset.FromUnixTimeSeconds(imported).UtcDateTime),
            TextReferences.From(bytes[(HeadSize + nameLength)..]));
    }

    private static ArchiverException Damaged() =>
        new(Failure.Damaged, "The record of an article is damaged.");

    private static int LengthOfName(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length < HeadSize ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes[NameLengthAt..]);
        return length >= 0 && length <= bytes.Length - HeadSize
            ? length
            : throw Damaged();
    }
}
