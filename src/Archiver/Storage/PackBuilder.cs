using System.Buffers.Binary;

namespace Archiver.Storage;

/// <summary>A pack while it fills.</summary>
internal sealed class PackBuilder(int number)
{
    private readonly List<int> _ends = [];
    private byte[] _texts = new byte[Pack.TargetSize + (Pack.TargetSize >> 2)];
    private int _used;

    public int Number => number;

    public int Count => _ends.Count;

    public bool IsFull => _used >= Pack.TargetSize || _ends.Count == ParagraphNumber.PackCapacity;

    /// <summary>The number of documents the pack will take.</summary>
    public int Parts => Pack.PartsOf(_used + (sizeof(int) * (_ends.Count + 1)));

    public ParagraphNumber Add(ReadOnlySpan<byte> text)
    {
        if (_texts.Length - _used < text.Length)
        {
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _used + text.Length));
        }

        text.CopyTo(_texts.AsSpan(_used));
        _used += text.Length;
        _ends.Add(_used);
        return new ParagraphNumber(number, _ends.Count - 1);
    }

    public ReadOnlySpan<byte> this[int place] => _texts.AsSpan(_ends[place] - LengthOf(place), LengthOf(place));

    /// <summary>The pack's content as <see cref="Pack"/> lays it out.</summary>
    public byte[] ToContent()
    {
        var head = sizeof(int) * (_ends.Count + 1);
        var content = GC.AllocateUninitializedArray<byte>(head + _used);
        BinaryPrimitives.WriteInt32LittleEndian(content, _ends.Count);
        for (var place = 0; place < _ends.Count; place++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(sizeof(int) * (place + 1)), LengthOf(place));
        }

        _texts.AsSpan(0, _used).CopyTo(content.AsSpan(head));
        return content;
    }

    private int LengthOf(int place) => _ends[place] - (place == 0 ? 0 : _ends[place - 1]);
}
