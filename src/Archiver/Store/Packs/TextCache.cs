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
        private const int FirstBlock = 4 << 10;
        private const int LargestBlock = 64 << 10;

        private readonly Dictionary<uint, ReadOnlyMemory<byte>> _texts = [];
        private Memory<byte> _block;
        private int _nextBlock = FirstBlock;
        private int _used;

        public bool TryGet(TextNumber number, out ReadOnlyMemory<byte> text) => _texts.TryGetValue(number.Value, out text);

        public bool TryAdd(TextNumber number, ReadOnlySpan<byte> text)
        {
            if (capacity - _used < text.Length)
            {
                return false;
            }

            if (_block.Length < text.Length)
            {
                _block = GC.AllocateUninitializedArray<byte>(Math.Max(_nextBlock, text.Length));
                _nextBlock = Math.Min(LargestBlock, 2 * _nextBlock);
            }

            text.CopyTo(_block.Span);
            _texts[number.Value] = _block[..text.Length];
            _block = _block[text.Length..];
            _used += text.Length;
            return true;
        }
    }
}
