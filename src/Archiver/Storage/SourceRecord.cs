using System.Buffers.Binary;
using System.Text;

namespace Archiver.Storage;

/// <summary>
/// Where an article came from, as it lies in a pack beside the article's paragraphs: the SHA-256 of the original, its
/// length, the second of the import (Unix time), both in 64 bits, and the input's name. Listings do not need it.
/// </summary>
internal static class SourceRecord
{
    private const int HashSize = 32;
    private const int HeadSize = HashSize + (2 * sizeof(long));

    public static byte[] ToBytes(Source source)
    {
        var bytes = new byte[HeadSize + Encoding.UTF8.GetByteCount(source.Input)];
        source.Sha256.Span.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HashSize), source.Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HashSize + sizeof(long)),
            new DateTimeOffset(source.Imported).ToUnixTimeSeconds());
        Encoding.UTF8.GetBytes(source.Input, bytes.AsSpan(HeadSize));
        return bytes;
    }

    public static Source Read(ReadOnlySpan<byte> bytes) => bytes.Length < HeadSize
        ? throw new ArchiverException(Failure.Damaged, "The record of an article's source is damaged.")
        : new Source(
            Encoding.UTF8.GetString(bytes[HeadSize..]),
            bytes[..HashSize].ToArray(),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[HashSize..]),
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[(HashSize + sizeof(long))..])).UtcDateTime);
}
