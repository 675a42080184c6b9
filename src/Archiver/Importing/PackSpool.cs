using System.Buffers;
using System.Buffers.Binary;
using Archiver.Storage;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Importing;

/// <summary>
/// The texts of a running import, uncompressed, in a file beside the archive that goes when the import ends. A text
/// that may be the same as one before is compared with it here: to read it back costs two microseconds, to unpack its
/// pack a quarter of a millisecond.
/// </summary>
internal sealed class PackSpool(string path) : IDisposable
{
    private readonly Dictionary<int, (long Offset, int Count)> _packs = [];

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None,
        FileOptions.DeleteOnClose);

    private byte[] _buffer = new byte[4 << 10];
    private long _length;

    /// <summary>Keeps a pack: where each text ends, in 32 bits, then the texts.</summary>
    public void Add(PackBuilder pack)
    {
        var ends = ArrayPool<byte>.Shared.Rent(pack.Count * sizeof(int));
        for (var place = 0; place < pack.Count; place++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(ends.AsSpan(place * sizeof(int)), pack.EndOf(place));
        }

        _packs.Add(pack.Number, (_length, pack.Count));
        RandomAccess.Write(_file, ends.AsSpan(0, pack.Count * sizeof(int)), _length);
        _length += pack.Count * sizeof(int);
        RandomAccess.Write(_file, pack.Texts, _length);
        _length += pack.Texts.Length;
        ArrayPool<byte>.Shared.Return(ends);
    }

    /// <summary>The text of this number; it stays valid until the next call.</summary>
    /// <returns>False for a text that is not from this import.</returns>
    public bool TryGet(ParagraphNumber number, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!_packs.TryGetValue(number.Pack, out var pack))
        {
            return false;
        }

        Span<byte> ends = stackalloc byte[2 * sizeof(int)];
        var isFirst = number.Place == 0;
        Read(isFirst ? ends[sizeof(int)..] : ends, pack.Offset + ((number.Place - (isFirst ? 0 : 1)) * sizeof(int)));
        var start = isFirst ? 0 : BinaryPrimitives.ReadInt32LittleEndian(ends);
        var length = BinaryPrimitives.ReadInt32LittleEndian(ends[sizeof(int)..]) - start;
        if (_buffer.Length < length)
        {
            _buffer = new byte[length];
        }

        Read(_buffer.AsSpan(0, length), pack.Offset + (pack.Count * sizeof(int)) + start);
        text = _buffer.AsSpan(0, length);
        return true;
    }

    private void Read(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"{path} was cut off while it was in use.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    public void Dispose() => _file.Dispose();
}
