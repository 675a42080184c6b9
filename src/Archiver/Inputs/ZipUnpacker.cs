using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Archiver.Inputs;

/// <summary>Unpacks a member of a zip file, and checks it against its length and its checksum.</summary>
internal sealed class ZipUnpacker : Unpacker
{
    private const int DescriptorMark = 0x08074B50;

    /// <summary>With its mark, and lengths of eight bytes.</summary>
    private const int DescriptorLength = 24;

    private readonly ZipEntry _entry;
    private readonly ByteSource _zip;
    private readonly Crc32 _checksum = new();
    private readonly long _start;
    private readonly Slice? _slice;
    private readonly Inflater? _inflater;
    private readonly Stream? _stream;
    private Action<ByteSource>? _done;
    private bool _isAtEnd;

    /// <param name="entry">What the zip file says of the member; there is no obstacle.</param>
    /// <param name="zip">The zip file, where the content begins.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="done">Takes the zip file back.</param>
    public ZipUnpacker(ZipEntry entry, ByteSource zip, UnpackLimit limit, Action<ByteSource>? done = null)
        : base(limit)
    {
        _done = done;
        (_entry, _zip, _start) = (entry, zip, zip.Position);
        if (entry.Packed < 0)
        {
            _inflater = new Inflater(zip);
            return;
        }

        _slice = new Slice(zip, entry.Packed);
        if (entry.IsDeflated)
        {
            _stream = new DeflateStream(_slice, CompressionMode.Decompress, leaveOpen: true);
        }
        else if (!entry.IsStored)
        {
            var packed = new ByteSource();
            packed.Begin(_slice);
            _stream = new ZstandardUnpacker(packed, isOuter: false, limit: null);
        }
    }

    protected override long Packed => _zip.Position - _start;

    protected override int Unpack(Span<byte> buffer)
    {
        var read = _isAtEnd
            ? 0
            : (_inflater is { } inflater ? inflater.Read(buffer) : (_stream ?? _slice!).Read(buffer));
        _checksum.Append(buffer[..read]);
        if (read == 0 && !_isAtEnd)
        {
            _isAtEnd = true;
            var isWhole = _inflater is null
                ? Unpacked == _entry.Length && _checksum.GetCurrentHashAsUInt32() == _entry.Checksum
                : TakeDescriptor();
            if (!isWhole)
            {
                throw new UnreadableException(_zip.Trouble ?? (_zip.Peek(1).IsEmpty ? "cut off: the zip file ends in it"
                    : "damaged: it does not have the length and the checksum that the zip file states"));
            }
        }

        return read;
    }

    /// <summary>Goes past what was not read, if it is known where that ends.</summary>
    public void Finish() => _slice?.Finish();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream?.Dispose();
            _inflater?.Dispose();
            _done?.Invoke(_zip);
            _done = null;
        }

        base.Dispose(disposing);
    }

    private bool TakeDescriptor()
    {
        var checksum = _checksum.GetCurrentHashAsUInt32();
        var length = 0;
        var isFound = _inflater!.FindTrailer(
            (bytes, packed) => (length = LengthOfDescriptor(bytes, checksum, packed, Unpacked)) > 0, DescriptorLength);
        _zip.Take(isFound ? length : 0);
        return isFound;
    }

    /// <summary>The length of a descriptor that states these numbers; 0 where there is none.</summary>
    private static int LengthOfDescriptor(ReadOnlySpan<byte> bytes, uint checksum, long packed, long unpacked)
    {
        var mark = bytes.Length >= 4 && BinaryPrimitives.ReadInt32LittleEndian(bytes) == DescriptorMark ? 4 : 0;
        bytes = bytes[mark..];
        return bytes.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != checksum ? 0
            : bytes.Length >= 20 && BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]) == packed
                && BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]) == unpacked ? mark + 20
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == (uint)packed
                && BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) == (uint)unpacked ? mark + 12
            : 0;
    }
}
