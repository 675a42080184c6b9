using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Archiver.Articles;

namespace Archiver.Store.Packs;

/// <summary>A pack while it fills. Its memory is pooled: an import fills thousands.</summary>
internal sealed class PackBuilder(int number, int targetSize) : IDisposable
{
    /// <summary>Room before the texts, in which their count and lengths find their place when the pack is full.</summary>
    private const int HeadRoom = sizeof(int) * (TextNumber.PackCapacity + 1);

    private readonly List<int> _ends = [];
    private byte[] _bytes = PackMemory.Rent(HeadRoom + targetSize + (targetSize >> 5));
    private int _used;

    public int Number => number;

    public int Count => _ends.Count;

    public bool IsFull => _used >= targetSize || _ends.Count == TextNumber.PackCapacity;

    /// <summary>The texts end to end.</summary>
    public ReadOnlySpan<byte> Texts => _bytes.AsSpan(HeadRoom, _used);

    public ReadOnlySpan<byte> this[int place] => Texts.Slice(_ends[place] - LengthOf(place), LengthOf(place));

    public TextNumber Add(ReadOnlySpan<byte> text)
    {
        var needed = HeadRoom + _used + text.Length;
        if (_bytes.Length < needed)
        {
            var larger = PackMemory.Rent(Math.Max(_bytes.Length * 2, needed));
            Texts.CopyTo(larger.AsSpan(HeadRoom));
            PackMemory.Return(_bytes);
            _bytes = larger;
        }

        text.CopyTo(_bytes.AsSpan(HeadRoom + _used));
        _used += text.Length;
        _ends.Add(_used);
        return new TextNumber(number, _ends.Count - 1);
    }

    /// <summary>Where in <see cref="Texts"/> each text ends.</summary>
    public ReadOnlySpan<int> Ends => CollectionsMarshal.AsSpan(_ends);

    /// <summary>The pack's content as <see cref="Pack"/> lays it out; it is valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Content()
    {
        var head = sizeof(int) * (_ends.Count + 1);
        var content = _bytes.AsSpan(HeadRoom - head, head + _used);
        BinaryPrimitives.WriteInt32LittleEndian(content, _ends.Count);
        for (var place = 0; place < _ends.Count; place++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(content[(sizeof(int) * (place + 1))..], LengthOf(place));
        }

        return content;
    }

    public void Dispose() => PackMemory.Return(_bytes);

    private int LengthOf(int place) => _ends[place] - (place == 0 ? 0 : _ends[place - 1]);
}
