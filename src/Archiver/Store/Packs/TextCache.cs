using Archiver.Articles;

namespace Archiver.Store.Packs;

/// <summary>
/// Texts that are likely to be compared again, in a fixed amount of memory: two halves, of which the older is dropped
/// when the younger is full; what is found in the older moves to the younger.
/// </summary>
internal sealed class TextCache(int capacity)
{
    private Half _young = new(capacity / 2);
    private Half _old = new(0);

    public bool TryGet(TextNumber number, out ReadOnlyMemory<byte> text)
    {
        if (_young.TryGet(number, out text))
        {
            return true;
        }

        if (!_old.TryGet(number, out text))
        {
            return false;
        }

        Add(number, text.Span);
        return true;
    }

    public void Add(TextNumber number, ReadOnlySpan<byte> text)
    {
        if (text.Length > capacity / 8 || _young.TryAdd(number, text))
        {
            return;
        }

        (_old, _young) = (_young, new Half(capacity / 2));
        _young.TryAdd(number, text);
    }

    private sealed class Half(int capacity)
    {
        private readonly Dictionary<uint, (int Start, int Length)> _places = [];
        private byte[] _texts = new byte[Math.Min(capacity, 4 << 10)];
        private int _used;

        public bool TryGet(TextNumber number, out ReadOnlyMemory<byte> text)
        {
            var found = _places.TryGetValue(number.Value, out var place);
            text = found ? _texts.AsMemory(place.Start, place.Length) : default;
            return found;
        }

        public bool TryAdd(TextNumber number, ReadOnlySpan<byte> text)
        {
            if (capacity - _used < text.Length)
            {
                return false;
            }

            if (_texts.Length - _used < text.Length)
            {
                Array.Resize(ref _texts, Math.Min(capacity, Math.Max(_texts.Length * 2, _used + text.Length)));
            }

            text.CopyTo(_texts.AsSpan(_used));
            _places[number.Value] = (_used, text.Length);
            _used += text.Length;
            return true;
        }
    }
}
