using System.Buffers;
using System.Buffers.Binary;

namespace Archiver.Storage;

/// <summary>A pack while it fills. Its memory is pooled: an import fills thousands.</summary>
internal sealed class PackBuilder(int number, int targetSize) : IDisposable
{
    private readonly List<int> _ends = [];
    private byte[] _texts = ArrayPool<byte>.Shared.Rent(targetSize + (targetSize >> 2));
    private byte[] _content = [];
    private int _used;

    public int Number => number;

    public int Count => _ends.Count;

    public bool IsFull => _used >= targetSize || _ends.Count == ParagraphNumber.PackCapacity;

    /// <summary>The texts end to end.</summary>
    public ReadOnlySpan<byte> Texts => _texts.AsSpan(0, _used);

    public ReadOnlySpan<byte> this[int place] => _texts.AsSpan(_ends[place] - LengthOf(place), LengthOf(place));

    public ParagraphNumber Add(ReadOnlySpan<byte> text)
    {
        if (_texts.Length - _used < text.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_texts.Length * 2, _used + text.Length));
            Texts.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_texts);
            _texts = larger;
        }

        text.CopyTo(_texts.AsSpan(_used));
        _used += text.Length;
        _ends.Add(_used);
        return new ParagraphNumber(number, _ends.Count - 1);
    }

    /// <summary>Where in <see cref="Texts"/> a text ends.</summary>
    public int EndOf(int place) => _ends[place];

    /// <summary>The pack's content as <see cref="Pack"/> lays it out; it is valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Content()
    {
        var head = sizeof(int) * (_ends.Count + 1);
        _content = ArrayPool<byte>.Shared.Rent(head + _used);
        BinaryPrimitives.WriteInt32LittleEndian(_content, _ends.Count);
        for (var place = 0; place < _ends.Count; place++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_content.AsSpan(sizeof(int) * (place + 1)), LengthOf(place));
        }

        Texts.CopyTo(_content.AsSpan(head));
        return _content.AsSpan(0, head + _used);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_texts);
        ArrayPool<byte>.Shared.Return(_content);
    }

    private int LengthOf(int place) => _ends[place] - (place == 0 ? 0 : _ends[place - 1]);
}
