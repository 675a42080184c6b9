using System.Buffers.Binary;

namespace Archiver.Inputs;

/// <summary>
/// What a zip file says of a member, before its content and again in the directory at the end. A length of -1 is not
/// stated yet: it follows the content.
/// </summary>
internal sealed record ZipEntry(
    string Name, int Flags, int Method, uint Checksum, long Packed, long Length, long Offset)
{
    public const int LocalLength = 30;
    public const int CentralLength = 46;

    /// <summary>Stands for a number that is in the field of extensions.</summary>
    private const uint Extended = uint.MaxValue;

    private const int Stored = 0;
    private const int Deflated = 8;
    private const int Zstandard = 93;

    public bool IsFolder => Name.EndsWith('/');

    public bool IsStored => Method == Stored;

    public bool IsDeflated => Method == Deflated;

    /// <summary>Whether the lengths and the checksum follow the content.</summary>
    public bool IsLengthLater => (Flags & 0x08) != 0;

    /// <summary>Why it cannot be unpacked; null where it can.</summary>
    public string? Obstacle => (Flags & 0x2041) != 0 ? "encrypted: unpack it with its password first"
        : Method is Stored or Deflated or Zstandard ? null
        : $"packed with the method {MethodName}, which cannot be read: unpack it first";

    private string MethodName => Method switch
    {
        9 => "Deflate64",
        12 => "bzip2",
        14 => "LZMA",
        95 => "xz",
        98 => "PPMd",
        _ => $"{Method}",
    };

    public static bool IsLocal(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x3\x4"u8);

    public static bool IsCentral(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x1\x2"u8);

    /// <summary>Whether an empty zip file begins so, or the end of any.</summary>
    public static bool IsEnd(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x5\x6"u8);

    /// <summary>Takes the header before a member's content.</summary>
    /// <returns>Null where the file ends within the header, or no header stands here.</returns>
    public static ZipEntry? TakeLocal(ByteSource zip)
    {
        var offset = zip.Position;
        var header = zip.Peek(LocalLength);
        if (header.Length < LocalLength || !IsLocal(header))
        {
            return null;
        }

        var (name, extra) = (UInt16(header, 26), UInt16(header, 28));
        var whole = zip.Peek(Math.Min(LocalLength + name + extra, ByteSource.Capacity));
        if (whole.Length < LocalLength + name)
        {
            return null;
        }

        var entry = Read(whole, 6, name, whole[(LocalLength + name)..], LocalLength, offset);
        zip.Skip(LocalLength + name + extra);
        return entry.IsLengthLater && entry.Packed == 0 ? entry with { Packed = -1, Length = -1 } : entry;
    }

    /// <summary>Takes an entry of the directory.</summary>
    /// <returns>Null where there are no more.</returns>
    public static ZipEntry? TakeCentral(ByteSource zip)
    {
        var header = zip.Peek(CentralLength);
        if (header.Length < CentralLength || !IsCentral(header))
        {
            return null;
        }

        var (name, extra, comment, offset) = (UInt16(header, 28), UInt16(header, 30), UInt16(header, 32), UInt32(header, 42));
        var whole = zip.Peek(Math.Min(CentralLength + name + extra, ByteSource.Capacity));
        if (whole.Length < CentralLength + name)
        {
            return null;
        }

        var entry = Read(whole, 8, name, whole[(CentralLength + name)..], CentralLength, offset);
        zip.Skip(CentralLength + name + extra + comment);
        return entry;
    }

    private static ZipEntry Read(
        ReadOnlySpan<byte> header, int start, int nameLength, ReadOnlySpan<byte> extra, int length, long offset)
    {
        var lengths = start == 6 ? 14 : 16;
        var (packed, unpacked) = ((long)UInt32(header, lengths + 4), (long)UInt32(header, lengths + 8));
        while (extra.Length >= 4 && UInt16(extra, 2) is var size && extra.Length >= 4 + size)
        {
            if (UInt16(extra, 0) == 1)
            {
                var numbers = extra.Slice(4, size);
                unpacked = unpacked == Extended ? TakeNumber(ref numbers) : unpacked;
                packed = packed == Extended ? TakeNumber(ref numbers) : packed;
                offset = offset == Extended ? TakeNumber(ref numbers) : offset;
            }

            extra = extra[(4 + size)..];
        }

        return new ZipEntry(MemberName.Of(header.Slice(length, nameLength)), UInt16(header, start), UInt16(header, start + 2),
            UInt32(header, lengths), packed, unpacked, offset);
    }

    private static long TakeNumber(ref ReadOnlySpan<byte> numbers)
    {
        if (numbers.Length < 8 || BinaryPrimitives.ReadInt64LittleEndian(numbers) is not (>= 0 and var number))
        {
            return Extended;
        }

        numbers = numbers[8..];
        return number;
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
