using Archiver.Articles;
using Archiver.Files;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Store.Packs;

/// <summary>
/// The texts of a running import, uncompressed, in a file beside the archive that goes when the import ends. A text
/// that may be the same as one before is compared with it here: to read it back costs two microseconds, to unpack its
/// pack a quarter of a millisecond.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="archive">The archive's file: who may not read that may not read this.</param>
internal sealed class PackSpool(string path, string archive) : IDisposable
{
    /// <summary>Where in the file the texts of each pack begin, and where each of them ends from there.</summary>
    private readonly Dictionary<int, (long Offset, int[] Ends)> _packs = [];

    private readonly SafeFileHandle _file = Take(path, archive);

    private byte[] _buffer = new byte[4 << 10];
    private long _length = Beginning.Length;

    /// <summary>By which it is known as ours where an import was killed.</summary>
    private static ReadOnlySpan<byte> Beginning => "Archiver's texts of an import\n"u8;

    /// <summary>Keeps the texts of a pack.</summary>
    public void Add(PackBuilder pack)
    {
        _packs.Add(pack.Number, (_length, pack.Ends.ToArray()));
        RandomAccess.Write(_file, pack.Texts, _length);
        _length += pack.Texts.Length;
    }

    /// <summary>The text of this number; it stays valid until the next call.</summary>
    /// <returns>False for a text that is not from this import.</returns>
    public bool TryGet(TextNumber number, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!_packs.TryGetValue(number.Pack, out var pack))
        {
            return false;
        }

        var start = number.Place == 0 ? 0 : pack.Ends[number.Place - 1];
        var length = pack.Ends[number.Place] - start;
        if (_buffer.Length < length)
        {
            _buffer = new byte[length];
        }

        Read(_buffer.AsSpan(0, length), pack.Offset + start);
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

    private static SafeFileHandle Take(string path, string archive)
    {
        if (CompanionFile.BeginningOf(path) is { } beginning && !beginning.AsSpan().StartsWith(Beginning))
        {
            throw CompanionFile.Foreign(path, archive);
        }

        var file = ScratchFile.Take(path, FileStatus.Of(archive));
        RandomAccess.Write(file, Beginning, 0);
        return file;
    }

    public void Dispose() => ScratchFile.Drop(_file, path);
}
