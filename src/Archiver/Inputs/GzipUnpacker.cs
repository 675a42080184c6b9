using System.Buffers.Binary;
using System.IO.Hashing;

namespace Archiver.Inputs;

/// <summary>Unpacks gzip, however many members are joined; each is checked against its checksum and its length.</summary>
internal sealed class GzipUnpacker(ByteSource packed, UnpackLimit limit) : Unpacker(limit)
{
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;

    /// <summary>Longer than any name and any comment.</summary>
    private const int MaxText = 64 * 1024;

    private readonly Crc32 _checksum = new();
    private Inflater? _member;
    private uint _length;
    private bool _isAtEnd;

    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, _, ..];

    protected override long Packed => packed.Position;

    protected override int Unpack(Span<byte> buffer)
    {
        while (!_isAtEnd)
        {
            _member ??= Begin();
            var read = _member.Read(buffer);
            _checksum.Append(buffer[..read]);
            _length += (uint)read;
            if (read > 0)
            {
                return read;
            }

            EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        _member?.Dispose();
        base.Dispose(disposing);
    }

    private Inflater Begin()
    {
        var header = packed.Take(HeaderLength);
        var flags = header.Length == HeaderLength ? header[3] : throw CutOff();
        if ((flags & 0x04) != 0)
        {
            var length = packed.Take(2);
            packed.Skip(length.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : throw CutOff());
        }

        SkipText((flags & 0x08) != 0);
        SkipText((flags & 0x10) != 0);
        packed.Skip((flags & 0x02) != 0 ? 2 : 0);
        return new Inflater(packed);
    }

    private void SkipText(bool isThere)
    {
        for (var length = 0; isThere; length++)
        {
            var next = packed.Take(1);
            isThere = !next.IsEmpty && length < MaxText ? next[0] != 0 : throw CutOff();
        }
    }

    private void EndMember()
    {
        var (checksum, length) = (_checksum.GetCurrentHashAsUInt32(), _length);
        if (!_member!.FindTrailer((bytes, _) => bytes.Length >= TrailerLength
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == checksum
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == length, TrailerLength))
        {
            throw packed.Peek(1).IsEmpty ? CutOff() : new UnreadableException(
                $"damaged: the gzip data before byte {packed.Position} does not have its checksum");
        }

        packed.Take(TrailerLength);
        _member.Dispose();
        (_member, _length) = (null, 0);
        _checksum.Reset();
        SkipPadding();
        _isAtEnd = packed.Peek(1).IsEmpty;
        if (!_isAtEnd && !IsGzip(packed.Peek(HeaderLength)))
        {
            throw new UnreadableException($"damaged: what follows the gzip data at byte {packed.Position} is none");
        }
        else if (_isAtEnd && packed.Trouble is { } failure)
        {
            throw new UnreadableException(failure);
        }
    }

    /// <summary>Tapes and disks are filled up with zeros.</summary>
    private void SkipPadding()
    {
        while (packed.Peek(1) is [0])
        {
            packed.Take(1);
        }
    }

    private UnreadableException CutOff() =>
        new(packed.Trouble ?? $"cut off: the gzip data ends too early, after {packed.Position} bytes");
}
